/** Charges, statements and payments. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { chosen, oneOf } from '../data/search.ts'
import { financeSearch, statementSearch } from '../finance/finance-search.ts'
import { rootRoute, sentences } from './root.tsx'

export const financeRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/finance',
    validateSearch: financeSearch,
    ...sentences('finance'),
    component: lazyRouteComponent(() => import('../finance/finance-page.tsx'), 'FinancePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/finance/statements',
    validateSearch: statementSearch,
    ...sentences('finance'),
    component: lazyRouteComponent(() => import('../finance/statements-page.tsx'), 'StatementsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/finance/statements/$id',
    ...sentences('finance'),
    component: lazyRouteComponent(() => import('../finance/statement-page.tsx'), 'StatementPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/finance/payments',
    validateSearch: (search) => ({
      ...statementSearch(search),
      ...chosen({ show: oneOf(search, 'show', ['all']) }),
    }),
    ...sentences('finance', 'bank'),
    component: lazyRouteComponent(() => import('../bank/payments-page.tsx'), 'PaymentsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/finance/vouchers',
    validateSearch: statementSearch,
    ...sentences('finance', 'vouchers'),
    component: lazyRouteComponent(() => import('../finance/vouchers-page.tsx'), 'FinanceVouchersPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/finance/reconciliation',
    ...sentences('finance', 'reconciliation'),
    component: lazyRouteComponent(() => import('../reconciliation/months-page.tsx'), 'MonthsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/finance/reconciliation/$id',
    ...sentences('finance', 'reconciliation'),
    component: lazyRouteComponent(() => import('../reconciliation/run-page.tsx'), 'RunPage'),
  }),
] as const
