/** Sentences about people who operate instruments for others. */

import type { Translation } from '../areas.ts'
import type { messages as chinese } from '../zh-CN/operators.ts'

export const messages: Translation<typeof chinese> = {
  help: {
    offered: 'Somebody operates the instrument for me',
    required: 'This instrument is used with an operator, who is chosen when you book.',
    note: 'Whoever is free and has the least to do on that day is chosen.',
    unattended: 'All operators are taken',
  },
  card: { by: 'Operated by', somebody: 'Operated for you' },
  panel: {
    title: 'Operators',
    demand: 'Operation for others',
    demands: { NONE: 'Not offered', OFFERED: 'On request', REQUIRED: 'Always with an operator' },
    operators: 'Who operates',
    operatorsHint: 'People of the institution',
    note: 'An operator serves one booking at a time, whichever the instrument. Bookings made already keep their operators.',
    save: 'Save operators',
    saved: 'Operators saved',
  },
  absence: {
    title: 'Absences',
    none: 'No absence is planned',
    list: 'Planned absences',
    person: 'Who',
    reason: 'Reason',
    reasonHint: 'For example a business trip',
    plan: 'Plan absence',
    planned: 'Absence planned',
    cancel: 'Take back',
    cancelAsk: 'Take this absence back?',
    cancelled: 'Absence taken back',
  },
  assign: {
    label: 'Operator',
    nobody: 'Nobody',
    done: 'Operator changed',
  },
  duties: { title: 'Bookings that I operate' },
}
