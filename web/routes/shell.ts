/** Signing in on a page of its own. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from './root.tsx'

export const shellRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('../shell/sign-in-page.tsx'), 'SignInPage'),
  }),
] as const
