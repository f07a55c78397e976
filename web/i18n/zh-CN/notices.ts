/** Sentences of notices. */

export const messages = {
  title: '通知',
  unread: '未读',
  open: '查看',
  openNamed: '查看：{{title}}',
  markOne: '标为已读',
  markAll: '全部标为已读',
  toSettings: '通知设置',
  filter: { label: '筛选', all: '全部', unread: '未读' },
  empty: {
    all: '还没有通知',
    unread: '没有未读通知',
    text: '预约审批、候补邀约、改期与提醒等消息会出现在这里。',
  },
  settings: {
    title: '通知设置',
    saved: '已保存',
    reminders: '预约开始前提醒我',
    before: '提前 {{hours}} 小时',
    kind: '通知内容',
    inApp: '站内',
    byMail: '邮件',
  },
} as const
