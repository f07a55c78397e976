/** Profile, tokens, calendar and notices of the viewer. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { chosen, oneOf } from '../data/search.ts'
import { rootRoute, sentences } from './root.tsx'

export const meRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/me',
    ...sentences('approvals', 'me', 'notices', 'standing'),
    component: lazyRouteComponent(() => import('../me/me-page.tsx'), 'MePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/me/notices',
    validateSearch: (search: Record<string, unknown>) => chosen({ show: oneOf(search, 'show', ['unread']) }),
    ...sentences('notices'),
    component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
  }),
] as const
