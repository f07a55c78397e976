/** A voucher programme of the demo: one enterprise's grant, what it pays of its bookings, claims, and an application that waits. */

import { createHash } from 'node:crypto'
import { quote } from '../server/fees/actions/quotes.ts'
import type { Viewer } from '../server/identity/rules.ts'
import { dateOf, DEFAULT_ZONE, instantOf } from '../server/kernel/calendar.ts'
import { DAY_MS, type Instant, type Interval } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { decideClaim, findUnclaimed, submitClaim } from '../server/vouchers/actions/claims.ts'
import { applyForGrant, reviewGrant } from '../server/vouchers/actions/grants.ts'
import { openProgramme } from '../server/vouchers/actions/programmes.ts'
import { seedInstitutions } from './data.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

const WAN = 1_000_000

/** Whose researcher signs in to the demo as an outside user. */
const ENTERPRISE = 'rongze-knitwear'

/** The programme is this old. */
const DAYS = 70

/** So long its voucher has paid for what it books, so that something is left of it. */
const PAID_DAYS = 45

export async function seedVouchers(stage: Stage, town: Town): Promise<void> {
  stage.clock.now = stage.now - DAYS * DAY_MS
  const year = dateOf(stage.clock.now, DEFAULT_ZONE).slice(0, 4)
  const programme = await openProgramme(stage.as(town.administrator), {
    nameZh: '鄂尔多斯市科技创新券（演示规则）',
    nameEn: 'Ordos innovation vouchers (demo rules)',
    issuer: '鄂尔多斯市科学技术局（演示）',
    level: 'city',
    docNo: null,
    source: '演示规则，并非现行政策',
    isDemo: true,
    validFrom: `${year}-01-01`,
    validTo: `${Number(year) + 1}-12-31`,
    budgetFen: 500 * WAN,
    rules: {
      kinds: ['tech_sme', 'team'],
      tiers: [{ upToFen: null, percent: 50 }],
      fullCoverLimitFen: 0,
      perOrderFen: 2 * WAN,
      perGrantFen: 10 * WAN,
      perYearFen: 20 * WAN,
      minInstrumentValueFen: 0,
      validDays: 365,
      banYears: 3,
    },
  })
  const institutionId = present(town.institutionIds.get(ENTERPRISE), ENTERPRISE)
  // What the enterprise keeps as its proof; only its hash is handed in.
  const proof = createHash('sha256').update(`${ENTERPRISE} ${year} 科技型中小企业入库（演示）`).digest('hex')
  const form = {
    programmeId: programme.id,
    institutionId,
    kind: 'tech_sme',
    relatedIds: [],
    fileName: '科技型中小企业入库证明（演示）.pdf',
    declared: true,
  } as const
  const applicant = stage.as(town.staff(ENTERPRISE, 'manager'))
  const first = await applyForGrant(applicant, {
    ...form,
    askedFen: 10 * WAN,
    purpose: '委托检测羊绒纱线的纤维直径、强力和含绒率，用于新品研发。',
    fileSha256: proof,
    clientKey: 'demo-1',
  })
  stage.clock.now += 3 * DAY_MS
  const reviewer = stage.as(town.viewer('reviewer'))
  await reviewGrant(reviewer, { grantId: first.id, grantedFen: 8 * WAN, note: '材料齐全，先批准 8 万元。' })
  stage.clock.now = stage.now - 2 * DAY_MS
  await applyForGrant(applicant, {
    ...form,
    askedFen: 5 * WAN,
    purpose: '扫描电镜观察改性羊绒的鳞片结构，配合节能染整工艺试验。',
    fileSha256: proof,
    clientKey: 'demo-2',
  })
  stage.clock.now = stage.now
}

/** Whether the enterprise of the demo pays a part of what it books by its voucher: wherever that pays anything. */
export async function wishesVoucher(
  stage: Stage,
  town: Town,
  { booker, instrumentId, span }: { booker: Viewer; instrumentId: string; span: Interval },
): Promise<boolean> {
  const isOld = stage.clock.now < stage.now - PAID_DAYS * DAY_MS
  if (isOld || booker.institutionId !== town.institutionIds.get(ENTERPRISE)) return false
  const { voucher } = await quote(stage.as(booker), { instrumentId, ...span })
  return ((await voucher?.())?.coverFen ?? 0) > 0
}

/** Providers have claimed what vouchers paid up to last month, and the bureau has paid the first of them. */
export async function seedVoucherClaims(stage: Stage, town: Town): Promise<void> {
  const endsAt = monthStart(stage.now)
  const paidAt = endsAt + 8 * DAY_MS
  if (paidAt > stage.now) return
  let isFirst = true
  for (const { key } of seedInstitutions.filter((it) => it.isOwner)) {
    stage.clock.now = endsAt + 3 * DAY_MS
    const providerId = present(town.institutionIds.get(key), key)
    const finance = stage.as(town.staff(key, 'finance'))
    const [open] = await findUnclaimed(finance, providerId)
    if (!open || open.firstAt >= endsAt) continue
    const period = { startsAt: monthStart(open.firstAt), endsAt }
    const programmeId = open.programmeId
    const { id: claimId } = await submitClaim(finance, { providerId, programmeId, period })
    if (!isFirst) continue
    isFirst = false
    stage.clock.now = paidAt
    const paidOn = dateOf(paidAt, DEFAULT_ZONE)
    const paymentReference = `国库支付（演示）${paidOn.replaceAll('-', '')}-001`
    await decideClaim(stage.as(town.viewer('reviewer')), { claimId, pay: true, paymentReference, paidOn })
  }
  stage.clock.now = stage.now
}

/** The first moment of the month that holds an instant. */
function monthStart(instant: Instant): Instant {
  return instantOf(`${dateOf(instant, DEFAULT_ZONE).slice(0, 7)}-01`, '00:00', DEFAULT_ZONE)
}
