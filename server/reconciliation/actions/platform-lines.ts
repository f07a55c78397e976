/** What the platform says of a provider's month: each charge that stands, with the time and the customer it is for. */

import type { Db } from '../../database.ts'
import type { Charge } from '../../fees/queries/charges.ts'
import { standingChargesDuring } from '../../fees/queries/periods.ts'
import { peopleByIds } from '../../identity/queries/people.ts'
import { institutionsByIds } from '../../institutions/queries/institutions.ts'
import { DEFAULT_ZONE, instantOf } from '../../kernel/calendar.ts'
import type { Interval } from '../../kernel/interval.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { usageByIds } from '../../usage/queries/records.ts'
import { assetNosOf, type SideOfLine } from '../queries/lines.ts'
import { LEDGER_ROWS_MAX } from '../rules/ledger-rows.ts'
import { monthDays } from '../rules/resolutions.ts'

export type PlatformLine = SideOfLine & {
  readonly chargeId: string
  readonly instrumentId: string
  readonly assetNo: string
}

const PAGE = 500

/** The month of the books, by the clock of the city. */
export function monthPeriod(month: string): Interval {
  const { first, next } = monthDays(month)
  return { startsAt: instantOf(first, '00:00', DEFAULT_ZONE), endsAt: instantOf(next, '00:00', DEFAULT_ZONE) }
}

export async function platformLines(db: Db, providerId: string, month: string): Promise<PlatformLine[]> {
  const assetNos = new Map(Array.from(await assetNosOf(db, providerId), ([assetNo, id]) => [id, assetNo]))
  const wanted = { providerId, period: monthPeriod(month) }
  const lines: PlatformLine[] = []
  let after: Charge | undefined
  for (;;) {
    const charges = await standingChargesDuring(db, wanted, { after, limit: PAGE })
    lines.push(...(await linesOf(db, charges, assetNos)))
    if (lines.length > LEDGER_ROWS_MAX)
      throw new Rejection([problem('RECONCILIATION_TOO_LARGE', [], { max: LEDGER_ROWS_MAX })])
    after = charges.at(-1)
    if (charges.length < PAGE) return lines
  }
}

async function linesOf(
  db: Db,
  charges: readonly Charge[],
  assetNos: ReadonlyMap<string, string>,
): Promise<PlatformLine[]> {
  if (charges.length === 0) return []
  const usages = new Map(
    (
      await usageByIds(
        db,
        charges.flatMap((it) => it.usageId ?? []),
      )
    ).map((it) => [it?.id, it]),
  )
  const payers = [...new Set(charges.flatMap((it) => it.payerInstitutionId ?? []))]
  const institutions = new Map((await institutionsByIds(db, payers)).map((it) => [it?.id, it?.nameZh]))
  const people = new Map(
    (await peopleByIds(db, [...new Set(charges.map((it) => it.personId))])).map((it) => [it?.id, it?.nameZh]),
  )
  return charges.map((it) => {
    const use = it.usageId === null ? undefined : usages.get(it.usageId)
    const reserved = it.basis?.reserved ?? { startsAt: it.startsAt, endsAt: it.startsAt }
    const payer = it.payerInstitutionId === null ? undefined : institutions.get(it.payerInstitutionId)
    return {
      chargeId: it.id,
      instrumentId: it.instrumentId,
      assetNo: assetNos.get(it.instrumentId) ?? it.instrumentId,
      reference: it.bookingId,
      customer: payer ?? people.get(it.personId) ?? null,
      span: use?.endedAt ? { startsAt: use.startedAt, endsAt: use.endedAt } : reserved,
      // The price: what a voucher pays of it is for the institution's books a part of its income.
      amountFen: it.amountFen + it.voucherFen,
    }
  })
}
