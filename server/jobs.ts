/** The one table of timed work. */

import { expireRequests } from './booking/actions/decide.ts'
import type { Context } from './context.ts'
import { refreshFeedRecords } from './feed/actions/records.ts'
import { forgetExpiredSessions } from './identity/actions/presence.ts'
import { MINUTE_MS } from './kernel/interval.ts'
import { sealAuditLog } from './platform/audit.ts'
import type { Job } from './platform/job-runner.ts'
import { markNoShows } from './usage/actions.ts'

/** Jobs act in nobody's name; `context` makes a fresh one for each run. */
export function jobTable(context: () => Context): readonly Job[] {
  return [
    {
      name: 'seal-audit-log',
      everyMs: 5_000,
      run: async () => {
        await sealAuditLog(context().store)
      },
    },
    { name: 'forget-expired-sessions', everyMs: 10 * MINUTE_MS, run: () => forgetExpiredSessions(context()) },
    { name: 'mark-no-shows', everyMs: MINUTE_MS, run: () => markNoShows(context()) },
    { name: 'expire-requests', everyMs: MINUTE_MS, run: () => expireRequests(context()) },
    { name: 'refresh-feed-records', everyMs: 1_000, run: () => refreshFeedRecords(context()) },
  ]
}
