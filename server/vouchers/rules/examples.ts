/**
 * Voucher programmes of other places, to read and to learn from: what their published rules say, and nothing that they
 * do not say. Nobody can apply for them here.
 */

import type { ProgrammeRules } from './programmes.ts'

export type ProgrammeExample = {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  /** Null where the published text at hand does not give it. */
  readonly docNo: string | null
  readonly source: string
  readonly noteZh: string
  readonly noteEn: string
  /** What is left out is not known, or not limited. */
  readonly rules: Partial<ProgrammeRules>
}

const WAN = 1_000_000

export const EXAMPLES: readonly ProgrammeExample[] = [
  {
    id: 'example-shandong',
    nameZh: '山东省小微企业创新券',
    nameEn: 'Shandong vouchers for small and micro enterprises',
    docNo: '鲁科字〔2015〕80号',
    source: '鲁科字〔2015〕80号公开文本',
    noteZh: '西部隆起带 60 %，其他地区 40 %；须经省仪器设备网预约检测、试验、分析，由市级执行。',
    noteEn:
      '60 % in the western belt, 40 % elsewhere; for tests and analyses booked through the network of the province, carried out by the cities.',
    rules: {
      kinds: ['small_micro'],
      tiers: [{ upToFen: null, percent: 60 }],
      perYearFen: 50 * WAN,
    },
  },
  {
    id: 'example-shanxi',
    nameZh: '山西省科技型中小微企业创新券（2017）',
    nameEn: 'Shanxi vouchers for technology enterprises (2017)',
    docNo: null,
    source: '山西省 2017 年公开的创新券规则',
    noteZh: '5 万元以内全额，超出部分按比例；上传合同、付款凭证、报告，服务方确认“绑定”后兑付。',
    noteEn:
      'In full up to ¥50,000, a share above; paid after contract, receipt and report are uploaded and the provider has confirmed.',
    rules: {
      kinds: ['tech_sme', 'small_micro'],
      tiers: [{ upToFen: 5 * WAN, percent: 100 }],
      perYearFen: 20 * WAN,
    },
  },
  {
    id: 'example-yuhuan',
    nameZh: '玉环市（浙江）创新券',
    nameEn: 'Yuhuan (Zhejiang) vouchers',
    docNo: null,
    source: '玉环市公开的创新券规则，订单在“浙江科技大脑”',
    noteZh: '1 万元以内的服务全额抵扣，超出者部分抵扣；申领额度 → 申请使用 → 申请兑付，市财政支付。',
    noteEn:
      'Services of at most ¥10,000 in full, larger ones in part; applied for, used, claimed, and paid by the city.',
    rules: {
      fullCoverLimitFen: WAN,
      perGrantFen: 2 * WAN,
      perYearFen: 10 * WAN,
    },
  },
]
