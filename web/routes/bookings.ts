/** My bookings. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const bookingsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/bookings',
    ...sentences('booking'),
    component: lazyRouteComponent(() => import('../booking/bookings-page.tsx'), 'BookingsPage'),
  }),
] as const
