/** Monthly statements of the demo, and payments of all but the newest and some that only the bank tells of. */

import { recordPayment } from '../server/fees/actions/payments.ts'
import { findUnstatedTotals, issueStatement, numberOf } from '../server/fees/actions/statements.ts'
import { addDays, dateOf, DEFAULT_ZONE, instantOf, type LocalDate } from '../server/kernel/calendar.ts'
import { DAY_MS, type Interval } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { bankOwner } from './bank.ts'
import { seedInstitutions } from './data.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

/** Institutions pay this many days after a statement. */
const DAYS_TO_PAY = 20

export async function seedSettlement(stage: Stage, town: Town): Promise<void> {
  for (const month of monthsBefore(stage)) {
    for (const { key } of seedInstitutions.filter((it) => it.isOwner))
      await settleMonth(stage, town, key, month)
  }
  stage.clock.now = stage.now
}

async function settleMonth(stage: Stage, town: Town, ownerKey: string, period: Interval): Promise<void> {
  const ctx = stage.as(town.staff(ownerKey, 'finance'))
  const providerId = present(town.institutionIds.get(ownerKey), ownerKey)
  stage.clock.now = period.endsAt + 2 * DAY_MS
  if (stage.clock.now > stage.now) return
  const isNewest = period.endsAt + 31 * DAY_MS > stage.now
  for (const [i, { payerId }] of (await findUnstatedTotals(ctx, { providerId, period })).entries()) {
    const statement = await issueStatement(ctx, { providerId, payerId, period })
    const paidAt = stage.clock.now + DAYS_TO_PAY * DAY_MS
    if (statement.state === 'paid' || paidAt > stage.now) continue
    // What the bank tells of instead, which somebody has to look at.
    if (isNewest && ownerKey === bankOwner() && i % 2 === 0) continue
    stage.clock.now = paidAt
    await recordPayment(ctx, {
      statementId: statement.id,
      amountFen: statement.totalFen,
      paidOn: dateOf(paidAt, DEFAULT_ZONE),
      reference: `银行回单 ${dateOf(paidAt, DEFAULT_ZONE).replaceAll('-', '')}-${numberOf(statement)}`,
    })
    stage.clock.now = period.endsAt + 2 * DAY_MS
  }
}

/** The thirteen whole months before the demo's now, oldest first. */
function monthsBefore({ now }: Stage): readonly Interval[] {
  const months: Interval[] = []
  let end: LocalDate = `${dateOf(now, DEFAULT_ZONE).slice(0, 7)}-01`
  for (let i = 0; i < 13; i += 1) {
    const start: LocalDate = `${addDays(end, -1).slice(0, 7)}-01`
    months.unshift({
      startsAt: instantOf(start, '00:00', DEFAULT_ZONE),
      endsAt: instantOf(end, '00:00', DEFAULT_ZONE),
    })
    end = start
  }
  return months
}
