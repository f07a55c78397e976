/** Refusals of the catalog room, in both languages. */

export const catalogProblemTexts = {
  ARRANGEMENT_COMES_ROUND: {
    zh: '仪器不能是自己的部件，也不能与自己共用时间。',
    en: 'An instrument can be neither its own component nor share its own schedule.',
  },
  ARRANGEMENT_COVERS_BOOKINGS: {
    zh: '按此设置，已有的预约会相互冲突，请先协调改期。',
    en: 'Bookings already made would then be in each other’s way: move them first.',
  },
  ARRANGEMENT_ELSEWHERE: {
    zh: '只能与本单位的仪器组合或共用时间。',
    en: 'Instruments can only be arranged with those of the same institution.',
  },
  ARRANGEMENT_TOO_DEEP: {
    zh: '层级不能超过 {max} 层。',
    en: 'There may be at most {max} levels.',
  },
  ASSET_NO_TAKEN: {
    zh: '本单位已有仪器使用该资产编号。',
    en: 'Another instrument of the institution has this asset number.',
  },
  CAPACITY_IS_OF_THE_SCHEDULE: {
    zh: '共用时间的仪器，台数按被共用的仪器计。',
    en: 'An instrument that shares a schedule has as many units as that schedule.',
  },
  CAPACITY_WITH_COMPONENTS: {
    zh: '带部件的仪器不能设多台。',
    en: 'An instrument with components cannot have several units.',
  },
  CATEGORY_NOT_FOUND: { zh: '没有这个仪器分类代码。', en: 'There is no such instrument category.' },
  COMMISSIONED_IN_FUTURE: {
    zh: '启用日期不能晚于今天。',
    en: 'The date of commissioning lies in the future.',
  },
  DURATION_RANGE_EMPTY: {
    zh: '最短预约时长大于最长预约时长。',
    en: 'The shortest booking is longer than the longest.',
  },
  FIELD_MISSING: { zh: '提交前请填写“{field}”。', en: 'Fill in “{field}” before you submit.' },
  FREE_DURING_INVALID: {
    zh: '空闲时段须结束晚于开始，且不超过 {days} 天。',
    en: 'The span to be free must end after it starts and last at most {days} days.',
  },
  HORIZON_TOO_SHORT: {
    zh: '可预约天数须长于最短提前时间。',
    en: 'The booking horizon must reach beyond the shortest notice.',
  },
  INSTITUTION_NOT_OWNER: {
    zh: '该单位未获准在平台发布仪器。',
    en: 'This institution is not admitted as an owner of instruments.',
  },
  INSTRUMENT_NOT_FOUND: { zh: '该仪器不存在。', en: 'There is no such instrument.' },
  INSTRUMENT_NOT_SUBMITTABLE: {
    zh: '只有草稿、被退回或已下架的仪器可以提交审核。',
    en: 'Only a draft, a rejected or a withdrawn instrument can be submitted.',
  },
  INSTRUMENT_WITHDRAWN: { zh: '该仪器已下架。', en: 'This instrument has been withdrawn already.' },
  OPENING_EXCEPTION_PAST: { zh: '不能更改过去的日子。', en: 'Days that are past cannot be changed.' },
  OPENING_HOURS_MISSING: { zh: '提交前请设置开放时间。', en: 'Set the opening hours before you submit.' },
  OPENING_WINDOW_INVALID: {
    zh: '开放时段有误：星期 {weekday}，{opensAt} 至 {closesAt}。',
    en: 'Not an opening window: weekday {weekday}, {opensAt} to {closesAt}.',
  },
  OPENING_WINDOWS_OVERLAP: { zh: '开放时段相互重叠。', en: 'Opening windows overlap.' },
  POLICY_LOOSER: {
    zh: '“{field}”比上级规则宽松，上级规则为 {limit}。',
    en: '“{field}” is looser than the rule above it, which says {limit}.',
  },
  SLOT_BLOCKS_OVERLAP: {
    zh: '时段网格相互重叠：{first} 与 {second}。',
    en: 'Blocks of the slot grid overlap: {first} and {second}.',
  },
  TEXT_TOO_LONG: { zh: '“{field}”不能超过 {max} 个字。', en: '“{field}” must not exceed {max} characters.' },
} as const
