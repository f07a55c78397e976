/**
 * What people are told: one table, a kind an entry. A new kind is an entry here, and a line in actions/sources.ts that
 * says which event it comes from and whom it is for.
 */

import { MONEY_KINDS } from './money-kinds.ts'

type Sentence = { readonly zh: string; readonly en: string }

type Kind = {
  readonly title: Sentence
  /** `{instrument}`, `{when}`, `{was}`, `{until}` and the names of other data are filled in. */
  readonly text: Sentence
  /** Whether it comes by mail too unless the person says otherwise. */
  readonly byMail: boolean
  /** Where its next step is. */
  readonly leadsTo:
    | 'booking'
    | 'bookings'
    | 'desk'
    | 'instrument'
    | 'statement'
    | 'me'
    | 'approvals'
    | 'requests'
    | 'finance'
}

export const NOTICE_KINDS = {
  request_approved: {
    title: { zh: '预约申请已批准', en: 'Request approved' },
    text: {
      zh: '您预约的{instrument}（{when}）已获批准。',
      en: 'Your booking of {instrument} ({when}) was approved.',
    },
    byMail: true,
    leadsTo: 'booking',
  },
  request_rejected: {
    title: { zh: '预约申请被驳回', en: 'Request refused' },
    text: {
      zh: '您预约的{instrument}（{when}）未获批准。',
      en: 'Your request for {instrument} ({when}) was refused.',
    },
    byMail: true,
    leadsTo: 'instrument',
  },
  request_expired: {
    title: { zh: '预约申请已过期', en: 'Request expired' },
    text: {
      zh: '您预约的{instrument}（{when}）在期限内未获审批，申请已失效，时段已释放。',
      en: 'Nobody decided your request for {instrument} ({when}) in time: it has expired and its time is free.',
    },
    byMail: true,
    leadsTo: 'instrument',
  },
  approval_asked: {
    title: { zh: '有预约待您审批', en: 'A request of your group waits' },
    text: {
      zh: '课题组成员申请预约{instrument}（{when}），请在 {until} 前审批。',
      en: 'Somebody of your group asks for {instrument} ({when}). Please decide before {until}.',
    },
    byMail: true,
    leadsTo: 'approvals',
  },
  request_received: {
    title: { zh: '有预约待机主审批', en: 'A request waits for the keeper' },
    text: {
      zh: '有人申请预约{instrument}（{when}），请在 {until} 前审批。',
      en: 'Somebody asks for {instrument} ({when}). Please decide before {until}.',
    },
    byMail: false,
    leadsTo: 'requests',
  },
  request_passed: {
    title: { zh: '课题负责人已同意', en: 'Your group leader agrees' },
    text: {
      zh: '您预约的{instrument}（{when}）已经课题负责人同意，正待机主审批。',
      en: 'Who leads your group agrees to {instrument} ({when}); the keeper decides next.',
    },
    byMail: false,
    leadsTo: 'booking',
  },
  booking_made: {
    title: { zh: '有人为您预约', en: 'Somebody booked for you' },
    text: {
      zh: '有人以您的名义预约了{instrument}（{when}）。',
      en: 'Somebody booked {instrument} for you ({when}).',
    },
    byMail: true,
    leadsTo: 'booking',
  },
  booking_moved: {
    title: { zh: '预约被改期', en: 'Booking moved' },
    text: {
      zh: '机主将您预约的{instrument}由 {was} 改到 {when}。',
      en: 'The keeper moved your booking of {instrument} from {was} to {when}.',
    },
    byMail: true,
    leadsTo: 'booking',
  },
  booking_cancelled: {
    title: { zh: '预约被取消', en: 'Booking cancelled' },
    text: {
      zh: '您预约的{instrument}（{when}）已被取消。',
      en: 'Your booking of {instrument} ({when}) was cancelled.',
    },
    byMail: true,
    leadsTo: 'instrument',
  },
  booking_missed: {
    title: { zh: '记为爽约', en: 'Marked as no-show' },
    text: {
      zh: '您预约的{instrument}（{when}）未按时签到，已记为爽约，时段已释放。',
      en: 'Nobody checked in for your booking of {instrument} ({when}): it was marked as a no-show and its time freed.',
    },
    byMail: true,
    leadsTo: 'booking',
  },
  booking_replaced: {
    title: { zh: '取消费已免除', en: 'Late cancellation forgiven' },
    text: {
      zh: '您取消的{instrument}时段（{when}）已被他人约满，取消费用与扣分均已撤销。',
      en: 'Others booked all the time on {instrument} that you gave up ({when}): the fee and the points for it are taken back.',
    },
    byMail: false,
    leadsTo: 'bookings',
  },
  booking_reminder: {
    title: { zh: '预约提醒', en: 'Reminder' },
    text: { zh: '您预约的{instrument}将于 {when} 使用。', en: 'Your booking of {instrument} is on {when}.' },
    byMail: false,
    leadsTo: 'booking',
  },
  operation_assigned: {
    title: { zh: '有预约由您操作', en: 'You operate a booking' },
    text: {
      zh: '{instrument}（{when}）的预约由您代为操作。',
      en: 'You are to operate {instrument} on {when}.',
    },
    byMail: true,
    leadsTo: 'bookings',
  },
  operation_moved: {
    title: { zh: '代操作的预约已改期', en: 'A booking that you operate was moved' },
    text: {
      zh: '由您代为操作的{instrument}预约由 {was} 改到 {when}。',
      en: 'The booking of {instrument} that you operate was moved from {was} to {when}.',
    },
    byMail: true,
    leadsTo: 'bookings',
  },
  operation_cancelled: {
    title: { zh: '代操作的预约已取消', en: 'A booking that you operate was given up' },
    text: {
      zh: '由您代为操作的{instrument}预约（{when}）已取消，该时段您不再需要到场。',
      en: 'The booking of {instrument} on {when} was given up; you need not operate it.',
    },
    byMail: true,
    leadsTo: 'bookings',
  },
  operation_passed_on: {
    title: { zh: '不再由您操作', en: 'You operate a booking no more' },
    text: {
      zh: '{instrument}（{when}）的预约不再由您代为操作。',
      en: 'You are no longer to operate {instrument} on {when}.',
    },
    byMail: true,
    leadsTo: 'bookings',
  },
  offer_made: {
    title: { zh: '候补邀约', en: 'Time offered' },
    text: {
      zh: '您等候的{instrument}有空闲：{when}。时段为您保留至 {until}，请在此之前接受。',
      en: 'Time that you wait for on {instrument} is free: {when}. It is held for you until {until}; accept it before.',
    },
    byMail: true,
    leadsTo: 'bookings',
  },
  offer_lapsed: {
    title: { zh: '候补邀约已过期', en: 'Offer lapsed' },
    text: {
      zh: '您未在期限内接受{instrument}（{when}）的候补邀约，已转给下一位等候者。您仍在候补中，排在未错过邀约的人之后。',
      en: 'You did not accept {instrument} ({when}) in time, so it went to the next who waits. You still wait, behind those who missed no offer.',
    },
    byMail: false,
    leadsTo: 'bookings',
  },
  time_freed: {
    title: { zh: '有空闲时段', en: 'Time is free' },
    text: {
      zh: '您关注的{instrument}有空闲：{when}，先到先得。',
      en: '{instrument} has become free: {when}. First come, first served.',
    },
    byMail: false,
    leadsTo: 'instrument',
  },
  instrument_down: {
    title: { zh: '仪器停用', en: 'Instrument out of service' },
    text: {
      zh: '{instrument}已停用。您在该仪器上的预约或候补可能受影响，请与机主确认。',
      en: '{instrument} is out of service. Your bookings or waiting entries there may be affected; please ask its keeper.',
    },
    byMail: true,
    leadsTo: 'bookings',
  },
  maintenance_scheduled: {
    title: { zh: '候补时段安排了维护', en: 'Maintenance in time you wait for' },
    text: {
      zh: '{instrument}在 {when} 安排了维护，与您等候的时间重合。',
      en: '{instrument} is under maintenance on {when}, which falls into the time you wait for.',
    },
    byMail: false,
    leadsTo: 'bookings',
  },
  ...MONEY_KINDS,
  qualification_expiring: {
    title: { zh: '上机资格即将到期', en: 'Qualification expires soon' },
    text: {
      zh: '您的上机资格{instrument}将于 {until} 到期。',
      en: 'A qualification of yours expires on {until}. {instrument}',
    },
    byMail: true,
    leadsTo: 'me',
  },
  restriction_imposed: {
    title: { zh: '使用受到限制', en: 'Restriction imposed' },
    text: {
      zh: '平台限制了您的预约{instrument}，至 {until}。',
      en: 'Your use of the platform is restricted until {until}. {instrument}',
    },
    byMail: true,
    leadsTo: 'me',
  },
  appeal_decided: {
    title: { zh: '申诉已处理', en: 'Appeal decided' },
    text: { zh: '您的申诉已有结果。', en: 'Your appeal was decided.' },
    byMail: true,
    leadsTo: 'me',
  },
  overtime_warned: {
    title: { zh: '前一位用户超时', en: 'The one before you is late' },
    text: {
      zh: '{instrument}仍在他人使用中，您 {when} 的预约可能推迟开始。',
      en: '{instrument} is still in use; your booking on {when} may start late.',
    },
    byMail: true,
    leadsTo: 'booking',
  },
  overtime_to_keep: {
    title: { zh: '使用超时', en: 'Somebody stays too long' },
    text: {
      zh: '{instrument}的使用者已超过预约时间，下一项预约（{when}）可能推迟开始。',
      en: '{instrument} is in use beyond its booked time; the next booking ({when}) may start late.',
    },
    byMail: false,
    leadsTo: 'desk',
  },
  fault_filed: {
    title: { zh: '收到故障报告', en: 'Somebody reports a fault' },
    text: {
      zh: '有人报告{instrument}出现故障，请核实。',
      en: 'Somebody reports a fault on {instrument}; please look into it.',
    },
    byMail: true,
    leadsTo: 'desk',
  },
  fault_reported: {
    title: { zh: '仪器故障', en: 'Fault reported' },
    text: {
      zh: '{instrument}报告了故障，您 {when} 的预约可能受影响。',
      en: 'A fault was reported on {instrument}; your booking on {when} may be affected.',
    },
    byMail: true,
    leadsTo: 'booking',
  },
} as const satisfies Record<string, Kind>

export type NoticeKind = keyof typeof NOTICE_KINDS

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the literal types.
export const KINDS = Object.keys(NOTICE_KINDS) as NoticeKind[]

/** The kind of this name; undefined when there is none (any more). */
export function kindOf(name: string): NoticeKind | undefined {
  return KINDS.find((it) => it === name)
}
