/** What else happens on an instrument: maintenance, uses, series, offers, other rules, and time that passes. */

import { expect } from 'vitest'
import { expireRequests } from '../../server/booking/actions/expiry.ts'
import { cancelMaintenance, scheduleMaintenance } from '../../server/booking/actions/maintenance.ts'
import { acceptOffer, declineOffer, lapseOffers } from '../../server/booking/actions/offers.ts'
import { bookSeries } from '../../server/booking/actions/series.ts'
import { joinWaitingList } from '../../server/booking/actions/waiting-list.ts'
import { EVERY_DAY } from '../../server/booking/rules/waiting-list.ts'
import {
  setBookingPolicy,
  setOpeningException,
  setOpeningHours,
} from '../../server/catalog/actions/booking-terms.ts'
import { addDays } from '../../server/kernel/calendar.ts'
import { MINUTE_MS } from '../../server/kernel/interval.ts'
import { checkIn, checkOut } from '../../server/usage/actions/attendance.ts'
import { markNoShows } from '../../server/usage/actions/no-shows.ts'
import { policyWith } from './bookings.ts'
import { type CalendarModel, DAY, expectReasons, type Minutes } from './calendar-model.ts'
import { lapse } from './calendar-holds.ts'
import { type World } from './world.ts'
import {
  type Real,
  instant,
  minuteOf,
  interval,
  WEEKS,
  type Step,
  tried,
  learnOffers,
  pick,
  pickBooking,
  booker,
  groupOf,
  stateOfNew,
  takeFor,
} from './calendar-engine.ts'

export const maintain =
  (span: Minutes): Step =>
  async (model, { world, lab, instrumentId }) => {
    const form = { instrumentId, ...interval(span), reason: '检修' }
    const { made, problems } = await tried(scheduleMaintenance(world.as(lab.keeper), form))
    expectReasons(problems, model.maintenanceReasons(span))
    if (made) model.take(made.id, 'maintenance', span)
  }

export const endMaintenance =
  (which: number): Step =>
  async (model, { world, lab }) => {
    const found = pick(
      model.taking.filter((it) => it.kind === 'maintenance'),
      which,
    )
    if (!found) return
    const { made, problems } = await tried(cancelMaintenance(world.as(lab.keeper), found.id))
    expectReasons(problems, found.until <= model.now ? [`MAINTENANCE_OVER ${found.id}`] : [])
    if (!made) return
    if (found.from < model.now) model.shorten(found.id, 0)
    else model.release(found.id)
  }

export const arrive =
  (which: number): Step =>
  async (model, { world, lab }) => {
    const near = [...model.bookings.values()].filter(
      (it) => it.state === 'confirmed' && it.from - model.now <= 60,
    )
    const booking = pick(near, which) ?? pickBooking(model, which)
    if (!booking) return
    const { id, state, from, until } = booking
    const user = [...model.bookings.values()].find((it) => it.state === 'in_use' && it.id !== id)
    const { made, problems } = await tried(checkIn(world.as(lab.keeper), { bookingId: id }))
    const reasons = [
      ...(user ? [`INSTRUMENT_IN_USE ${user.id}`] : []),
      ...(from - model.now > 60 ? ['CHECK_IN_TOO_EARLY'] : []),
      ...(until <= model.now ? ['CHECK_IN_TOO_LATE'] : []),
    ]
    expectReasons(problems, state === 'confirmed' ? reasons : [`BOOKING_NOT_CONFIRMED ${id}`])
    if (made) model.setState(id, 'in_use')
  }

export const leave: Step = async (model, { world, lab }) => {
  const booking = [...model.bookings.values()].find((it) => it.state === 'in_use')
  if (!booking) return
  await checkOut(world.as(lab.keeper), { bookingId: booking.id, samples: null, note: '提前测完' })
  model.setState(booking.id, 'completed')
  model.shorten(booking.id, model.turnaround)
}

export const repeat =
  (person: number, span: Minutes, skipsConflicts: boolean): Step =>
  async (model, real) => {
    const isStaff = person === 0
    const series = { rrule: 'FREQ=DAILY;COUNT=3', exdates: [], overrides: [], skipsConflicts }
    const form = { instrumentId: real.instrumentId, ...interval(span), purpose: '系列', clientKey: null }
    const { made } = await tried(bookSeries(real.world.as(booker(real, person)), { ...form, ...series }))
    const spans = [0, 1, 2].map((it) => ({ from: span.from + it * DAY, until: span.until + it * DAY }))
    const group = groupOf(real, person)
    const fits = spans.filter((it) => model.reasons(it, { isStaff, group }).length === 0)
    const wanted = skipsConflicts || fits.length === spans.length ? fits : []
    expect(made !== undefined).toBe(wanted.length > 0)
    if (!made) return
    const rows = await real.world.store.db
      .selectFrom('series_occurrence')
      .innerJoin('booking', 'booking.id', 'series_occurrence.booking_id')
      .select(['booking.id', 'booking.starts_at'])
      .where('series_id', '=', made.id)
      .orderBy('booking.starts_at')
      .execute()
    expect(rows.map((it) => minuteOf(it.starts_at))).toEqual(wanted.map((it) => it.from))
    wanted.forEach((it, i) => {
      const id = rows[i]?.id ?? ''
      takeFor(model, group, { ...it, id })
      const state = stateOfNew(model, isStaff)
      model.bookings.set(id, { ...it, id, person, state, askedAt: model.now })
    })
  }

