/** Utilisation in figures. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { statisticsSearch } from '../statistics/statistics-search.ts'
import { rootRoute, sentences } from './root.tsx'

export const statisticsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/statistics',
    validateSearch: statisticsSearch,
    ...sentences('statistics'),
    component: lazyRouteComponent(() => import('../statistics/statistics-page.tsx'), 'StatisticsPage'),
  }),
] as const
