/** Finding an instrument, and one instrument; their data is fetched while their code is on the way. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import {
  catalogFilter,
  catalogSearch,
  catalogVariables,
  type CatalogSearch,
  isByNextFree,
} from '../catalog/catalog-search.ts'
import { CatalogDocument, CatalogFacetsDocument, InstrumentDocument } from '../catalog/operations.ts'
import { pagesOf, queryOf } from '../data/query.ts'
import { queryClient } from '../data/query-client.ts'
import { chosen, dayOf, momentOf } from '../data/search.ts'
import { loadAreas } from '../i18n/i18n.ts'
import { rootRoute } from './root.tsx'

const catalog = {
  validateSearch: catalogSearch,
  loaderDeps: ({ search }: { readonly search: CatalogSearch }) => search,
  loader: ({ deps }: { readonly deps: CatalogSearch }) => {
    if (deps.find === undefined && !isByNextFree(deps)) {
      void queryClient.prefetchInfiniteQuery(
        pagesOf(CatalogDocument, catalogVariables(deps), (it) => it.instruments),
      )
    }
    void queryClient.prefetchQuery(queryOf(CatalogFacetsDocument, { filter: catalogFilter(deps) }))
    return loadAreas(['catalog'])
  },
  component: lazyRouteComponent(() => import('../catalog/catalog-page.tsx'), 'CatalogPage'),
}

export const catalogRoutes = [
  createRoute({ getParentRoute: () => rootRoute, path: '/', ...catalog }),
  createRoute({ getParentRoute: () => rootRoute, path: '/instruments', ...catalog }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/instruments/$id',
    validateSearch: (search: Record<string, unknown>) =>
      chosen({ day: dayOf(search, 'day'), start: momentOf(search, 'start'), end: momentOf(search, 'end') }),
    loader: ({ params }) => {
      void queryClient.prefetchQuery(queryOf(InstrumentDocument, { id: params.id }))
      return loadAreas([
        'catalog',
        'booking',
        'faults',
        'operators',
        'policies',
        'series',
        'standing',
        'waiting',
      ])
    },
    component: lazyRouteComponent(() => import('../catalog/instrument-page.tsx'), 'InstrumentPage'),
  }),
] as const
