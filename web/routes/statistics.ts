/** Utilisation in figures. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const statisticsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/statistics',
    ...sentences('statistics'),
    component: lazyRouteComponent(() => import('../statistics/statistics-page.tsx'), 'StatisticsPage'),
  }),
] as const
