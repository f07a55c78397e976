/** Sentences about the private calendar of an instrument. */

export const calendar = {
  title: '机主日历订阅',
  text: '在手机或电脑日历里看到这台仪器的全部预约、预约人姓名和维护安排。地址仅供本人使用，不要转发；公开日历只显示忙闲。',
  create: '生成订阅地址',
  renew: '更换地址',
  renewQuestion: '原地址立即失效，确定更换？',
  stop: '停用',
  stopQuestion: '停用后，已订阅的日历不再更新。',
  exists: '已有订阅地址。地址只在生成时显示一次，遗失请更换。',
  once: '地址只显示这一次，请立即复制到日历程序中。',
  label: '订阅地址',
} as const
