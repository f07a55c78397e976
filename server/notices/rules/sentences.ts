/** A notice in words, made from its facts in the reader's language, and the page that it leads to. */

import { dateOf, DEFAULT_ZONE, timeOf, weekdayOf } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { yuanText } from '../../kernel/money.ts'
import type { Locale } from '../../kernel/problem.ts'
import { NOTICE_KINDS, type NoticeKind } from './kinds.ts'

/** The facts of a notice beside the names of things, which are looked up. */
export type NoticeData = {
  readonly span?: Interval
  /** The span before. */
  readonly was?: Interval
  readonly until?: Instant
  /** What somebody wrote. */
  readonly note?: string
  readonly amountFen?: number
  /** Of a statement. */
  readonly number?: string
  readonly statementId?: string
}

export type Told = {
  readonly kind: NoticeKind
  readonly data: NoticeData
  readonly bookingId: string | null
  readonly instrument: {
    readonly id: string
    readonly nameZh: string
    readonly nameEn: string | null
    readonly timeZone: string
  } | null
}

const WEEKDAYS = {
  'zh-CN': ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const

export function noticeTitle(kind: NoticeKind, locale: Locale): string {
  return NOTICE_KINDS[kind].title[locale === 'en' ? 'en' : 'zh']
}

export function noticeText({ kind, data, instrument }: Told, locale: Locale): string {
  const zone = instrument?.timeZone ?? DEFAULT_ZONE
  const { span, was, until, note, amountFen, number } = data
  const name = locale === 'en' ? (instrument?.nameEn ?? instrument?.nameZh) : instrument?.nameZh
  const values: Readonly<Record<string, string | undefined>> = {
    instrument: locale === 'en' || name === undefined ? name : `「${name}」`,
    when: span && spanText(span, zone, locale),
    was: was && spanText(was, zone, locale),
    until: until === undefined ? undefined : momentText(until, zone, locale),
    amount: amountFen === undefined ? undefined : yuanText(amountFen),
    number,
  }
  const sentence: string = NOTICE_KINDS[kind].text[locale === 'en' ? 'en' : 'zh']
  const text = sentence.replaceAll(/\{(\w+)\}/g, (_whole, key: string) => values[key] ?? '').trim()
  if (!note) return text
  return locale === 'en' ? `${text} Note: ${note}` : `${text}说明：${note}`
}

/** The path of the page with the next step. */
export function noticePath({ kind, data, bookingId, instrument }: Told): string {
  const { leadsTo } = NOTICE_KINDS[kind]
  if (leadsTo === 'statement' && data.statementId) return `/finance/statements/${data.statementId}`
  if (leadsTo === 'booking' && bookingId) return `/bookings?booking=${encodeURIComponent(bookingId)}`
  if (leadsTo === 'instrument' && instrument) return `/instruments/${encodeURIComponent(instrument.id)}`
  if (leadsTo === 'requests') return '/desk?view=requests'
  return leadsTo === 'me' || leadsTo === 'desk' || leadsTo === 'approvals' || leadsTo === 'finance'
    ? `/${leadsTo}`
    : '/bookings'
}

/** `2026-11-23 周一 14:00`. */
function momentText(instant: Instant, zone: string, locale: Locale): string {
  const date = dateOf(instant, zone)
  return `${date} ${WEEKDAYS[locale][weekdayOf(date)]} ${timeOf(instant, zone)}`
}

/** `2026-11-23 周一 14:00–16:00`, with both days when they differ. */
function spanText({ startsAt, endsAt }: Interval, zone: string, locale: Locale): string {
  const from = momentText(startsAt, zone, locale)
  const last = dateOf(endsAt - 1, zone)
  const until = dateOf(endsAt, zone) === last ? timeOf(endsAt, zone) : '24:00'
  if (dateOf(startsAt, zone) === last) return `${from}–${until}`
  return `${from} – ${last} ${WEEKDAYS[locale][weekdayOf(last)]} ${until}`
}
