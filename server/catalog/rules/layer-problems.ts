/** Whether what a place says of booking makes sense, and whether it only tightens what stands above it. */

import { minutesOfDay } from '../../kernel/calendar.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { formProblems } from './form-fields.ts'
import {
  type InstrumentLayer,
  looserTerms,
  type PolicyLayer,
  type PolicyTerms,
  SILENT,
  termsFor,
  tightest,
} from './policy-layers.ts'
import { priorityWindowProblems } from './priority-windows.ts'
import { quotaDefinitionProblems } from './quota.ts'
import { slotGridProblems } from './slots.ts'

const DAY_MINUTES = 1_440
const LIMITS = {
  durationMinutesMin: [1, 14 * DAY_MINUTES],
  durationMinutesMax: [1, 14 * DAY_MINUTES],
  noticeMinutesMin: [0, 90 * DAY_MINUTES],
  horizonDays: [1, 366],
  moveMinutesMin: [0, 90 * DAY_MINUTES],
  cancelMinutesMin: [0, 90 * DAY_MINUTES],
} as const

/** Every reason why a template cannot say this; empty when it can. */
export function layerProblems({ all, classes, quotas }: PolicyLayer): readonly Problem[] {
  const known = new Set(classes.map((it) => it.userClass))
  return [
    ...(known.size === classes.length ? [] : [problem('INPUT_INVALID', [], { field: 'classes' })]),
    ...[all, ...classes.map((it) => it.terms)].flatMap(termsProblems),
    ...quotaDefinitionProblems(quotas),
  ]
}

/** The same for an instrument, where the booking policy says what counts for all but the newer terms. */
export function instrumentLayerProblems(layer: InstrumentLayer): readonly Problem[] {
  const { durationMinutesMin, durationMinutesMax, noticeMinutesMin, horizonDays, approval } = layer.all
  const inPolicy = { durationMinutesMin, durationMinutesMax, noticeMinutesMin, horizonDays, approval }
  return [
    ...Object.entries(inPolicy).flatMap(([field, value]) =>
      value === null ? [] : [problem('INPUT_INVALID', [], { field })],
    ),
    ...layerProblems(layer),
    ...slotGridProblems(layer.alignMinutes, layer.blocks),
    ...priorityWindowProblems(layer.priorityWindows),
    ...formProblems(layer.form),
  ]
}

function termsProblems(terms: PolicyTerms): readonly Problem[] {
  const wrong = Object.entries(LIMITS).filter(([field, [min, max]]) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries forgets the literal types.
    const value = terms[field as keyof typeof LIMITS]
    return value !== null && !(Number.isSafeInteger(value) && value >= min && value <= max)
  })
  const { durationMinutesMin, durationMinutesMax, cutOff } = terms
  const isCutOff =
    cutOff === null ||
    (minutesOfDay(cutOff.time) !== undefined &&
      Number.isSafeInteger(cutOff.daysBefore) &&
      cutOff.daysBefore >= 0 &&
      cutOff.daysBefore <= 90)
  return [
    ...wrong.map(([field]) => problem('INPUT_INVALID', [], { field })),
    ...(isCutOff ? [] : [problem('INPUT_INVALID', [], { field: 'cutOff' })]),
    ...(durationMinutesMin !== null && durationMinutesMax !== null && durationMinutesMin > durationMinutesMax
      ? [problem('DURATION_RANGE_EMPTY')]
      : []),
  ]
}

type Said = Pick<PolicyLayer, 'all' | 'classes'>

/**
 * Where what a layer says, to all or to a class, is looser than what the layers above it say to the same: each field
 * once, with what stands above. A class of which only the layers above speak is bound by them anyway.
 */
export function looseningProblems(above: readonly Said[], below: Said): readonly Problem[] {
  const said = [{ userClass: null, terms: below.all }, ...below.classes]
  const found = said.flatMap(({ userClass, terms }) => {
    const limits = above.map((it) => termsFor(it, userClass)).reduce(tightest, SILENT)
    return looserTerms(limits, terms).map((field) => ({
      field,
      limit: termText(limits, field),
    }))
  })
  const each = new Map(found.map((it) => [`${it.field} ${it.limit}`, it]))
  return [...each.values()].map((it) => problem('POLICY_LOOSER', [], it))
}

function termText({ cutOff, ...terms }: PolicyTerms, field: keyof PolicyTerms): string {
  if (field === 'cutOff') return cutOff ? `D-${cutOff.daysBefore} ${cutOff.time}` : ''
  if (field === 'approval') return String(terms.approval)
  return `${String(terms[field])} ${field === 'horizonDays' ? 'd' : 'min'}`
}
