/** Notices in words: every kind says what it is in both languages, with its facts filled in. */

import { describe, expect, test } from 'vitest'
import { KINDS, kindOf, NOTICE_KINDS } from '../../../server/notices/rules/kinds.ts'
import {
  isNews,
  MAIL_ATTEMPTS_MAX,
  mailDelayMs,
  reminderProblems,
} from '../../../server/notices/rules/preferences.ts'
import { noticePath, noticeText, type Told } from '../../../server/notices/rules/sentences.ts'
import { DAY_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { span } from '../../support/bookings.ts'
import { NEW_YEAR } from '../../support/world.ts'

const SEM = { id: 'sem', nameZh: '扫描电镜', nameEn: 'SEM', timeZone: 'Asia/Shanghai' }
const WHOLE: Omit<Told, 'kind'> = {
  bookingId: 'b 1',
  instrument: SEM,
  data: {
    span: span('10:00', '12:00'),
    was: span('08:00', '09:00'),
    until: span('09:30', '10:00').startsAt,
    amountFen: 123_450,
    number: '2026-000001',
    statementId: 's1',
  },
}

describe.each(KINDS)('%s', (kind) => {
  test('is a whole sentence in both languages', () => {
    const zh = noticeText({ ...WHOLE, kind }, 'zh-CN')
    const en = noticeText({ ...WHOLE, kind }, 'en')
    expect(`${zh}${en}`).not.toMatch(/[{}]|undefined|null/)
    expect(zh).toMatch(/。$/)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    expect(NOTICE_KINDS[kind].title.en).not.toMatch(/\p{Script=Han}/u)
  })

  test('leads to a page', () => {
    expect(noticePath({ ...WHOLE, kind })).toMatch(/^\/(approvals|bookings|desk|instruments|finance|me)\b/)
  })
})

test('a notice says when in the zone of the instrument, and what somebody wrote', () => {
  const moved: Told = { ...WHOLE, kind: 'booking_moved', data: { ...WHOLE.data, note: '仪器校准' } }
  expect(noticeText(moved, 'zh-CN')).toBe(
    '机主将您预约的「扫描电镜」由 2026-01-02 周五 08:00–09:00 改到 2026-01-02 周五 10:00–12:00。说明：仪器校准',
  )
  const night = {
    startsAt: span('22:00', '23:00').startsAt,
    endsAt: span('00:00', '02:00', '2026-01-03').endsAt,
  }
  expect(noticeText({ ...WHOLE, kind: 'booking_reminder', data: { span: night } }, 'en')).toBe(
    'Your booking of SEM is on 2026-01-02 Fri 22:00 – 2026-01-03 Sat 02:00.',
  )
  const whole = { ...WHOLE, kind: 'booking_reminder', data: { span: span('00:00', '24:00') } } as const
  expect(noticeText(whole, 'zh-CN')).toContain('2026-01-02 周五 00:00–24:00')
})

test('a statement says its number and amount', () => {
  const told: Told = { ...WHOLE, kind: 'statement_issued' }
  expect(noticeText(told, 'zh-CN')).toBe('结算单 2026-000001 已开具，合计 ¥1,234.50。')
  expect(noticePath(told)).toBe('/finance/statements/s1')
})

test('a booking is led to by its id, safely written', () => {
  expect(noticePath({ ...WHOLE, kind: 'request_approved' })).toBe('/bookings?booking=b%201')
  expect(noticePath({ ...WHOLE, kind: 'request_approved', bookingId: null })).toBe('/bookings')
})

test('what happened more than a week ago is no news', () => {
  expect(isNews(NEW_YEAR, NEW_YEAR + 7 * DAY_MS)).toBe(true)
  expect(isNews(NEW_YEAR, NEW_YEAR + 7 * DAY_MS + 1)).toBe(false)
})

test('a mail is tried again after longer and longer, less than a day in all', () => {
  const delays = Array.from({ length: MAIL_ATTEMPTS_MAX - 1 }, (_, i) => mailDelayMs(i + 1) / MINUTE_MS)
  expect(delays).toEqual([1, 4, 16, 64, 256])
})

test('reminders are of a few kinds', () => {
  expect(reminderProblems([60, 1440])).toEqual([])
  expect(reminderProblems([7]).map((it) => it.code)).toEqual(['INPUT_INVALID'])
  expect(kindOf('nothing')).toBeUndefined()
})
