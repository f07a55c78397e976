/** Many instruments side by side. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const timelineRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/timeline',
    ...sentences('timeline'),
    component: lazyRouteComponent(() => import('../timeline/timeline-page.tsx'), 'TimelinePage'),
  }),
] as const
