/** All routes of the pages; each area keeps its own in routes/<area>.ts. */

import { createRouter } from '@tanstack/react-router'
import { approvalsRoutes } from './routes/approvals.ts'
import { bookingsRoutes } from './routes/bookings.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { checkinRoutes } from './routes/checkin.ts'
import { cityRoutes } from './routes/city.ts'
import { deskRoutes } from './routes/desk.ts'
import { financeRoutes } from './routes/finance.ts'
import { helpRoutes } from './routes/help.ts'
import { manageRoutes } from './routes/manage.ts'
import { meRoutes } from './routes/me.ts'
import { rootRoute } from './routes/root.tsx'
import { shellRoutes } from './routes/shell.ts'
import { statisticsRoutes } from './routes/statistics.ts'
import { timelineRoutes } from './routes/timeline.ts'
import { vouchersRoutes } from './routes/vouchers.ts'

const routeTree = rootRoute.addChildren([
  ...shellRoutes,
  ...catalogRoutes,
  ...bookingsRoutes,
  ...approvalsRoutes,
  ...timelineRoutes,
  ...deskRoutes,
  ...checkinRoutes,
  ...manageRoutes,
  ...financeRoutes,
  ...statisticsRoutes,
  ...cityRoutes,
  ...meRoutes,
  ...vouchersRoutes,
  ...helpRoutes,
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 400,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
