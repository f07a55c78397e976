/** What each figure means and where its formula comes from: shown beside charts and on the last sheet of an export. */

export const FORMULAS = [
  {
    id: 'F1',
    nameZh: '额定机时 R',
    nameEn: 'Rated hours R',
    textZh:
      '通用仪器每年 1400 小时（7 小时×5 天×40 周），专用仪器每年 800 小时（4 小时×5 天×40 周）；按所统计时段占该年的比例折算，只计仪器已启用且已发布的时间。',
    textEn:
      '1,400 h a year for general instruments (7 h × 5 days × 40 weeks), 800 h for dedicated ones (4 h × 5 days × 40 weeks); by the share of each year that lies in the period, only while the instrument is commissioned and published.',
    source: '高等学校贵重仪器设备年度效益评价表（教育部，2000）',
  },
  {
    id: 'F2',
    nameZh: '有效机时 E',
    nameEn: 'Effective hours E',
    textZh:
      '必要开机准备、测试与必须的后处理时间之和，不含空载和保养维修；同一台仪器重叠的记录只计一次，只计落在时段内的部分。',
    textEn:
      'Necessary start-up, test and post-processing, idle running and upkeep excluded; overlapping records of one instrument count once, and only the part inside the period counts.',
    source: '重大科研基础设施和大型科研仪器国家网络管理平台 年总运行机时 填报说明',
  },
  {
    id: 'F6',
    nameZh: '对外服务机时 X',
    nameEn: 'External hours X',
    textZh: '有效机时中由所属法人单位以外的用户使用的部分，X ≤ E。',
    textEn: "The part of the effective hours used by customers outside the owner's legal entity; X ≤ E.",
    source: '重大科研基础设施和大型科研仪器国家网络管理平台 年服务机时 填报说明',
  },
  {
    id: 'F10',
    nameZh: '利用率',
    nameEn: 'Utilisation',
    textZh: 'E ÷ R。“利用率”为总量之比；“平均利用率”为各台仪器利用率的算术平均值。R 为 0 时记 0，不封顶。',
    textEn:
      'E ÷ R. “Utilisation” is the ratio of the sums, “mean utilisation” the mean of the ratios of the instruments. 0 where R is 0; not capped.',
    source: '高等学校贵重仪器设备年度效益评价表（教育部，2000）',
  },
  {
    id: 'F11',
    nameZh: '共享率',
    nameEn: 'Sharing rate',
    textZh: 'X ÷ E。“共享率”为总量之比；“平均共享率”为各台仪器共享率的算术平均值。E 为 0 时记 0。',
    textEn:
      'X ÷ E. “Sharing rate” is the ratio of the sums, “mean sharing rate” the mean of the ratios of the instruments. 0 where E is 0.',
    source: '内蒙古自治区大型科研仪器开放共享评价（2021）',
  },
] as const

/** Changes whenever a figure may come out differently for the same records. */
export const FORMULA_VERSION = `2026-2 ${FORMULAS.map((it) => `${it.id} ${it.source}`).join('；')}`
