/** Sentences about people who operate instruments for others. */

export const messages = {
  help: {
    offered: '需要操作员代为操作',
    required: '该仪器由操作员代为操作，预约时自动安排操作员。',
    note: '提交时自动安排当日任务最少的空闲操作员。',
    unattended: '操作员均有安排',
  },
  card: { by: '代操作', somebody: '由操作员代为操作' },
  panel: {
    title: '操作员',
    demand: '代操作方式',
    demands: { NONE: '不提供', OFFERED: '可申请', REQUIRED: '必须由操作员操作' },
    operators: '操作员名单',
    operatorsHint: '选择本单位人员',
    note: '每名操作员同一时间只服务一个预约，跨仪器同样如此。已有预约的操作员安排不随名单变化。',
    save: '保存操作员',
    saved: '操作员已保存',
  },
  absence: {
    title: '请假与外出',
    none: '没有请假安排',
    list: '已登记的请假',
    person: '人员',
    reason: '事由',
    reasonHint: '如：出差、培训',
    plan: '登记请假',
    planned: '请假已登记',
    cancel: '撤销',
    cancelAsk: '撤销这段请假？',
    cancelled: '请假已撤销',
  },
  assign: {
    label: '操作员',
    nobody: '不安排',
    done: '操作员已改派',
  },
  duties: { title: '我代为操作的预约' },
} as const
