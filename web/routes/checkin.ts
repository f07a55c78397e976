/** Where the code on an instrument leads: checking in and out with one's own phone. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const checkinRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/checkin/$token',
    ...sentences('checkin', 'desk', 'records', 'faults'),
    component: lazyRouteComponent(() => import('../checkin/checkin-page.tsx'), 'CheckinPage'),
  }),
] as const
