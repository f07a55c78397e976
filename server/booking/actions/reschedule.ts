/**
 * Moving many bookings at once, when an instrument fails or a day goes wrong: a proposal for each, and all of them in one
 * transaction, or all but those that are refused. It is the institution that changes them, so nobody pays for it.
 */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { viewerOfPerson } from '../../identity/queries/sessions.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, refuse, Rejection } from '../../kernel/problem.ts'
import { lockInstruments, releaseTime } from '../queries/blocked-time.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import { judgeBy, type JudgingFacts } from '../rules/judging.ts'
import {
  institutionsChangeProblems,
  nearestSpan,
  RESCHEDULE_MS,
  rescheduleProblems,
  type RescheduleRow,
} from '../rules/reschedule.ts'
import { blockedSpan } from '../rules/taken-time.ts'
import { bookingsFor } from './access.ts'
import { storeCancellation } from './decide.ts'
import { againWhenOvertaken, judgingFacts } from './judgement.ts'
import { putElsewhere } from './relocate.ts'

export type Proposal = {
  readonly booking: Booking
  /** The nearest free span of the same length for its person; null when there is none within two weeks. */
  readonly to: Interval | null
}

type Asked = {
  readonly bookingIds: readonly string[]
  /** Nothing earlier is proposed. */
  readonly notBefore: Instant
}

/** Where each booking could go, by start, none in the way of another. */
export async function rescheduleProposals(ctx: Context, asked: Asked): Promise<readonly Proposal[]> {
  refuse(
    rescheduleProblems(
      asked.bookingIds.map((bookingId) => ({ bookingId, choice: 'leave', to: null })),
      '',
    ),
  )
  const bookings = await bookingsFor(ctx, asked.bookingIds, 'approveBookings')
  return proposalsFor(ctx, ctx.store.db, bookings, asked.notBefore)
}

/** The same for bookings that are known; none of them is in the way of another where it stands. */
export async function proposalsFor(
  ctx: Context,
  db: Db,
  bookings: readonly Booking[],
  notBefore: Instant,
): Promise<readonly Proposal[]> {
  const startsAt = Math.max(notBefore, ctx.now())
  const window = { startsAt, endsAt: startsAt + RESCHEDULE_MS }
  const movable = bookings.filter((it) => institutionsChangeProblems(it).length === 0)
  const exceptIds = movable.map((it) => it.id)
  const proposed: Proposed[] = []
  for (const booking of movable.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const facts = await factsOfPerson(ctx, db, booking, { window, exceptIds })
    const grown = facts && withOthers(facts, proposed, booking)
    const to = grown && nearestSpan(booking, window, grown)
    if (to) proposed.push({ ...to, booking, operatorId: judgeBy(grown, to).operatorIds[0] })
  }
  const found = new Map(
    proposed.map(({ booking, startsAt: from, endsAt }) => [booking.id, { startsAt: from, endsAt }]),
  )
  return bookings
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .map((booking) => ({ booking, to: found.get(booking.id) ?? null }))
}

type Proposed = Interval & { readonly booking: Booking; readonly operatorId: string | undefined }

type Search = { readonly window: Interval; readonly exceptIds: readonly string[] }

/** What decides for the person of a booking, who has no more rights than before. */
async function factsOfPerson(
  ctx: Context,
  db: Db,
  { instrumentId, personId, customerInstitutionId, operatorId }: Booking,
  { window, exceptIds }: Search,
): Promise<JudgingFacts | undefined> {
  const viewer = await viewerOfPerson(db, personId)
  const isAsked = operatorId !== null || null
  const whom = { instrumentId, personId, customerInstitutionId, isAsked }
  return viewer && judgingFacts({ ...ctx, viewer }, db, { ...whom, spans: [window], exceptIds })
}

function withOthers(
  facts: JudgingFacts,
  proposed: readonly Proposed[],
  { instrumentId }: Booking,
): JudgingFacts {
  const { turnaroundMs } = facts.instrument.policy
  const helped = proposed.flatMap(({ booking: { id }, operatorId, startsAt, endsAt }) =>
    operatorId === undefined ? [] : [{ id, operatorId, kind: 'booking' as const, startsAt, endsAt }],
  )
  const operation = { ...facts.operation, taken: [...facts.operation.taken, ...helped] }
  const others = proposed.filter((it) => it.booking.instrumentId === instrumentId)
  const taken = others.map(({ booking: { id }, startsAt, endsAt }) => ({
    id,
    kind: 'booking' as const,
    startsAt,
    endsAt,
    blockedUntil: blockedSpan({ startsAt, endsAt }, turnaroundMs).endsAt,
    lanes: [],
  }))
  return {
    ...facts,
    operation,
    taken: [...facts.taken, ...taken].toSorted((a, b) => a.startsAt - b.startsAt),
  }
}

export type RescheduleForm = {
  readonly rows: readonly RescheduleRow[]
  /** Everybody whose booking is given up reads it. */
  readonly reason: string
  /** Change those that can be changed and leave the others, instead of changing none. */
  readonly skipsRefused: boolean
}

