/** The schema, assembled from the rooms. Import order does not matter. */

import { builder } from './graphql/builder.ts'
import './identity/graphql.ts'
import './institutions/graphql.ts'

export const schema = builder.toSchema()
