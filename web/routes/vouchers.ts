/** Vouchers: programmes, what one's institution holds, and applying. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const vouchersRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/vouchers',
    ...sentences('vouchers', 'finance'),
    component: lazyRouteComponent(() => import('../vouchers/vouchers-page.tsx'), 'VouchersPage'),
  }),
] as const
