/** The front door, which is the catalog, and signing in. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { catalogSearch } from '../catalog/catalog-search.ts'
import { rootRoute, sentences } from './root.tsx'

export const shellRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/',
    validateSearch: catalogSearch,
    ...sentences('catalog'),
    component: lazyRouteComponent(() => import('../catalog/catalog-page.tsx'), 'CatalogPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('../shell/sign-in-page.tsx'), 'SignInPage'),
  }),
] as const
