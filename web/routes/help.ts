/** How to use the platform. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const helpRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/help',
    ...sentences('help'),
    component: lazyRouteComponent(() => import('../help/help-page.tsx'), 'HelpPage'),
  }),
] as const
