/** Many instruments side by side. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { timelineSearch } from '../timeline/timeline-search.ts'
import { rootRoute, sentences } from './root.tsx'

export const timelineRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/timeline',
    validateSearch: timelineSearch,
    ...sentences('timeline', 'booking'),
    component: lazyRouteComponent(() => import('../timeline/timeline-page.tsx'), 'TimelinePage'),
  }),
] as const