/** What became of one booking; with problems it was refused and is as it was. */
export type RescheduleOutcome = {
  readonly booking: Booking
  readonly choice: RescheduleRow['choice']
  readonly problems: readonly Problem[]
}

/** Moves, gives up or leaves each booking: all of them, or with `skipsRefused` all but those that are refused. */
export async function rescheduleBookings(
  ctx: Context,
  form: RescheduleForm,
): Promise<readonly RescheduleOutcome[]> {
  refuse(rescheduleProblems(form.rows, form.reason))
  const ids = form.rows.map((it) => it.bookingId)
  await bookingsFor(ctx, ids, 'approveBookings')
  return withoutRefused(ctx, form, (trx, rows) => applyRows(ctx, trx, { ...form, rows }))
}

/** Some rows cannot be applied, for these reasons; thrown to roll back all of them. */
class RowsRefused extends Error {
  readonly refused: ReadonlyMap<string, readonly Problem[]>

  constructor(refused: ReadonlyMap<string, readonly Problem[]>) {
    super('rows refused')
    this.refused = refused
  }
}

/**
 * Runs work that applies rows, in one transaction. Where some are refused, everything is rolled back: it is refused as a
 * whole, or with `skipsRefused` done anew without them, and they are listed with their reasons.
 */
export async function withoutRefused(
  ctx: Context,
  { rows, skipsRefused }: RescheduleForm,
  work: (trx: Trx, rows: readonly RescheduleRow[]) => Promise<readonly RescheduleOutcome[]>,
): Promise<readonly RescheduleOutcome[]> {
  const refused = new Map<string, readonly Problem[]>()
  for (;;) {
    const left = rows.map((it) => (refused.has(it.bookingId) ? { ...it, choice: 'leave' as const } : it))
    try {
      const done = await againWhenOvertaken(ctx, () => ctx.store.transact((trx) => work(trx, left)))
      return done.map((it, i) => ({
        ...it,
        choice: rows[i]?.choice ?? it.choice,
        problems: refused.get(it.booking.id) ?? [],
      }))
    } catch (error) {
      if (!(error instanceof RowsRefused)) throw error
      if (!skipsRefused) throw new Rejection(ofRows(rows, error.refused))
      for (const [id, problems] of error.refused) refused.set(id, problems)
    }
  }
}

/** Says of which row each problem is. */
function ofRows(
  rows: readonly RescheduleRow[],
  refused: ReadonlyMap<string, readonly Problem[]>,
): readonly Problem[] {
  return rows.flatMap(({ bookingId }, item) =>
    (refused.get(bookingId) ?? []).map((it) => ({ ...it, params: { ...it.params, item } })),
  )
}

type Applied = Pick<RescheduleForm, 'rows' | 'reason'> & {
  /** Done once the bookings have left their time, and before anybody else is offered it. */
  readonly whenLeft?: (() => Promise<void>) | undefined
}

/** Applies rows in somebody's transaction, in their order; throws when one of them is refused. */
export async function applyRows(
  ctx: Context,
  trx: Trx,
  { rows, reason, whenLeft }: Applied,
): Promise<readonly RescheduleOutcome[]> {
  const ids = rows.map((it) => it.bookingId)
  const known = ids.length === 0 ? [] : await bookingsByIds(trx, ids)
  const instrumentIds = known.flatMap((it) => it?.instrumentId ?? [])
  if (instrumentIds.length > 0) await lockInstruments(ctx, trx, instrumentIds)
  const found = ids.length === 0 ? [] : await bookingsByIds(trx, ids)
  const changing = rows.filter((it) => it.choice !== 'leave').map((it) => it.bookingId)
  for (const booking of found) {
    const leaves =
      booking && changing.includes(booking.id) && institutionsChangeProblems(booking).length === 0
    // None of them is in the way of another.
    if (leaves) await releaseTime(trx, booking.id)
  }
  await whenLeft?.()
  const refused = new Map<string, readonly Problem[]>()
  const outcomes: RescheduleOutcome[] = []
  for (const [i, row] of rows.entries()) {
    const booking = present(found[i], 'a booking of a row')
    try {
      outcomes.push({
        booking: await applyRow(ctx, trx, { booking, row, reason }),
        choice: row.choice,
        problems: [],
      })
    } catch (error) {
      if (!(error instanceof Rejection)) throw error
      refused.set(booking.id, error.problems)
    }
  }
  if (refused.size > 0) throw new RowsRefused(refused)
  return outcomes
}

type Row = { readonly booking: Booking; readonly row: RescheduleRow; readonly reason: string }

async function applyRow(ctx: Context, trx: Trx, { booking, row, reason }: Row): Promise<Booking> {
  if (row.choice === 'leave') return booking
  const obstacles = institutionsChangeProblems(booking)
  if (row.choice === 'move') {
    return putElsewhere(ctx, trx, { booking, obstacles }, present(row.to, 'where a booking moves'))
  }
  refuse(obstacles)
  return storeCancellation(ctx, trx, booking, reason)
}