/** The last of the people waits for the very span. */
export const wait =
  (which: number): Step =>
  async (model, { world, people, instrumentId }) => {
    const taken = pick(
      model.taking.filter((it) => it.kind !== 'offer' && it.from > model.now),
      which,
    )
    if (!taken || taken.until - taken.from > 480) return
    const always = { weekdays: EVERY_DAY, dayFrom: '00:00', dayUntil: '24:00', wants: 'offer' } as const
    const wish = { instrumentId, ...interval(taken), lengthMs: (taken.until - taken.from) * MINUTE_MS }
    await tried(joinWaitingList(world.as(people.at(-1)), { ...wish, ...always, purpose: '候补' }))
  }

export const answerOffer =
  (accepts: boolean): Step =>
  async (model, { world, people }) => {
    const offer = model.taking.find((it) => it.kind === 'offer')
    if (!offer) return
    const ctx = world.as(people.at(-1))
    const { id: offerId } = offer
    const over = (await expiryOf(world, offerId)) <= model.now ? [`WAITING_OFFER_OVER ${offerId}`] : []
    if (!accepts) {
      const { made, problems } = await tried(declineOffer(ctx, { offerId }))
      expectReasons(problems, over)
      if (made) model.release(offerId)
      return
    }
    const { made, problems } = await tried(acceptOffer(ctx, { offerId }))
    const judged = model.reasons(offer, { isStaff: false, exceptIds: [offerId] })
    expectReasons(problems, over.length > 0 ? over : judged)
    if (!made) return
    model.release(offerId, false)
    model.take(made.id, 'booking', offer)
    const { from, until } = offer
    const [person, state] = [5, stateOfNew(model, false)]
    model.bookings.set(made.id, { id: made.id, from, until, person, state, askedAt: model.now })
  }

export async function expiryOf({ store }: World, id: string): Promise<number> {
  const { expires_at } = await store.db
    .selectFrom('time_offer')
    .select('expires_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return minuteOf(expires_at)
}

export const setPolicy =
  (turnaround: number, needsApproval: boolean): Step =>
  async (model, { world, lab, instrumentId }) => {
    const approval = needsApproval ? 'keeper' : 'none'
    const policy = policyWith({ turnaroundMs: turnaround * MINUTE_MS, approval, cancelNoticeMs: 0 })
    await setBookingPolicy(world.as(lab.manager), { instrumentId, policy })
    model.turnaround = turnaround
    model.needsApproval = needsApproval
  }

export const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
export const windowOf = ([from, until]: readonly [number, number]) => ({
  opensAt: clock(from),
  closesAt: until === DAY ? '24:00' : clock(until % DAY),
})
export const dateOfDay = (day: number) => addDays('2026-01-01', day)

export const setWeek =
  (day: number, which: number): Step =>
  async (model, { world, lab, instrumentId }) => {
    const week = pick(WEEKS, which) ?? []
    const windows = week.flatMap((own, i) =>
      own.map((it) => ({ weekday: ([1, 2, 3, 4, 5, 6, 7] as const)[i] ?? 1, ...windowOf(it) })),
    )
    const hours = { validFrom: dateOfDay(day), windows, closedOnHolidays: false }
    await setOpeningHours(world.as(lab.manager), { instrumentId, hours })
    model.setWeek(day, week)
  }

export const setDay =
  (day: number, which: number): Step =>
  async (model, { world, lab, instrumentId }) => {
    const windows = [null, [], [[540, 720]], [[1_320, 1_560]]] as const
    const own = pick(windows, which) ?? null
    const form = { instrumentId, date: dateOfDay(day), windows: own?.map(windowOf) ?? null, note: '' }
    const { made } = await tried(setOpeningException(world.as(lab.manager), form))
    expect(made !== undefined).toBe(day >= Math.floor(model.now / DAY))
    if (made) model.setDay(day, own)
  }

/** Time goes on, to the end of a use at most, and then all jobs run. */
export const pass =
  (minutes: number): Step =>
  async (model, real) => {
    const { world } = real
    const use = [...model.bookings.values()].find((it) => it.state === 'in_use')
    // Nobody stays until his time is over: what is taken beyond it is another matter.
    const latest = use ? use.until - 1 : Number.POSITIVE_INFINITY
    model.now = Math.max(model.now, Math.min(model.now + minutes, latest))
    world.clock.now = instant(model.now)
    await expireRequests(world.as())
    for (const booking of model.bookings.values()) {
      const { id, state } = booking
      if (state !== 'requested' || !model.isExpired(booking)) continue
      model.setState(id, 'rejected')
      model.release(id)
    }
    await learnOffersAndLapse(model, real)
    await lapse(model, real)
    await markNoShows(world.as())
    for (const { id, state, from } of model.bookings.values()) {
      if (state !== 'confirmed' || model.now - from <= 60) continue
      model.setState(id, 'missed')
      model.release(id, false)
    }
    await learnOffersAndLapse(model, real)
  }

/** Those that lapse are gone before others are made of their time. */
export async function learnOffersAndLapse(model: CalendarModel, real: Real): Promise<void> {
  await learnOffers(model, real)
  await lapseOffers(real.world.as())
  for (const { id, kind } of model.taking) {
    if (kind === 'offer' && (await expiryOf(real.world, id)) <= model.now) model.release(id)
  }
  await learnOffers(model, real)
}
