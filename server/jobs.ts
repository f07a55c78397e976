/** The one table of timed work. */

import { expireRequests } from './booking/actions/expiry.ts'
import { lapseHolds } from './booking/actions/holds.ts'
import { lapseOffers } from './booking/actions/offers.ts'
import type { Context } from './context.ts'
import { refreshFeedRecords } from './feed/actions/records.ts'
import { checkLedger } from './fees/actions/invariants.ts'
import { sealLedger } from './fees/actions/ledger-chain.ts'
import { forgetExpiredSessions } from './identity/actions/presence.ts'
import { DAY_MS, MINUTE_MS } from './kernel/interval.ts'
import { collectNotices } from './notices/actions/collect.ts'
import { postNotices } from './notices/actions/post.ts'
import { sendReminders } from './notices/actions/remind.ts'
import { sealAuditLog } from './platform/audit.ts'
import type { Job } from './platform/job-runner.ts'
import type { Mailer } from './platform/mail.ts'
import { tellOfLapses } from './standing/actions/expiry.ts'
import { concludeUses, markNoShows } from './usage/actions/no-shows.ts'
import { warnOfOvertime } from './usage/actions/overtime.ts'

/** Jobs act in nobody's name; `context` makes a fresh one for each run. Without a mailer no mail is sent. */
export function jobTable(context: () => Context, mailer?: Mailer): readonly Job[] {
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
    { name: 'conclude-uses', everyMs: MINUTE_MS, run: () => concludeUses(context()) },
    { name: 'warn-of-overtime', everyMs: 5_000, run: () => warnOfOvertime(context()) },
    { name: 'expire-requests', everyMs: MINUTE_MS, run: () => expireRequests(context()) },
    { name: 'lapse-holds', everyMs: MINUTE_MS, run: () => lapseHolds(context()) },
    { name: 'lapse-offers', everyMs: 5_000, run: () => lapseOffers(context()) },
    { name: 'collect-notices', everyMs: 1_000, run: () => collectNotices(context()) },
    { name: 'send-reminders', everyMs: MINUTE_MS, run: () => sendReminders(context()) },
    ...(mailer ? [{ name: 'post-notices', everyMs: 5_000, run: () => postNotices(context(), mailer) }] : []),
    { name: 'tell-of-lapses', everyMs: 10 * MINUTE_MS, run: () => tellOfLapses(context()) },
    {
      name: 'ledger.seal',
      everyMs: 5_000,
      run: async () => {
        await sealLedger(context())
      },
    },
    { name: 'ledger.invariants', everyMs: DAY_MS, run: () => checkLedger(context()) },
    { name: 'refresh-feed-records', everyMs: 1_000, run: () => refreshFeedRecords(context()) },
  ]
}
