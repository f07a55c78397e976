/** The keeper's day. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const deskRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk',
    ...sentences('desk'),
    component: lazyRouteComponent(() => import('../desk/desk-page.tsx'), 'DeskPage'),
  }),
] as const
