/** The rules of booking as sentences, made of the data that the server judges by. */

import type { TFunction } from 'i18next'
import type { FormField } from '../../server/catalog/rules/form-fields.ts'
import type { PriorityWindow } from '../../server/catalog/rules/priority-windows.ts'
import type { SlotBlock } from '../../server/catalog/rules/slots.ts'
import type { UserClass } from '../../server/institutions/rules.ts'
import type { PlacedQuota } from '../../server/booking/rules/quotas.ts'
import { weekdayName } from '../design/format.ts'
import { languageNow } from '../i18n/i18n.ts'
import type { Terms } from '../../server/booking/rules/terms.ts'

export type Say = TFunction<'policies'>
const MINUTE_MS = 60_000

/** Minutes in the largest unit that divides them. */
export function lengthText(t: Say, minutes: number): string {
  if (minutes % 1440 === 0 && minutes > 0) return t('length.days', { count: minutes / 1440 })
  if (minutes % 60 === 0 && minutes > 0) return t('length.hours', { count: minutes / 60 })
  return t('length.minutes', { count: minutes })
}

/** The limits, the grid, the hours that are kept for some, the quotas and the form, in this order. */
export function ruleSentences(
  t: Say,
  { policy, grid, quotas, priorityWindows }: Terms,
  form: readonly Pick<FormField, 'labelZh' | 'labelEn'>[],
): readonly string[] {
  const time = (ms: number) => lengthText(t, ms / MINUTE_MS)
  const { cutOff } = policy
  const sentences = [
    t('rules.duration', {
      min: time(policy.durationMsMin),
      max: time(policy.durationMsMax),
      step: time(grid.stepMs),
    }),
    grid.alignMs === grid.stepMs ? undefined : t('rules.align', { align: time(grid.alignMs) }),
    ...grid.blocks.map((it) => blockSentence(t, it)),
    policy.noticeMsMin > 0 ? t('rules.notice', { time: time(policy.noticeMsMin) }) : undefined,
    cutOff && cutOff.daysBefore > 0
      ? t('rules.cutOff', { count: cutOff.daysBefore, time: cutOff.time })
      : undefined,
    cutOff && cutOff.daysBefore === 0 ? t('rules.cutOffSameDay', { time: cutOff.time }) : undefined,
    t('rules.horizon', { count: policy.horizonMs / 86_400_000 }),
    policy.turnaroundMs > 0 ? t('rules.turnaround', { time: time(policy.turnaroundMs) }) : undefined,
    t(`rules.approval.${policy.approval}`),
    policy.cancelNoticeMs > 0
      ? t('rules.cancel', { time: time(policy.cancelNoticeMs) })
      : t('rules.cancelAnytime'),
    policy.moveMsMin > 0 ? t('rules.moveLead', { time: time(policy.moveMsMin) }) : undefined,
    policy.cancelMsMin > 0 ? t('rules.cancelLead', { time: time(policy.cancelMsMin) }) : undefined,
    ...priorityWindows.map((it) => windowSentence(t, it)),
    ...quotas.map((it) => quotaSentence(t, it)),
    form.length > 0
      ? t('rules.form', { fields: form.map((it) => fieldLabel(it)).join(t('rules.and')) })
      : undefined,
  ]
  return sentences.filter((it) => it !== undefined)
}

/** The question in the language of the page, in Chinese where it has no other. */
export function fieldLabel({ labelZh, labelEn }: Pick<FormField, 'labelZh' | 'labelEn'>): string {
  return languageNow() === 'en' ? (labelEn ?? labelZh) : labelZh
}

/** `周一至周五、周日` of a set of weekdays. */
function weekdaysText(t: Say, weekdays: readonly number[]): string {
  if (weekdays.length === 7) return t('rules.everyDay')
  const runs: { from: number; to: number }[] = []
  for (const day of weekdays.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last.to === day - 1) last.to = day
    else runs.push({ from: day, to: day })
  }
  return runs
    .map(({ from, to }) =>
      from === to ? weekdayName(from) : t('rules.days', { from: weekdayName(from), to: weekdayName(to) }),
    )
    .join(t('rules.and'))
}

/** For whom time is kept. */
export function classesText(t: Say, classes: readonly UserClass[]): string {
  return classes.map((it) => t(`userClass.${it}`)).join(t('rules.and'))
}

function windowSentence(t: Say, it: PriorityWindow): string {
  const { releaseHours } = it
  const dates = it.firstDay === null && it.lastDay === null ? '' : `${datesText(t, it)} `
  return t(releaseHours === null ? 'rules.priorityAlways' : 'rules.priority', {
    days: `${dates}${weekdaysText(t, it.weekdays)}`,
    hours: `${it.startsAt}–${it.endsAt}`,
    who: classesText(t, it.userClasses),
    release: lengthText(t, (releaseHours ?? 0) * 60),
  })
}

function datesText(t: Say, { firstDay, lastDay }: Pick<SlotBlock, 'firstDay' | 'lastDay'>): string {
  return t('rules.days', { from: firstDay ?? '…', to: lastDay ?? '…' })
}

function blockSentence(t: Say, it: SlotBlock): string {
  const days = it.firstDay === null && it.lastDay === null ? t('rules.everyDay') : datesText(t, it)
  return t('rules.block', {
    days,
    hours: `${it.startsAt}–${it.endsAt}`,
    step: lengthText(t, it.stepMinutes),
    align: lengthText(t, it.alignMinutes),
  })
}

/** What a quota allows, of whom, where. */
export function quotaSentence(t: Say, quota: PlacedQuota): string {
  const { measure, limit, period, per, level, enforced } = quota
  const where = t(`level.${level}`)
  if (measure === 'gap_minutes') return t('quota.gap', { where, time: quotaTime(limit) })
  if (measure === 'one_at_a_time') return t('quota.one', { where })
  const who = t(`per.${per}`)
  const within = enforced ? t('quota.within', { hours: `${enforced.startsAt}–${enforced.endsAt}` }) : ''
  const when = period === null ? t('quota.toCome') : t(`period.${period}`)
  const isCount = measure === 'bookings' || measure === 'future_bookings'
  const amount = isCount ? t('quota.times', { count: limit }) : quotaTime(limit)
  return t('quota.limit', { where, who, when, within, amount })
}

/** Hours as people count them: `6 h`, `1.5 h`, `45 min`. */
export function quotaTime(minutes: number): string {
  if (minutes > 0 && minutes < 60) return `${minutes} min`
  return minutes % 6 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
