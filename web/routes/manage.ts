/** An institution's instruments and people. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { chosen, oneOf, textOf } from '../data/search.ts'
import { rootRoute, sentences } from './root.tsx'

const STATES = ['DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'WITHDRAWN'] as const
const STEPS = ['service', 'rules', 'training', 'price', 'submit'] as const

export const manageRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/manage',
    validateSearch: (search) =>
      chosen({
        q: textOf(search, 'q'),
        state: oneOf(search, 'state', STATES),
        institution: textOf(search, 'institution'),
      }),
    ...sentences('manage', 'catalog', 'waiting', 'standing'),
    component: lazyRouteComponent(() => import('../manage/instruments-page.tsx'), 'InstrumentsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/manage/new',
    validateSearch: (search) =>
      chosen({ step: oneOf(search, 'step', ['service']), like: textOf(search, 'like') }),
    ...sentences('manage', 'catalog', 'standing'),
    component: lazyRouteComponent(() => import('../manage/new-page.tsx'), 'NewPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/manage/people',
    validateSearch: (search) =>
      chosen({ institution: textOf(search, 'institution'), q: textOf(search, 'q') }),
    ...sentences('approvals', 'manage', 'standing'),
    component: lazyRouteComponent(() => import('../manage/people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/manage/standing',
    validateSearch: (search) => chosen({ institution: textOf(search, 'institution') }),
    ...sentences('manage', 'standing'),
    component: lazyRouteComponent(() => import('../standing/place-page.tsx'), 'PlacePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/manage/template',
    validateSearch: (search) => chosen({ institution: textOf(search, 'institution') }),
    ...sentences('manage', 'policies'),
    component: lazyRouteComponent(() => import('../manage/template-page.tsx'), 'TemplatePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/manage/$id',
    validateSearch: (search) => chosen({ step: oneOf(search, 'step', STEPS) }),
    ...sentences('manage', 'catalog', 'operators', 'policies', 'standing'),
    component: lazyRouteComponent(() => import('../manage/edit-page.tsx'), 'EditPage'),
  }),
] as const
