/** Sentences about who sees names on calendars. */

export const privacy = {
  title: '日历上的姓名',
  institutionText: '其他用户在本单位仪器的日历上能否看到预约人姓名。单台仪器可以更严，不能更宽。',
  instrumentText: '其他用户在这台仪器的日历上能否看到预约人姓名。',
  always: '机主和单位管理员始终可见。企业用户的姓名只对其本单位同事公开，用途对其他用户一律不公开。',
  names: { NOBODY: '都不可见', COLLEAGUES: '预约人的本单位同事可见', EVERYONE: '登录用户可见' },
  inherit: '按本单位规定（{{names}}）',
  choose: '姓名可见范围',
  saved: '姓名可见范围已保存',
  managerOnly: '由单位管理员设置。',
} as const
