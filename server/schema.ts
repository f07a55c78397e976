/** The schema, assembled from the rooms. Import order does not matter. */

import { builder } from './graphql/builder.ts'
import './identity/graphql/audit-log.ts'
import './identity/graphql/people.ts'
import './catalog/graphql/category.ts'
import './catalog/graphql/instrument.ts'
import './catalog/graphql/publication.ts'
import './catalog/graphql/instruments.ts'
import './catalog/graphql/booking-terms.ts'
import './booking/graphql/booking.ts'
import './booking/graphql/calendars.ts'
import './booking/graphql/lists.ts'
import './booking/graphql/mutations.ts'
import './usage/graphql.ts'
import './fees/graphql/charges.ts'
import './fees/graphql/ledger.ts'
import './fees/graphql/prices.ts'
import './fees/graphql/statements.ts'
import './institutions/graphql.ts'
import './statistics/graphql.ts'

export const schema = builder.toSchema()
