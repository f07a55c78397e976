/**
 * What devices and laboratory systems report. An event is kept once; a session is recorded when both its ends are known,
 * whatever their order, and so the records are the same however often, late or shuffled the events come. A beginning
 * alone opens the instrument's session where everything is as for a person who checks in, so that others see it in use.
 */

import { lockInstruments } from '../../booking/queries/blocked-time.ts'
import { bookingsByIds } from '../../booking/queries/bookings.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { abilityProblems, authorise, may } from '../../identity/rules.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, problem, refuse } from '../../kernel/problem.ts'
import { deviceEventsByIds, deviceEventsBySessionKeys, insertDeviceEvent } from '../queries/device-events.ts'
import { type Customer, customersByIds, peopleByEmails } from '../queries/people.ts'
import { sessionsBySourceKeys } from '../queries/sessions.ts'
import {
  contentOf,
  DEVICE_EVENTS_MAX,
  type DeviceEvent,
  deviceEventProblems,
  pairProblems,
} from '../rules/device-events.ts'
import { beginReported, endReported } from './device-sessions.ts'
import { addPastUses, type PastUse, UsesRefused } from './past-uses.ts'

export const REPORT_OUTCOMES = ['applied', 'duplicate', 'waiting', 'refused'] as const

export type ReportOutcome = {
  readonly eventId: string
  /** `waiting`: kept until the other end of the session comes. */
  readonly outcome: (typeof REPORT_OUTCOMES)[number]
  readonly problems: readonly Problem[]
  readonly sessionId: string | null
}

/** Takes a batch of events; each is answered by itself, in their order. What is refused is not kept and may be sent again. */
export async function reportUsage(
  ctx: Context,
  events: readonly DeviceEvent[],
): Promise<readonly ReportOutcome[]> {
  authorise(ctx.viewer, 'reportUsage', { institutionId: await firstPlace(ctx, events) })
  refuse(
    events.length > DEVICE_EVENTS_MAX
      ? [problem('DEVICE_BATCH_TOO_LARGE', [], { max: DEVICE_EVENTS_MAX })]
      : [],
  )
  const outcomes = new Map<DeviceEvent, ReportOutcome | undefined>()
  for (const [instrumentId, own] of Map.groupBy(events, (it) => it.instrumentId)) {
    const answers = await reportOf(ctx, instrumentId, own)
    own.forEach((event, i) => outcomes.set(event, answers[i]))
  }
  return events.map((it) => present(outcomes.get(it), 'the outcome of an event'))
}

/** Where the batch is about; for a batch of several institutions each event is judged by itself. */
async function firstPlace(ctx: Context, events: readonly DeviceEvent[]): Promise<string | null> {
  const ids = [...new Set(events.map((it) => it.instrumentId))]
  const instruments = await instrumentsByIds(ctx.store.db, ids)
  const kept = instruments.find((it) => it && may(ctx.viewer, 'reportUsage', it))
  return (kept ?? instruments.find((it) => it !== undefined))?.institutionId ?? null
}

/** The events of one instrument: all that is not refused in one transaction. */
async function reportOf(
  ctx: Context,
  instrumentId: string,
  events: readonly DeviceEvent[],
): Promise<readonly ReportOutcome[]> {
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  const place = { institutionId: instrument?.institutionId ?? null }
  const closed = instrument
    ? abilityProblems(ctx.viewer, 'reportUsage', place)
    : [problem('INSTRUMENT_NOT_FOUND')]
  if (closed.length > 0) return events.map((it) => refused(it, closed))
  const unfit = new Map<string, readonly Problem[]>()
  for (;;) {
    try {
      return await ctx.store.transact(async (trx) => {
        await lockInstruments(ctx, trx, [instrumentId])
        return applyAll(ctx, trx, { instrumentId, events, unfit })
      })
    } catch (error) {
      if (!(error instanceof UsesRefused)) throw error
      for (const key of error.sourceKeys) unfit.set(key, error.problems)
    }
  }
}

type Batch = {
  readonly instrumentId: string
  readonly events: readonly DeviceEvent[]
  /** Sessions that cannot be recorded, with the reasons. */
  readonly unfit: ReadonlyMap<string, readonly Problem[]>
}

async function applyAll(ctx: Context, trx: Trx, batch: Batch): Promise<readonly ReportOutcome[]> {
  const { personId: by } = present(ctx.viewer, 'who reports')
  const { instrumentId, events } = batch
  const known = await deviceEventsByIds(
    trx,
    instrumentId,
    events.map((it) => it.eventId),
  )
  const ends = await deviceEventsBySessionKeys(
    trx,
    instrumentId,
    events.map((it) => it.sessionKey),
  )
  const outcomes: ReportOutcome[] = []
  const taken: DeviceEvent[] = []
  for (const event of events) {
    const same = known.find((it) => it.eventId === event.eventId)
    const problems = same ? [] : await eventProblems(ctx, trx, batch, { event, ends })
    if (same && contentOf(same) !== contentOf(event)) {
      outcomes.push(refused(event, [problem('DEVICE_EVENT_ID_REUSED')]))
    } else if (same) {
      outcomes.push({ eventId: event.eventId, outcome: 'duplicate', problems: [], sessionId: null })
    } else if (problems.length > 0) {
      outcomes.push(refused(event, problems))
    } else {
      await insertDeviceEvent(trx, event, { at: ctx.now(), by })
      known.push(event)
      ends.push(event)
      taken.push(event)
      outcomes.push({ eventId: event.eventId, outcome: 'waiting', problems: [], sessionId: null })
    }
  }
  await applyPairs(ctx, trx, { taken, ends })
  return withSessions(trx, events, outcomes)
}

