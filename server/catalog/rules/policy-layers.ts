/**
 * What a place says of booking: the city, an institution, an instrument, each for all its users and for classes of them.
 * Every layer may only tighten what stands above it, and the tightest counts. What says nothing leaves it to the others.
 */

import type { UserClass } from '../../institutions/rules.ts'
import { type LocalTime, minutesOfDay } from '../../kernel/calendar.ts'
import { DAY_MS, MINUTE_MS } from '../../kernel/interval.ts'
import type { FormField } from './form-fields.ts'
import { approvalAsking, type ApprovalRule, asksKeeper, asksPrincipal, type BookingPolicy } from './policy.ts'
import type { PriorityWindow } from './priority-windows.ts'
import type { Quota } from './quota.ts'
import { plainGrid, type SlotBlock, type SlotGrid } from './slots.ts'

/** Bookings of a day are made until `time` on the day `daysBefore` before it, in the instrument's zone. */
export type CutOff = { readonly daysBefore: number; readonly time: LocalTime }

/** The limits of one layer for one class; null: this layer says nothing. */
export type PolicyTerms = {
  readonly durationMinutesMin: number | null
  readonly durationMinutesMax: number | null
  /** How long before its start a booking must be made at the latest. */
  readonly noticeMinutesMin: number | null
  /** How far ahead a booking may end. */
  readonly horizonDays: number | null
  readonly cutOff: CutOff | null
  /** How long before its start a booking may still be moved by whom it is for. */
  readonly moveMinutesMin: number | null
  /** The same for giving it up. */
  readonly cancelMinutesMin: number | null
  readonly approval: ApprovalRule | null
}

export type ClassTerms = { readonly userClass: UserClass; readonly terms: PolicyTerms }

export type PolicyLayer = {
  readonly all: PolicyTerms
  /** Stand in the place of `all` for their class, term by term; they may be looser than it, not than the layers above. */
  readonly classes: readonly ClassTerms[]
  readonly quotas: readonly Quota[]
}

/** The layer of an instrument: turnaround, step, grid, form and priority belong to it alone. `all` is its booking policy. */
export type InstrumentLayer = PolicyLayer & {
  /** Starts lie on it, counted from local midnight; null: on the policy's step. */
  readonly alignMinutes: number | null
  readonly blocks: readonly SlotBlock[]
  /** Hours that it keeps for classes of users. */
  readonly priorityWindows: readonly PriorityWindow[]
  readonly form: readonly FormField[]
  /** Counts the changes of the form, from 1; 0 where there never was one. */
  readonly formVersion: number
}

/** What counts for one booking. */
export type EffectivePolicy = BookingPolicy & {
  readonly cutOff: CutOff | null
  readonly moveMsMin: number
  readonly cancelMsMin: number
}

export const SILENT: PolicyTerms = {
  durationMinutesMin: null,
  durationMinutesMax: null,
  noticeMinutesMin: null,
  horizonDays: null,
  cutOff: null,
  moveMinutesMin: null,
  cancelMinutesMin: null,
  approval: null,
}

export const EMPTY_LAYER: PolicyLayer = { all: SILENT, classes: [], quotas: [] }

export const EMPTY_INSTRUMENT_LAYER: InstrumentLayer = {
  ...EMPTY_LAYER,
  alignMinutes: null,
  blocks: [],
  priorityWindows: [],
  form: [],
  formVersion: 0,
}

/** Numbers of which the larger is the tighter; of all others it is the smaller. */
const MORE_IS_TIGHTER = [
  'durationMinutesMin',
  'noticeMinutesMin',
  'moveMinutesMin',
  'cancelMinutesMin',
] as const
const LESS_IS_TIGHTER = ['durationMinutesMax', 'horizonDays'] as const

/** An instrument, with the policy that it has for all. */
export type InstrumentTerms = { readonly base: BookingPolicy; readonly layer: InstrumentLayer }

/** What counts at an instrument for a class of users, or for a class that nobody knows: the tightest of all layers. */
export function effectivePolicy(
  city: PolicyLayer,
  institution: PolicyLayer,
  { base, layer }: InstrumentTerms,
  userClass: UserClass | null,
): EffectivePolicy {
  const own = termsFor({ ...layer, all: { ...baseTerms(base), ...said(layer.all) } }, userClass)
  const terms = [termsFor(city, userClass), termsFor(institution, userClass), own].reduce(tightest)
  return {
    ...base,
    durationMsMin: (terms.durationMinutesMin ?? 0) * MINUTE_MS,
    durationMsMax: (terms.durationMinutesMax ?? 0) * MINUTE_MS,
    noticeMsMin: (terms.noticeMinutesMin ?? 0) * MINUTE_MS,
    horizonMs: (terms.horizonDays ?? 0) * DAY_MS,
    approval: terms.approval ?? base.approval,
    cutOff: terms.cutOff,
    moveMsMin: (terms.moveMinutesMin ?? 0) * MINUTE_MS,
    cancelMsMin: (terms.cancelMinutesMin ?? 0) * MINUTE_MS,
  }
}

