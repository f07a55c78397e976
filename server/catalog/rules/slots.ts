/**
 * The grid of an instrument's slots: a default, and blocks of days or hours with a step and an alignment of their own.
 * A block that crosses midnight is two parts of a day.
 */

import { addDays, isLocalDate, type LocalDate, type LocalTime, minutesOfDay } from '../../kernel/calendar.ts'
import { DAY_MS, MINUTE_MS } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

export type SlotBlock = {
  /** The first and the last day on which it begins; null: on any. A block with days goes before one without. */
  readonly firstDay: LocalDate | null
  readonly lastDay: LocalDate | null
  readonly startsAt: LocalTime
  /** At or before the start: on the next day. */
  readonly endsAt: LocalTime
  /** Bookings that start in it last a multiple of this. */
  readonly stepMinutes: number
  /** Bookings in it start on a multiple of this from local midnight. */
  readonly alignMinutes: number
}

export type SlotGrid = {
  readonly stepMs: number
  readonly alignMs: number
  readonly blocks: readonly SlotBlock[]
}

/** A part of a day in minutes from midnight, with what counts in it. */
export type SlotPart = {
  readonly fromMinute: number
  readonly toMinute: number
  readonly stepMs: number
  readonly alignMs: number
}

const DAY_MINUTES = 1_440
const BLOCKS_MAX = 30
const GRID_MINUTES_MIN = 5

/** The grid of an instrument that only has a step. */
export function plainGrid(stepMs: number): SlotGrid {
  return { stepMs, alignMs: stepMs, blocks: [] }
}

/** The part of the day that holds the minute: of a block, or what the blocks leave to the default. */
export function slotPartAt(date: LocalDate, minute: number, grid: SlotGrid): SlotPart {
  const holds = (it: SlotPart) => it.fromMinute <= minute && minute < it.toMinute
  const dated = blockParts(date, grid.blocks, true)
  const ofDate = dated.find(holds)
  if (ofDate) return ofDate
  const weekly = blockParts(date, grid.blocks, false)
  const own = weekly.find(holds)
  // Blocks of certain days cut those of every day.
  const around = own ? dated : [...dated, ...weekly]
  const { fromMinute, toMinute, stepMs, alignMs } = own ?? { ...grid, fromMinute: 0, toMinute: DAY_MINUTES }
  const before = around.filter((it) => it.toMinute <= minute).map((it) => it.toMinute)
  const after = around.filter((it) => it.fromMinute > minute).map((it) => it.fromMinute)
  return {
    fromMinute: Math.max(fromMinute, ...before),
    toMinute: Math.min(toMinute, ...after),
    stepMs,
    alignMs,
  }
}

/** The parts of a day, ascending. */
export function slotParts(date: LocalDate, grid: SlotGrid): readonly SlotPart[] {
  const parts: SlotPart[] = []
  for (let minute = 0; minute < DAY_MINUTES; minute = parts.at(-1)?.toMinute ?? DAY_MINUTES) {
    parts.push(slotPartAt(date, minute, grid))
  }
  return parts
}

/** The starts in a part of a day, in minutes from midnight, ascending. */
export function startsOfPart({ fromMinute, toMinute, alignMs }: SlotPart): readonly number[] {
  const align = alignMs / MINUTE_MS
  const first = Math.ceil(fromMinute / align)
  const count = Math.max(0, Math.ceil(toMinute / align) - first)
  return Array.from({ length: count }, (_, i) => (first + i) * align)
}

/** The starts that a day offers, in minutes from midnight, ascending. */
export function slotStarts(date: LocalDate, grid: SlotGrid): readonly number[] {
  return slotParts(date, grid).flatMap(startsOfPart)
}

function blockParts(date: LocalDate, blocks: readonly SlotBlock[], isDated: boolean): readonly SlotPart[] {
  return blocks
    .filter((it) => (it.firstDay !== null || it.lastDay !== null) === isDated)
    .flatMap((it) => {
      const counts = { stepMs: it.stepMinutes * MINUTE_MS, alignMs: it.alignMinutes * MINUTE_MS }
      const evening = { fromMinute: blockFrom(it), toMinute: Math.min(blockTo(it), DAY_MINUTES), ...counts }
      const morning = { fromMinute: 0, toMinute: blockTo(it) - DAY_MINUTES, ...counts }
      return [
        ...(beginsOn(date, it) ? [evening] : []),
        ...(morning.toMinute > 0 && beginsOn(addDays(date, -1), it) ? [morning] : []),
      ]
    })
}

function beginsOn(date: LocalDate, { firstDay, lastDay }: SlotBlock): boolean {
  return (firstDay === null || firstDay <= date) && (lastDay === null || date <= lastDay)
}

function blockFrom({ startsAt }: SlotBlock): number {
  return minutesOfDay(startsAt) ?? 0
}

function blockTo(block: SlotBlock): number {
  const to = minutesOfDay(block.endsAt) ?? 0
  return to > blockFrom(block) ? to : to + DAY_MINUTES
}

/** Every reason why a grid cannot be like this; empty when it can. Blocks of the same days may touch, not overlap. */
export function slotGridProblems(
  alignMinutes: number | null,
  blocks: readonly SlotBlock[],
): readonly Problem[] {
  if (blocks.length > BLOCKS_MAX) return [problem('INPUT_INVALID', [], { field: 'blocks' })]
  const problems = [
    ...(alignMinutes === null || isGridMinutes(alignMinutes)
      ? []
      : [problem('INPUT_INVALID', [], { field: 'alignMinutes' })]),
    ...blocks.flatMap((it, i) =>
      isBlock(it) ? [] : [problem('INPUT_INVALID', [], { field: `blocks[${i}]` })],
    ),
  ]
  if (problems.length > 0) return problems
  return blocks.flatMap((a, i) =>
    blocks
      .slice(i + 1)
      .flatMap((b) =>
        share(a, b)
          ? [problem('SLOT_BLOCKS_OVERLAP', [], { first: blockText(a), second: blockText(b) })]
          : [],
      ),
  )
}

function isBlock(it: SlotBlock): boolean {
  const from = minutesOfDay(it.startsAt)
  const to = minutesOfDay(it.endsAt)
  const days = [it.firstDay, it.lastDay].filter((day) => day !== null)
  return (
    from !== undefined &&
    from < DAY_MINUTES &&
    to !== undefined &&
    from !== to &&
    days.every(isLocalDate) &&
    (it.firstDay === null || it.lastDay === null || it.firstDay <= it.lastDay) &&
    isGridMinutes(it.stepMinutes) &&
    isGridMinutes(it.alignMinutes)
  )
}

function isGridMinutes(minutes: number): boolean {
  return Number.isSafeInteger(minutes) && minutes >= GRID_MINUTES_MIN && minutes <= DAY_MS / MINUTE_MS
}

function share(a: SlotBlock, b: SlotBlock): boolean {
  const isDated = (it: SlotBlock) => it.firstDay !== null || it.lastDay !== null
  if (isDated(a) !== isDated(b)) return false
  const daysMeet =
    (a.firstDay === null || b.lastDay === null || a.firstDay <= b.lastDay) &&
    (b.firstDay === null || a.lastDay === null || b.firstDay <= a.lastDay)
  const around = [-DAY_MINUTES, 0, DAY_MINUTES]
  return (
    daysMeet && around.some((shift) => blockFrom(a) + shift < blockTo(b) && blockFrom(b) < blockTo(a) + shift)
  )
}

function blockText({ startsAt, endsAt }: SlotBlock): string {
  return `${startsAt}–${endsAt}`
}
