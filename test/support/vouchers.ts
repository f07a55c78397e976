/** A voucher programme of the city, the people who apply and decide, and grants: for tests of vouchers. */

import { sql } from 'kysely'
import { bookInstrument } from '../../server/booking/actions/book.ts'
import type { Viewer } from '../../server/identity/rules.ts'
import { applyForGrant, type Application, reviewGrant } from '../../server/vouchers/actions/grants.ts'
import { openProgramme } from '../../server/vouchers/actions/programmes.ts'
import type { Grant } from '../../server/vouchers/queries/grants.ts'
import { movementTotals } from '../../server/vouchers/queries/movements.ts'
import { programmesByIds } from '../../server/vouchers/queries/programmes.ts'
import type { ProgrammeForm, ProgrammeRules } from '../../server/vouchers/rules/programmes.ts'
import { addInstitution, addPerson } from './people.ts'
import { type Market, openMarket } from './settlement.ts'
import { wallTime } from './wall-time.ts'
import type { World } from './world.ts'

export type VoucherMarket = Market & {
  readonly administrator: Viewer
  readonly reviewer: Viewer
  /** Manager of the enterprise `mill`, whose researcher is `eve`. */
  readonly boss: Viewer
  readonly eve: Viewer
}

/** The market with an enterprise `mill`, and the bureau. */
export async function openVoucherMarket(world: World): Promise<VoucherMarket> {
  const market = await openMarket(world)
  await addInstitution(world, 'mill', { kind: 'enterprise' })
  return {
    ...market,
    administrator: await addPerson(world, 'administrator', null, ['administrator']),
    reviewer: await addPerson(world, 'reviewer', null, ['reviewer']),
    boss: await addPerson(world, 'boss', 'mill', ['manager', 'finance']),
    eve: await addPerson(world, 'eve', 'mill', ['researcher']),
  }
}

export const RULES: ProgrammeRules = {
  kinds: ['tech_sme', 'team'],
  tiers: [{ upToFen: null, percent: 50 }],
  fullCoverLimitFen: 0,
  perOrderFen: 2_000_000,
  perGrantFen: 10_000_000,
  perYearFen: 20_000_000,
  minInstrumentValueFen: 0,
  validDays: 365,
  banYears: 3,
}

/** A programme that pays half, open all of 2026. Returns its id. */
export async function addProgramme(
  world: World,
  administrator: Viewer,
  more: Partial<ProgrammeForm> = {},
): Promise<string> {
  const { id } = await openProgramme(world.as(administrator), {
    nameZh: '演示创新券',
    nameEn: null,
    issuer: '市科技局',
    level: 'city',
    docNo: null,
    source: '演示规则',
    isDemo: true,
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    budgetFen: 100_000_000,
    rules: RULES,
    ...more,
  })
  return id
}

export const APPLICATION: Omit<Application, 'programmeId' | 'institutionId'> = {
  kind: 'tech_sme',
  askedFen: 10_000_000,
  purpose: '委托检测羊绒纤维的直径和强力',
  relatedIds: [],
  fileName: '入库证明.pdf',
  fileSha256: 'a'.repeat(64),
  declared: true,
  clientKey: 'first',
}

/** An application of `mill`, granted as it was asked for. */
export async function addGrant(
  world: World,
  people: VoucherMarket,
  more: Partial<Application> & { readonly programmeId: string },
): Promise<Grant> {
  const grant = await applyForGrant(world.as(people.boss), { ...APPLICATION, institutionId: 'mill', ...more })
  const review = { grantId: grant.id, grantedFen: grant.askedFen, note: '材料齐全' }
  return reviewGrant(world.as(people.reviewer), review)
}

/** Books `sem` with a voucher, an hour ahead; the clock stays there. Returns the id of the booking. */
export async function bookByVoucher(world: World, who: Viewer, from: string, to: string): Promise<string> {
  const span = { startsAt: wallTime(from), endsAt: wallTime(to) }
  world.clock.now = Math.max(world.clock.now, span.startsAt - 3_600_000)
  const form = { ...span, instrumentId: 'sem', purpose: '测试', clientKey: null, useVoucher: true }
  const { id } = await bookInstrument(world.as(who), form)
  return id
}

/** That the balances of a programme are what its movements and its bookings say. */
export async function voucherAgreement(world: World, programmeId: string) {
  const [totals] = await movementTotals(world.store.db, [programmeId])
  const [programme] = await programmesByIds(world.store.db, [programmeId])
  const { rows } = await sql<{ reserved: number; captured: number; released: number; open: number }>`
    select cast(coalesce(sum(reserved_fen), 0) as bigint) as reserved,
      cast(coalesce(sum(captured_fen), 0) as bigint) as captured,
      cast(coalesce(sum(released_fen), 0) as bigint) as released,
      cast(coalesce(sum(case when state = 'reserved' then reserved_fen else 0 end), 0) as bigint) as open
    from voucher_reserve where programme_id = ${programmeId}`.execute(world.store.db)
  const [sums] = rows
  if (!totals || !programme || !sums) throw new Error('no programme')
  const { reserve, capture, release, clawback } = totals
  return {
    isWithinBudget: programme.reservedFen + programme.capturedFen <= programme.budgetFen,
    isConserved: sums.reserved === sums.captured + sums.released + sums.open,
    isMoved: reserve === sums.reserved && reserve - capture - release === programme.reservedFen,
    isCaptured: capture - clawback === programme.capturedFen && sums.captured === programme.capturedFen,
    isOpen: sums.open === programme.reservedFen,
  }
}

export const AGREED = {
  isWithinBudget: true,
  isConserved: true,
  isMoved: true,
  isCaptured: true,
  isOpen: true,
}
