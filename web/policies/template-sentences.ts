/** What a template says, as sentences: only what it limits. */

import type { PolicyLayer, PolicyTerms } from '../../server/catalog/rules/policy-layers.ts'
import { lengthText, quotaSentence, type Say } from './rule-sentences.ts'

const LENGTHS = [
  'durationMinutesMin',
  'durationMinutesMax',
  'noticeMinutesMin',
  'moveMinutesMin',
  'cancelMinutesMin',
] as const

export function templateSentences(
  t: Say,
  { all, classes, quotas }: PolicyLayer,
  level: 'city' | 'institution',
): readonly string[] {
  return [
    ...termSentences(t, all),
    ...classes.flatMap(({ userClass, terms }) =>
      termSentences(t, terms).map((sentence) =>
        t('template.forClass', { name: t(`userClass.${userClass}`), sentence }),
      ),
    ),
    ...quotas.map((it) => quotaSentence(t, { ...it, level })),
  ]
}

function termSentences(t: Say, terms: PolicyTerms): readonly string[] {
  const { cutOff, horizonDays, approval } = terms
  return [
    ...LENGTHS.map((field) => {
      const minutes = terms[field]
      return minutes === null ? undefined : t(`template.terms.${field}`, { value: lengthText(t, minutes) })
    }),
    horizonDays === null
      ? undefined
      : t('template.terms.horizonDays', { value: lengthText(t, horizonDays * 1_440) }),
    cutOff && cutOff.daysBefore > 0
      ? t('rules.cutOff', { count: cutOff.daysBefore, time: cutOff.time })
      : undefined,
    cutOff && cutOff.daysBefore === 0 ? t('rules.cutOffSameDay', { time: cutOff.time }) : undefined,
    approval === null ? undefined : t(`rules.approval.${approval}`),
  ].filter((it) => it !== undefined)
}
