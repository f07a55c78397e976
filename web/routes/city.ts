/** The city's review and supervision. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const cityRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/city',
    ...sentences('city'),
    component: lazyRouteComponent(() => import('../city/city-page.tsx'), 'CityPage'),
  }),
] as const
