/** The keeper's day and the requests that wait for a word. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { chosen, dayOf, oneOf, textOf } from '../data/search.ts'
import { rootRoute, sentences } from './root.tsx'

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
    ...sentences('desk'),
    component: lazyRouteComponent(() => import('../desk/desk-page.tsx'), 'DeskPage'),
  }),
] as const
