/** How people are told: in the app, by mail, and how long before their bookings. */

import { DAY_MS, type Instant, MINUTE_MS } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { NOTICE_KINDS, type NoticeKind } from './kinds.ts'

export type Channels = { readonly inApp: boolean; readonly byMail: boolean }

/** How a kind is told to those who have not said otherwise. */
export function usualChannels(kind: NoticeKind): Channels {
  return { inApp: true, byMail: NOTICE_KINDS[kind].byMail }
}

/** How many minutes before a booking one can be reminded. */
export const REMINDER_MINUTES: readonly number[] = [60, 240, 1440]
/** For those who have not said otherwise. */
export const REMINDERS_USUAL: readonly number[] = [1440]

export function reminderProblems(minutes: readonly number[]): readonly Problem[] {
  const areKnown = minutes.every((it) => REMINDER_MINUTES.includes(it))
  return areKnown ? [] : [problem('INPUT_INVALID', [], { field: 'reminderMinutes' })]
}

/** What happened longer ago is no news: somebody who starts to read the log late tells only the last days. */
const NEWS_MS_MAX = 7 * DAY_MS

export function isNews(at: Instant, now: Instant): boolean {
  return now - at <= NEWS_MS_MAX
}

/** A mail is tried so often. */
export const MAIL_ATTEMPTS_MAX = 6

/** How long after the attempt of this number the next one is made: 1, 4, 16, 64, 256 minutes. */
export function mailDelayMs(attempts: number): number {
  return 4 ** (attempts - 1) * MINUTE_MS
}
