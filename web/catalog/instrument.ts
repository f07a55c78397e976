/** An instrument as its page shows it. */

import type { InstrumentQuery } from '../gql/graphql.ts'

export type Instrument = NonNullable<InstrumentQuery['instrument']>
