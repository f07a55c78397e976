/** Requests that wait for the viewer as the one who leads a group. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const approvalsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/approvals',
    ...sentences('approvals', 'booking', 'series'),
    component: lazyRouteComponent(() => import('../approvals/approvals-page.tsx'), 'ApprovalsPage'),
  }),
] as const
