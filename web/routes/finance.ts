/** Charges, statements and payments. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const financeRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/finance',
    ...sentences('finance'),
    component: lazyRouteComponent(() => import('../finance/finance-page.tsx'), 'FinancePage'),
  }),
] as const
