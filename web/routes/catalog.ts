/** Finding an instrument, and one instrument. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { catalogSearch } from '../catalog/catalog-search.ts'
import { chosen, dayOf, momentOf } from '../data/search.ts'
import { rootRoute, sentences } from './root.tsx'

export const catalogRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/instruments',
    validateSearch: catalogSearch,
    ...sentences('catalog'),
    component: lazyRouteComponent(() => import('../catalog/catalog-page.tsx'), 'CatalogPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/instruments/$id',
    validateSearch: (search: Record<string, unknown>) =>
      chosen({ day: dayOf(search, 'day'), start: momentOf(search, 'start'), end: momentOf(search, 'end') }),
    ...sentences('catalog', 'booking'),
    component: lazyRouteComponent(() => import('../catalog/instrument-page.tsx'), 'InstrumentPage'),
  }),
] as const