function refused({ eventId }: DeviceEvent, problems: readonly Problem[]): ReportOutcome {
  return { eventId, outcome: 'refused', problems, sessionId: null }
}

/** What makes a reported session the same one again. */
function keyOf({ instrumentId, sessionKey }: DeviceEvent): string {
  return `device:${instrumentId}:${sessionKey}`
}

type Judged = { readonly event: DeviceEvent; readonly ends: readonly DeviceEvent[] }

async function eventProblems(
  ctx: Context,
  trx: Trx,
  { unfit }: Batch,
  { event, ends }: Judged,
): Promise<readonly Problem[]> {
  const own = ends.filter((it) => it.sessionKey === event.sessionKey)
  const problems = [
    ...deviceEventProblems(event, ctx.now()),
    ...pairProblems(event, own, ctx.now()),
    ...(unfit.get(keyOf(event)) ?? []),
  ]
  return problems.length > 0 || event.what === 'ended' ? problems : personProblems(trx, event)
}

/** Whether the booking and the person of a beginning exist and belong together. */
async function personProblems(trx: Trx, event: DeviceEvent): Promise<readonly Problem[]> {
  const { bookingId, personEmail, instrumentId } = event
  const [booking] = bookingId === null ? [] : await bookingsByIds(trx, [bookingId])
  const [person] = personEmail === null ? [] : await peopleByEmails(trx, [personEmail.toLowerCase()])
  if (bookingId !== null && !booking) return [problem('BOOKING_NOT_FOUND')]
  if (personEmail !== null && !person) return [problem('USER_UNKNOWN')]
  const fits =
    !booking ||
    (booking.instrumentId === instrumentId &&
      !['requested', 'rejected', 'cancelled'].includes(booking.state) &&
      (!person || booking.personId === person.id))
  return fits ? [] : [problem('BOOKING_NOT_OF_PERSON')]
}

type Pairs = { readonly taken: readonly DeviceEvent[]; readonly ends: readonly DeviceEvent[] }

/** Records what is complete, the earliest first, and then opens what has only begun. */
async function applyPairs(ctx: Context, trx: Trx, { taken, ends }: Pairs): Promise<void> {
  const uses: PastUse[] = []
  const begun: DeviceEvent[] = []
  for (const sessionKey of new Set(taken.map((it) => it.sessionKey))) {
    const own = ends.filter((it) => it.sessionKey === sessionKey)
    const started = own.find((it) => it.what === 'started')
    const ended = own.find((it) => it.what === 'ended')
    if (started && ended) {
      const use = await useOfPair(trx, started, ended)
      if (!(await endReported(ctx, trx, use))) uses.push(use)
    } else if (started) {
      begun.push(started)
    }
  }
  await addPastUses(ctx, trx, 'reportUsage', uses)
  for (const event of begun.toSorted((a, b) => a.at - b.at)) {
    await beginReported(ctx, trx, { event, person: await personOf(trx, event), sourceKey: keyOf(event) })
  }
}

async function useOfPair(trx: Trx, started: DeviceEvent, ended: DeviceEvent): Promise<PastUse> {
  return {
    instrumentId: started.instrumentId,
    person: await personOf(trx, started),
    bookingId: started.bookingId,
    startsAt: started.at,
    endsAt: ended.at,
    kind: ended.kind ?? started.kind ?? 'use',
    samples: ended.samples ?? started.samples ?? 0,
    operatorId: null,
    note: ended.note ?? started.note,
    source: 'device',
    sourceKey: keyOf(started),
    isFinal: ended.isFinal,
  }
}

async function personOf(trx: Trx, { personEmail, bookingId }: DeviceEvent): Promise<Customer> {
  const [booking] = bookingId === null ? [] : await bookingsByIds(trx, [bookingId])
  const [person] = booking
    ? await customersByIds(trx, [booking.personId])
    : await peopleByEmails(trx, [personEmail?.toLowerCase() ?? ''])
  return present(person, 'the person of a reported session')
}

/** What waits is applied once its session is recorded. */
async function withSessions(
  trx: Trx,
  events: readonly DeviceEvent[],
  outcomes: readonly ReportOutcome[],
): Promise<readonly ReportOutcome[]> {
  const sessions = await sessionsBySourceKeys(trx, events.map(keyOf))
  return outcomes.map((it, i) => {
    const event = events[i]
    const session = event && sessions.get(keyOf(event))
    if (it.outcome === 'refused' || !session) return it
    const isEnd = event.what === 'ended' && session.endsAt === null
    const outcome = it.outcome === 'waiting' && !isEnd ? 'applied' : it.outcome
    return { ...it, outcome, sessionId: session.id }
  })
}
