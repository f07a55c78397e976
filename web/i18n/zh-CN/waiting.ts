/** Sentences of waiting for time. */

export const messages = {
  title: '候补',
  action: '排队等候',
  tellMe: '有空闲时通知我',
  accept: '去接受邀约',
  count_other: '候补 {{count}} 人',
  hours: '{{value}} 小时',
  dialog: { title: '排队等候', join: '加入候补', notify: '有空闲时通知我' },
  mode: { exact: '就等这一时段', window: '一段时间内任意时段', notice: '只通知我' },
  form: {
    fromDay: '从哪天',
    untilDay: '到哪天',
    dayFrom: '每天最早',
    dayUntil: '每天最晚',
    length: '需要时长',
    weekdays: '星期',
    purpose: '用途',
    purposeMissing: '请填写用途：接受邀约后即按此预约。',
  },
  rule: {
    offer:
      '时段空出时，按登记先后发出邀约，为您保留 30 分钟（临近开始时更短），一键接受即完成预约。上次未在期限内回应的，排在其他人之后。',
    notice: '时段空出且无人候补时通知您，不为您保留。',
  },
  state: { place: '候补第 {{place}} 位', notice: '有空闲时通知' },
  wish: { length: '任意 {{hours}} 小时' },
  offer: { left: '为您保留 · 剩余 {{left}}', over: '已过期', accept: '接受', decline: '不要了' },
  leave: { action: '退出候补', question: '退出后，重新登记需从头排队。确定退出吗？', confirm: '确认退出' },
  done: {
    waiting: '已加入候补，您排在第 {{place}} 位',
    notice: '已登记，有空闲时通知您',
    accepted: '已预约 {{when}}',
    requested: '已提交 {{when}} 的申请，等待审批',
    declined: '已谢绝，时段转给下一位',
    left: '已退出候补',
  },
} as const
