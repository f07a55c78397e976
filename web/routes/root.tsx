/** The root of all routes, and how a page joins them: code and sentences are fetched together, when needed. */

import { createRootRoute } from '@tanstack/react-router'
import type { Area } from '../i18n/areas.ts'
import { loadAreas } from '../i18n/i18n.ts'
import { Crashed, NotFound } from '../shell/fallbacks.tsx'
import { Layout } from '../shell/layout.tsx'

export const rootRoute = createRootRoute({
  component: Layout,
  notFoundComponent: NotFound,
  errorComponent: Crashed,
})

/** A route's loader that fetches the sentences of its areas while its code is on the way. */
export function sentences(...areas: readonly Area[]) {
  return { loader: () => loadAreas(areas), staleTime: Number.POSITIVE_INFINITY }
}
