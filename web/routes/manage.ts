/** An institution's instruments and people. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const manageRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/manage',
    ...sentences('manage'),
    component: lazyRouteComponent(() => import('../manage/manage-page.tsx'), 'ManagePage'),
  }),
] as const
