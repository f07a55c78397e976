/** "Three hours on any such instrument this week": the earliest fitting time on each, out of the memory of taken time. */

import { findInstrumentIds, type InstrumentFilter } from '../../catalog/actions/find.ts'
import { calendarDays } from '../../catalog/queries/opening.ts'
import { type FacetPicks, fulfils } from '../../catalog/rules/facets.ts'
import { openingDates } from '../../catalog/rules/opening.ts'
import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { refuse } from '../../kernel/problem.ts'
import { staysByUnit } from '../queries/unit-time.ts'
import { accessProblems } from '../rules/booking-problems.ts'
import { type FoundSlot, searchProblems } from '../rules/slot-order.ts'
import { earliestStart, type SlotInstrument, type SlotQuestion, slotTerms } from '../rules/time-search.ts'
import type { Wishes } from '../rules/wished-time.ts'
import { ownHeldUnits } from './held-time.ts'
import { neededOperators } from './operation.ts'
import { userClassAt } from './rules-for-viewer.ts'
import { barriers } from './slot-barriers.ts'
import { type KnownTime, timeMemory, timeOf } from './time-memory.ts'

export type SlotSearch = {
  readonly filter: InstrumentFilter
  readonly during: Interval
  readonly lengthMs: number
  /** Only where the viewer may book: trained, not restricted, within his quotas, and shared with where he works. */
  readonly forMe: boolean
  readonly wishes?: Wishes
  /** From when on the viewer can book each instrument at all, by what only later rooms know; undefined: never. */
  readonly notBefore?: NotBefore | undefined
}

type NotBefore = (
  instruments: readonly SlotInstrument[],
) => Promise<(instrument: SlotInstrument) => Instant | undefined>

/** So many instruments can be named by a search that the memory cannot answer alone. */
const NAMED_MAX = 10_000
/** So few are read for one answer while the memory is read for the first time. */
const AT_ONCE_MAX = 200

/** The earliest fitting time on each public instrument of the search that can be booked at all. No order. */
export async function freeSlots(ctx: Context, search: SlotSearch): Promise<readonly FoundSlot[]> {
  const { filter, during, lengthMs, forMe, wishes = {}, notBefore } = search
  refuse(searchProblems(during, lengthMs, wishes))
  const { instruments, known } = await knownInstruments(ctx, filter)
  const question = await slotQuestion(ctx, known, { during, lengthMs, wishes })
  const fitting = forMe ? await forViewer(ctx, question, { instruments, notBefore }) : forAnybody(question)
  const slots: FoundSlot[] = []
  for (const instrument of instruments) {
    const slot = fitting(instrument)
    if (slot) slots.push({ instrument, startsAt: slot.startsAt, endsAt: slot.endsAt })
  }
  return slots
}

/** What decides about the viewer's time on all instruments at once. The owner's staff books at any notice. */
export async function slotQuestion(
  ctx: Context,
  { city, ofInstitution }: KnownTime,
  wanted: Pick<SlotQuestion, 'during' | 'lengthMs' | 'wishes'>,
): Promise<SlotQuestion> {
  const { db } = ctx.store
  const now = ctx.now()
  const { first, last } = openingDates(wanted.during)
  const [days, stays, classAt, held, needed] = await Promise.all([
    calendarDays(db, first, last),
    staysByUnit(db, now),
    userClassAt(ctx),
    ownHeldUnits(ctx, wanted.during),
    neededOperators(ctx, wanted.during),
  ])
  return {
    ...wanted,
    now,
    days,
    stays,
    held,
    attendanceAt: (instrument) => {
      const operators = needed(instrument)
      const times = operators && Map.groupBy(operators.taken, (it) => it.operatorId)
      return operators?.operatorIds.map((it) => times?.get(it) ?? [])
    },
    termsAt: slotTerms({ city, ofInstitution }, classAt),
    hasNoLeads: (institutionId) => may(ctx.viewer, 'recordUsage', { institutionId }),
  }
}

type Known = { readonly instruments: readonly SlotInstrument[]; readonly known: KnownTime }

/** The public instruments that a filter finds. What has a facet is compared in memory; the rest is the catalog's. */
async function knownInstruments(ctx: Context, filter: InstrumentFilter): Promise<Known> {
  const { text, state, freeDuring, managedByMe, ...picks } = filter
  const isNamed = Boolean(text?.trim()) || Boolean(state) || Boolean(freeDuring) || managedByMe === true
  const memory = timeMemory(ctx.store)
  if (!isNamed && memory.isLoaded(ctx.now())) {
    const known = await memory.current(ctx.now())
    return { instruments: picked(known, picks), known }
  }
  const ids = await findInstrumentIds(ctx, filter, 'name', NAMED_MAX)
  const known = await knownTime(ctx, ids)
  return { instruments: ids.flatMap((it) => known.instruments.get(it) ?? []), known }
}

/** Everything, or at least these instruments. */
export async function knownTime(ctx: Context, ids: readonly string[]): Promise<KnownTime> {
  const now = ctx.now()
  const memory = timeMemory(ctx.store)
  if (memory.isLoaded(now) || ids.length > AT_ONCE_MAX) return memory.current(now)
  // Whoever asks next finds it read; whoever asks now does not wait for it.
  memory.load(now)
  return timeOf(ctx.store, ids, now)
}

function picked({ instruments }: KnownTime, picks: FacetPicks): readonly SlotInstrument[] {
  const all = [...instruments.values()]
  return Object.values(picks).some(Boolean) ? all.filter((it) => fulfils(it, picks)) : all
}

type Fitting = (instrument: SlotInstrument) => Interval | undefined

/** For whoever may: the instrument is in order, and its own institution's people could have it at least. */
function forAnybody(question: SlotQuestion): Fitting {
  const earliest = earliestStart(question)
  return (it) => (accessProblems(it, it.institutionId, false).length === 0 ? earliest(it) : undefined)
}

type Candidates = Pick<Known, 'instruments'> & Pick<SlotSearch, 'notBefore'>

async function forViewer(
  ctx: Context,
  question: SlotQuestion,
  { instruments, notBefore = () => Promise.resolve(() => 0) }: Candidates,
): Promise<Fitting> {
  const { viewer } = ctx
  if (!viewer) return () => undefined
  const shared = (it: SlotInstrument) =>
    accessProblems(it, viewer.institutionId, question.hasNoLeads(it.institutionId)).length === 0
  const earliest = earliestStart(question)
  const [barredUntil, beginsAt] = await Promise.all([
    barriers(ctx, viewer, question, instruments),
    notBefore(instruments),
  ])
  return (instrument) => {
    const begins = shared(instrument) ? beginsAt(instrument) : undefined
    let slot = begins === undefined ? undefined : earliest(instrument, begins)
    while (slot) {
      const from = barredUntil(instrument, slot)
      if (from === undefined) return slot
      slot = from < question.during.endsAt ? earliest(instrument, from) : undefined
    }
    return undefined
  }
}
