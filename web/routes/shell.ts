/** The front door, which is the catalog, and signing in. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, sentences } from './root.tsx'

export const shellRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/',
    ...sentences('catalog'),
    component: lazyRouteComponent(() => import('../catalog/catalog-page.tsx'), 'CatalogPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('../shell/sign-in-page.tsx'), 'SignInPage'),
  }),
] as const
