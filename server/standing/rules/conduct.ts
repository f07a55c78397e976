/**
 * 平台履约分: what earns and what costs points, the levels, and what falling into one brings. These tables are published.
 * They are the platform's own and no part of any social-credit or research-integrity record.
 */

import { DAY_MS, type Instant } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { reasonProblems } from './texts.ts'
import type { RestrictionScope } from './restrictions.ts'

/** Points by what happened; each counts once for its cause. */
export const CONDUCT_POINTS = {
  normal_use: 1,
  late: -2,
  leave_early: -1,
  overtime: -3,
  missed: -10,
  late_cancellation: -4,
} as const

/** What a rule gives or takes points for. */
export type ConductCause = keyof typeof CONDUCT_POINTS

export const CONDUCT_KINDS = [
  'normal_use',
  'late',
  'leave_early',
  'overtime',
  'missed',
  'late_cancellation',
  'adjustment',
  'reversal',
] as const
export type ConductKind = (typeof CONDUCT_KINDS)[number]

/** Everybody starts at 100. What is older than the window no longer counts; good use makes up for 20 points at most. */
export const CONDUCT = {
  startPoints: 100,
  minPoints: 0,
  maxPoints: 120,
  earnedPointsMax: 20,
  windowDays: 365,
  adjustmentMax: 50,
} as const

export const CONDUCT_LEVELS = ['excellent', 'good', 'watch', 'poor', 'bad', 'barred'] as const
export type ConductLevel = (typeof CONDUCT_LEVELS)[number]

/** What a person meets who falls into a level: nothing, a notice, or a restriction for some days. */
export type Consequence = 'none' | 'notify' | RestrictionScope

export type LevelRule = {
  readonly level: ConductLevel
  /** The fewest points of the level. */
  readonly fromPoints: number
  readonly consequence: Consequence
  /** How long the restriction lasts. */
  readonly days: number
}

/** From best to worst. */
export const LEVEL_RULES: readonly LevelRule[] = [
  { level: 'excellent', fromPoints: 110, consequence: 'none', days: 0 },
  { level: 'good', fromPoints: 80, consequence: 'none', days: 0 },
  { level: 'watch', fromPoints: 60, consequence: 'notify', days: 0 },
  { level: 'poor', fromPoints: 40, consequence: 'instrument', days: 14 },
  { level: 'bad', fromPoints: 20, consequence: 'institution', days: 30 },
  { level: 'barred', fromPoints: 0, consequence: 'platform', days: 60 },
]

/** Events count that happened after this. */
export function windowStart(now: Instant): Instant {
  return now - CONDUCT.windowDays * DAY_MS
}

export type ConductSums = {
  /** Points of normal use in the window. */
  readonly earned: number
  /** All others. */
  readonly other: number
}

/** The points of a person, between the bounds. The order of events does not matter. */
export function pointsOf({ earned, other }: ConductSums): number {
  const { startPoints, earnedPointsMax, minPoints, maxPoints } = CONDUCT
  const points = startPoints + Math.min(earned, earnedPointsMax) + other
  return Math.min(Math.max(points, minPoints), maxPoints)
}

const WORST: LevelRule = { level: 'barred', fromPoints: 0, consequence: 'platform', days: 60 }

export function levelOf(points: number): LevelRule {
  return LEVEL_RULES.find((it) => points >= it.fromPoints) ?? WORST
}

/** The level into which a person has fallen; undefined where he has not fallen. */
export function fallenTo(before: number, after: number): LevelRule | undefined {
  const level = levelOf(after)
  return after < before && level.fromPoints < levelOf(before).fromPoints ? level : undefined
}

/** The fewest points with which a restriction of a level falls away: those of the level above. */
export function pointsAbove({ level }: LevelRule): number {
  const i = LEVEL_RULES.findIndex((it) => it.level === level)
  return LEVEL_RULES[i - 1]?.fromPoints ?? CONDUCT.maxPoints
}

/** Where a restriction by points counts: a level's instrument or institution where one is known, else the next wider. */
export function scopeOf(
  consequence: RestrictionScope,
  place: { readonly instrumentId: string | null; readonly institutionId: string | null },
): RestrictionScope {
  if (consequence === 'instrument' && place.instrumentId !== null) return 'instrument'
  return consequence !== 'platform' && place.institutionId !== null ? 'institution' : 'platform'
}

/** What each attendance outcome means for the points; nothing where nobody came, which has its own event. */
export function causesOf(attendance: string): readonly ConductCause[] {
  const causes: Readonly<Record<string, readonly ConductCause[]>> = {
    normal: ['normal_use'],
    late: ['late'],
    leave_early: ['leave_early'],
    overtime: ['overtime'],
    late_overtime: ['late', 'overtime'],
    late_leave_early: ['late', 'leave_early'],
  }
  return causes[attendance] ?? []
}

/** What the outcome of a use decides; cancelling late is another matter. */
const CAUSES_OF_USE: readonly ConductCause[] = ['normal_use', 'late', 'leave_early', 'overtime', 'missed']

type Counted = { readonly id: string; readonly kind: ConductKind; readonly reversesId: string | null }

/**
 * What is to be taken back and what is to be added, so that of the events of one booking exactly those of `wanted`
 * count. What an appeal took back (`upheldIds`) does not come again. `count` is how often the cause has counted before.
 */
export function conductCorrection<T extends Counted>(
  events: readonly T[],
  wanted: readonly ConductCause[],
  upheldIds: ReadonlySet<string>,
): {
  readonly takenBack: readonly T[]
  readonly added: readonly { readonly cause: ConductCause; readonly count: number }[]
} {
  const standing = standingEvents(events)
  const ofCause = (them: readonly T[], cause: ConductCause) => them.filter((it) => it.kind === cause)
  return {
    takenBack: CAUSES_OF_USE.filter((it) => !wanted.includes(it)).flatMap((it) => ofCause(standing, it)),
    added: wanted
      .filter((it) => ofCause(standing, it).length === 0)
      .filter((it) => !ofCause(events, it).some(({ id }) => upheldIds.has(id)))
      .map((cause) => ({ cause, count: ofCause(events, cause).length })),
  }
}

/** The events that were not taken back. */
export function standingEvents<T extends Counted>(events: readonly T[]): readonly T[] {
  const reversed = new Set(events.map((it) => it.reversesId))
  return events.filter((it) => !reversed.has(it.id))
}

/** Every reason why points cannot be adjusted like this; empty when they can. */
export function adjustmentProblems(points: number, reason: string): readonly Problem[] {
  const max = CONDUCT.adjustmentMax
  const isPoints = Number.isInteger(points) && points !== 0 && Math.abs(points) <= max
  return [...(isPoints ? [] : [problem('CONDUCT_POINTS_INVALID', [], { max })]), ...reasonProblems(reason)]
}
