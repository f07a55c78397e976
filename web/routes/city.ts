/** The city's own pages: reviews, institutions, the audit log, and asking to join. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { chosen, oneOf, textOf } from '../data/search.ts'
import { rootRoute, sentences } from './root.tsx'

export const cityRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/city',
    validateSearch: (search) =>
      chosen({
        tab: oneOf(search, 'tab', ['instruments', 'all', 'standing']),
        q: textOf(search, 'q'),
        state: oneOf(search, 'state', ['SUBMITTED', 'REJECTED']),
        district: textOf(search, 'district'),
        owner: oneOf(search, 'owner', ['yes', 'no']),
      }),
    ...sentences('city', 'manage', 'catalog', 'standing'),
    component: lazyRouteComponent(() => import('../city/city-page.tsx'), 'CityPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/city/rules',
    ...sentences('city', 'manage', 'policies'),
    component: lazyRouteComponent(() => import('../city/rules-page.tsx'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/city/vouchers',
    validateSearch: (search) => chosen({ show: oneOf(search, 'show', ['all', 'claims']) }),
    ...sentences('city', 'vouchers', 'finance'),
    component: lazyRouteComponent(() => import('../city/vouchers-page.tsx'), 'CityVouchersPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/city/reconciliation',
    ...sentences('city', 'finance', 'reconciliation'),
    component: lazyRouteComponent(() => import('../reconciliation/months-page.tsx'), 'CityMonthsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/city/audit',
    validateSearch: (search) => chosen({ subject: textOf(search, 'subject') }),
    ...sentences('city', 'standing'),
    component: lazyRouteComponent(() => import('../city/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/city/register',
    ...sentences('city'),
    component: lazyRouteComponent(() => import('../city/register-page.tsx'), 'RegisterPage'),
  }),
] as const
