/** My bookings. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { chosen, oneOf, textOf } from '../data/search.ts'
import { rootRoute, sentences } from './root.tsx'

export const bookingsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/bookings',
    validateSearch: (search: Record<string, unknown>) =>
      chosen({ show: oneOf(search, 'show', ['past']), booking: textOf(search, 'booking') }),
    ...sentences(
      'approvals',
      'booking',
      'faults',
      'me',
      'operators',
      'policies',
      'records',
      'series',
      'waiting',
    ),
    component: lazyRouteComponent(() => import('../booking/bookings-page.tsx'), 'BookingsPage'),
  }),
] as const
