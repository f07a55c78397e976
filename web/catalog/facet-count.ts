/** One value of a facet with its count. */

import type { CatalogFacetsQuery } from '../gql/graphql.ts'

export type FacetCount = CatalogFacetsQuery['instrumentFacets']['categories'][number]
