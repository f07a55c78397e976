/** What people do with bookings, done by the engine and by the model. */

import { expect } from 'vitest'
import { bookInstrument, moveBooking } from '../../server/booking/actions/book.ts'
import { approveBooking, cancelBooking, rejectBooking } from '../../server/booking/actions/decide.ts'
import { type CalendarModel, expectReasons, type Minutes, type ModelBooking } from './calendar-model.ts'
import {
  interval,
  type Step,
  tried,
  pick,
  pickBooking,
  booker,
  groupOf,
  stateOfNew,
  takeFor,
} from './calendar-engine.ts'

export const book =
  (person: number, span: Minutes): Step =>
  async (model, real) => {
    const form = { instrumentId: real.instrumentId, ...interval(span), purpose: '观察', clientKey: null }
    const { made, problems } = await tried(bookInstrument(real.world.as(booker(real, person)), form))
    const isStaff = person === 0
    const group = groupOf(real, person)
    expectReasons(problems, model.reasons(span, { isStaff, group }))
    if (!made) return
    takeFor(model, group, { ...span, id: made.id })
    model.bookings.set(made.id, {
      ...span,
      id: made.id,
      person,
      state: stateOfNew(model, isStaff),
      askedAt: model.now,
    })
    expect(made.state).toBe(model.bookings.get(made.id)?.state)
  }

/** Books where something is held: its beginning, the middle, or over its end. */
export const bookInside =
  (which: number, person: number, { from, until }: Minutes): Step =>
  async (model, real) => {
    const part = pick(
      model.taking.filter((it) => it.kind === 'hold'),
      which,
    )
    if (!part) return
    const begins = part.from + (from % Math.max(30, part.until - part.from))
    await book(person, { from: begins, until: begins + until - from })(model, real)
  }

/** Why a booking cannot be changed any more. */
export function changeReasons({ now }: CalendarModel, { id, state, from }: ModelBooking): readonly string[] {
  if (state === 'in_use') return [`BOOKING_STARTED ${id}`]
  if (state !== 'requested' && state !== 'confirmed') return [`BOOKING_OVER ${id}`]
  return from <= now ? [`BOOKING_STARTED ${id}`] : []
}

export const move =
  (which: number, byStaff: boolean, span: Minutes): Step =>
  async (model, real) => {
    const booking = pickBooking(model, which)
    if (!booking) return
    const { id, person } = booking
    const isStaff = byStaff || person === 0
    const viewer = isStaff ? real.lab.keeper : booker(real, person)
    const { made, problems } = await tried(
      moveBooking(real.world.as(viewer), { bookingId: id, ...interval(span) }),
    )
    const group = groupOf(real, person)
    const reasons = model.reasons(span, { isStaff, exceptIds: [id], group })
    expectReasons(problems, [...changeReasons(model, booking), ...reasons])
    if (!made) return
    model.release(id, false)
    const state = isStaff ? booking.state : stateOfNew(model, false)
    model.bookings.set(id, { ...booking, ...span, state, askedAt: model.now })
    takeFor(model, group, { ...span, id })
    model.regrow(booking.from)
  }

export const cancel =
  (which: number): Step =>
  async (model, { world, lab }) => {
    const booking = pickBooking(model, which)
    if (!booking) return
    const { id } = booking
    const { made, problems } = await tried(
      cancelBooking(world.as(lab.keeper), { bookingId: id, reason: null }),
    )
    expectReasons(problems, changeReasons(model, booking))
    if (!made) return
    model.setState(id, 'cancelled')
    model.release(id)
  }

export const decide =
  (which: number, approves: boolean): Step =>
  async (model, real) => {
    const { world, lab } = real
    const requests = [...model.bookings.values()].filter((it) => it.state === 'requested')
    const booking = pick(requests, which) ?? pickBooking(model, which)
    if (!booking) return
    const { id, state } = booking
    const ctx = world.as(lab.keeper)
    const { made, problems } = await tried(
      approves
        ? approveBooking(ctx, { bookingId: id, note: null })
        : rejectBooking(ctx, { bookingId: id, reason: '没空' }),
    )
    const group = groupOf(real, booking.person)
    const judged = approves ? model.reasons(booking, { isStaff: true, exceptIds: [id], group }) : []
    // A request for this very moment can be decided no more.
    const expired = model.isExpired(booking) ? ['REQUEST_EXPIRED'] : []
    expectReasons(problems, state === 'requested' ? [...expired, ...judged] : [`BOOKING_NOT_REQUESTED ${id}`])
    if (!made) return
    model.setState(id, approves ? 'confirmed' : 'rejected')
    if (!approves) model.release(id)
  }
