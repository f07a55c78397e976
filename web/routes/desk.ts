/** The keeper's day and the requests that wait for a word. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { chosen, dayOf, oneOf, textOf } from '../data/search.ts'
import { KINDS } from '../records/kinds.ts'
import { rootRoute, sentences } from './root.tsx'

/** A month `YYYY-MM`, or undefined. */
function monthOf(search: Readonly<Record<string, unknown>>): string | undefined {
  const text = textOf(search, 'month')
  return text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined
}

export const deskRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk',
    validateSearch: (search) =>
      chosen({
        view: oneOf(search, 'view', ['requests']),
        day: dayOf(search, 'day'),
        show: oneOf(search, 'show', ['all']),
        institution: textOf(search, 'institution'),
      }),
    ...sentences('approvals', 'desk', 'booking', 'faults', 'operators', 'policies', 'records', 'series'),
    component: lazyRouteComponent(() => import('../desk/desk-page.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk/records',
    validateSearch: (search: Record<string, unknown>) =>
      chosen({
        month: monthOf(search),
        instrument: textOf(search, 'instrument'),
        kind: oneOf(search, 'kind', KINDS),
        institution: textOf(search, 'institution'),
      }),
    ...sentences('records'),
    component: lazyRouteComponent(() => import('../records/records-page.tsx'), 'RecordsPage'),
  }),
] as const