/** What a layer says to a class; to nobody's class, what it says to all. */
export function termsFor(
  { all, classes }: Pick<PolicyLayer, 'all' | 'classes'>,
  userClass: UserClass | null,
): PolicyTerms {
  const own = classes.find((it) => it.userClass === userClass)
  return own ? { ...all, ...said(own.terms) } : all
}

/** The policy of an instrument in the words of a layer. */
export function baseTerms(base: BookingPolicy): PolicyTerms {
  return {
    ...SILENT,
    durationMinutesMin: base.durationMsMin / MINUTE_MS,
    durationMinutesMax: base.durationMsMax / MINUTE_MS,
    noticeMinutesMin: base.noticeMsMin / MINUTE_MS,
    horizonDays: base.horizonMs / DAY_MS,
    approval: base.approval,
  }
}

/** The tighter of two, term by term. */
export function tightest(a: PolicyTerms, b: PolicyTerms): PolicyTerms {
  const most = (x: number | null, y: number | null) => (x === null || y === null ? (x ?? y) : Math.max(x, y))
  const least = (x: number | null, y: number | null) => (x === null || y === null ? (x ?? y) : Math.min(x, y))
  const cutOffs = [a.cutOff, b.cutOff].filter((it) => it !== null)
  return {
    durationMinutesMin: most(a.durationMinutesMin, b.durationMinutesMin),
    durationMinutesMax: least(a.durationMinutesMax, b.durationMinutesMax),
    noticeMinutesMin: most(a.noticeMinutesMin, b.noticeMinutesMin),
    horizonDays: least(a.horizonDays, b.horizonDays),
    cutOff: cutOffs.toSorted((x, y) => cutOffMinutes(y) - cutOffMinutes(x))[0] ?? null,
    moveMinutesMin: most(a.moveMinutesMin, b.moveMinutesMin),
    cancelMinutesMin: most(a.cancelMinutesMin, b.cancelMinutesMin),
    approval:
      a.approval === null || b.approval === null
        ? (a.approval ?? b.approval)
        : allAsked(a.approval, b.approval),
  }
}

/** The terms of `below` that are looser than those of `above`; a term on which either is silent is not. */
export function looserTerms(above: PolicyTerms, below: PolicyTerms): readonly (keyof PolicyTerms)[] {
  const differs = (a: number | null, b: number | null, isLooser: (x: number, y: number) => boolean) =>
    a !== null && b !== null && isLooser(a, b)
  return [
    ...MORE_IS_TIGHTER.filter((it) => differs(above[it], below[it], (x, y) => y < x)),
    ...LESS_IS_TIGHTER.filter((it) => differs(above[it], below[it], (x, y) => y > x)),
    ...(above.cutOff && below.cutOff && cutOffMinutes(below.cutOff) < cutOffMinutes(above.cutOff)
      ? (['cutOff'] as const)
      : []),
    ...(above.approval !== null &&
    below.approval !== null &&
    allAsked(above.approval, below.approval) !== below.approval
      ? (['approval'] as const)
      : []),
  ]
}

/** Asks everybody whom one of the two asks: who leads the group and the keeper are neither tighter than the other. */
function allAsked(a: ApprovalRule, b: ApprovalRule): ApprovalRule {
  return approvalAsking({
    principal: asksPrincipal(a) || asksPrincipal(b),
    keeper: asksKeeper(a) || asksKeeper(b),
  })
}

/** How long before the day that it closes. */
function cutOffMinutes({ daysBefore, time }: CutOff): number {
  return daysBefore * 1_440 - (minutesOfDay(time) ?? 0)
}

/** The grid on which bookings of an instrument start and end. */
export function slotGridOf({ base, layer }: InstrumentTerms): SlotGrid {
  const grid = plainGrid(base.stepMs)
  const alignMs = layer.alignMinutes === null ? grid.alignMs : layer.alignMinutes * MINUTE_MS
  return { ...grid, alignMs, blocks: layer.blocks }
}

function said(terms: PolicyTerms): Partial<PolicyTerms> {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== null))
}
