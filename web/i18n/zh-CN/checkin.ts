/** Sentences of checking in with one's own phone. */

export const messages = {
  yours: '我的预约',
  unknownTitle: '签到码无效',
  unknownText: '此签到码不存在或已更换，请扫描仪器上现在张贴的签到码，或联系机主。',
  myBookings: '我的预约',
  noneTitle: '24 小时内没有您的预约',
  noneText: '您在这台仪器上没有可签到的预约。可先查看空闲时段并预约。',
  doneTitle: '使用已结束',
  doneText: '感谢使用。费用明细见“我的预约”。',
  book: '查看空闲时段',
  inUse: '仪器正在被他人使用，暂不能签到。如有疑问请联系机主。',
  using: '使用中',
  confirmed: '已确认',
  since: '已于 {{time}} 签到。使用结束后请签退。',
  rule: '{{from}} 起可以签到；{{until}} 仍未签到记为爽约，时段释放给他人。',
  opensIn_other: '还有 {{count}} 分钟可签到',
  lapsesIn_other: '请在 {{count}} 分钟内签到',
  away: '您已暂离，剩余时段仍为您保留。',
  again: '继续使用',
  begin: '签到，开始使用',
  begun: '已签到，使用开始',
} as const
