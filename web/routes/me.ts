/** Profile, tokens and calendar of the viewer. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const meRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/me',
    ...sentences('me'),
    component: lazyRouteComponent(() => import('../me/me-page.tsx'), 'MePage'),
  }),
] as const
