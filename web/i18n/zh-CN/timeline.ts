/** Sentences of the timeline. */

export const messages = {
  title: '仪器时间轴',
  instrument: '仪器',
  found_other: '{{count}} 台仪器。',
  foundMore: '共 {{count}} 台仪器，显示前 {{shown}} 台；请用筛选缩小范围。',
  hint: '点按或拖动空白时段即可预约；键盘用方向键移动，Enter 预约。',
  day: '日期',
  today: '今天',
  previous: { day: '前一天', week: '前一周' },
  next: { day: '后一天', week: '后一周' },
  view: { label: '范围', day: '日', week: '周' },
  hours: { label: '时段', work: '8–20 时', all: '全天' },
  filter: {
    open: '筛选',
    openCount_other: '筛选（{{count}}）',
    show_other: '查看 {{count}} 台仪器',
    words: '名称、型号、用途',
    category: '全部分类',
    district: '全部旗区',
    institution: '全部单位',
    mine: '只看我管理的',
  },
  empty: {
    title: '没有符合条件的仪器',
    text: '请放宽筛选条件，或换一个关键词。',
    clear: '清除筛选',
  },
  free: '{{instrument}}，{{when}} 空闲，可预约',
  freeShort: '{{from}}–{{to}} 空闲',
  noneFree: '当日没有可预约的时段',
} as const
