/** A voucher programme of the demo, one enterprise's grant, and an application that waits for the bureau. */

import { dateOf, DEFAULT_ZONE } from '../server/kernel/calendar.ts'
import { DAY_MS } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { applyForGrant, reviewGrant } from '../server/vouchers/actions/grants.ts'
import { openProgramme } from '../server/vouchers/actions/programmes.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

const WAN = 1_000_000

/** Whose researcher signs in to the demo as an outside user. */
const ENTERPRISE = 'rongze-knitwear'

export async function seedVouchers(stage: Stage, town: Town): Promise<void> {
  stage.clock.now = stage.now - 20 * DAY_MS
  const year = dateOf(stage.now, DEFAULT_ZONE).slice(0, 4)
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
    askedFen: 8 * WAN,
    purpose: '委托检测羊绒纱线的纤维直径、强力和含绒率，用于新品研发。',
    fileSha256: '3f'.repeat(32),
    clientKey: 'demo-1',
  })
  stage.clock.now += 3 * DAY_MS
  const reviewer = stage.as(town.viewer('reviewer'))
  await reviewGrant(reviewer, { grantId: first.id, grantedFen: 5 * WAN, note: '材料齐全，先批准 5 万元。' })
  stage.clock.now += 10 * DAY_MS
  await applyForGrant(applicant, {
    ...form,
    askedFen: 5 * WAN,
    purpose: '扫描电镜观察改性羊绒的鳞片结构，配合节能染整工艺试验。',
    fileSha256: '7c'.repeat(32),
    clientKey: 'demo-2',
  })
  stage.clock.now = stage.now
}
