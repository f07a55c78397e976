/** Waiting for time and being offered it, through the front door. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lapseOffers } from '../../../server/booking/actions/offers.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { offerOf, wait, waitingOf } from '../../support/waiting.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const MORNING = span('10:00', '12:00')

function policyOf(more: object) {
  const policy = {
    durationMinutesMin: 30,
    durationMinutesMax: 480,
    stepMinutes: 30,
    noticeMinutesMin: 0,
    horizonDays: 30,
    turnaroundMinutes: 0,
    approval: 'NONE',
    cancelNoticeMinutes: 60,
  }
  return { instrumentId: 'sem', policy: { ...policy, ...more } }
}

describe.each(dialects)('%s: the waiting list', (dialect) => {
  let world: World
  let lab: Lab

  beforeEach(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })
  afterEach(() => world.close())

  const cancel = (who: Viewer, bookingId: string) => act(world, who, 'cancelBooking', { bookingId })

  async function offered(who: Viewer) {
    const offer = await offerOf(world, who)
    return offer && { startsAt: offer.startsAt, endsAt: offer.endsAt }
  }

  describe('joining it', () => {
    test('is refused where the time is free', async () => {
      expect(codes(await wait(world, lab.ada, MORNING))).toEqual(['WAITING_TIME_IS_FREE'])
      const anyHour = { lengthMinutes: 60 }
      expect(codes(await wait(world, lab.ada, span('08:00', '20:00'), anyHour))).toEqual([
        'WAITING_TIME_IS_FREE',
      ])
    })

    test('is refused for what one may never book, with every reason', async () => {
      await addInstrument(world, 'inner', { institutionId: 'lab', shareMode: 'internal' })
      const away = { instrumentId: 'inner' }
      expect(codes(await wait(world, lab.ada, MORNING, away))).toEqual(['INSTRUMENT_NOT_SHARED'])
      const anyHour = { lengthMinutes: 60, ...away }
      expect(codes(await wait(world, lab.ada, span('08:00', '20:00'), anyHour))).toEqual([
        'INSTRUMENT_NOT_SHARED',
      ])
    })

    test('twice with the same wish is once', async () => {
      await book(world, lab.bob, MORNING)
      const first = await wait(world, lab.ada, MORNING)
      expect(await wait(world, lab.ada, MORNING)).toEqual(first)
      expect(await waitingOf(world, lab.ada)).toHaveLength(1)
    })

    test('says how many come first, and to the keeper how many wait', async () => {
      await book(world, lab.keeper, MORNING)
      await wait(world, lab.bob, MORNING)
      world.clock.now += MINUTE_MS
      await wait(world, lab.ada, MORNING)
      expect(await waitingOf(world, lab.ada)).toMatchObject([{ ahead: 1, offer: null }])
      const count = '{ instrument(id: "sem") { waitingCount } }'
      expect(await world.ask(lab.keeper, count)).toEqual({ instrument: { waitingCount: 2 } })
      expect(await world.ask(lab.bob, count)).toEqual({ instrument: { waitingCount: null } })
    })
  })

  describe('when a booking is cancelled', () => {
    test('the first who waits is offered the time, and nobody else can take it', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, MORNING)
      world.clock.now += MINUTE_MS
      await wait(world, lab.ann, MORNING)
      await cancel(lab.bob, id)
      expect(await offered(lab.ada)).toEqual(sent(MORNING))
      expect(await offered(lab.ann)).toBeUndefined()
      expect(codes(await book(world, lab.bob, MORNING))).toEqual(['BOOKING_OVERLAPS_OFFER'])
      const maintain = { instrumentId: 'sem', reason: '检修', ...sent(MORNING) }
      expect(codes(await act(world, lab.keeper, 'scheduleMaintenance', maintain))).toEqual([
        'MAINTENANCE_OVERLAPS',
      ])
    })

    test('she takes it with one word, once', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, MORNING)
      await cancel(lab.bob, id)
      const offerId = (await offerOf(world, lab.ada))?.id
      const taken = await act(world, lab.ada, 'acceptOffer', { offerId })
      expect(taken).toMatchObject({ __typename: 'Booking', state: 'CONFIRMED', ...sent(MORNING) })
      expect(await act(world, lab.ada, 'acceptOffer', { offerId })).toEqual(taken)
      expect(await waitingOf(world, lab.ada)).toEqual([])
    })

    test('the calendar shows the offer as hers to her, and as an offer to others', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, MORNING)
      await cancel(lab.bob, id)
      const asked = `query ($during: IntervalInput!) { availability(instrumentId: "sem", during: $during) { busy { kind mine } } }`
      const during = sent(span('00:00', '24:00'))
      const busyFor = async (who: Viewer) => world.ask(who, asked, { during })
      expect(await busyFor(lab.ada)).toEqual({ availability: { busy: [{ kind: 'OFFER', mine: true }] } })
      expect(await busyFor(lab.ann)).toEqual({ availability: { busy: [{ kind: 'OFFER', mine: false }] } })
    })

    test('what the first does not need is offered to the next', async () => {
      const { id } = await book(world, lab.bob, span('10:00', '14:00'))
      await wait(world, lab.ada, span('10:00', '14:00'), { lengthMinutes: 120 })
      world.clock.now += MINUTE_MS
      await wait(world, lab.ann, span('10:00', '14:00'), { lengthMinutes: 120 })
      await cancel(lab.bob, id)
      expect(await offered(lab.ada)).toEqual(sent(span('10:00', '12:00')))
      expect(await offered(lab.ann)).toEqual(sent(span('12:00', '14:00')))
    })

    test('one person is offered one time of an instrument at once', async () => {
      const { id } = await book(world, lab.bob, span('10:00', '14:00'))
      await wait(world, lab.ada, span('10:00', '12:00'))
      await wait(world, lab.ada, span('12:00', '14:00'))
      await cancel(lab.bob, id)
      const offers = (await waitingOf(world, lab.ada)).flatMap((it) => it.offer ?? [])
      expect(offers).toHaveLength(1)
    })

    test('nobody is offered what he may not book by now', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, MORNING)
      await act(world, lab.keeper, 'setBookingPolicy', policyOf({ durationMinutesMin: 180 }))
      await cancel(lab.bob, id)
      expect(await offered(lab.ada)).toBeUndefined()
      expect(await book(world, lab.bob, span('10:00', '13:00'))).toMatchObject({ __typename: 'Booking' })
    })

    test('who booked what fulfils the wish waits no longer; who booked less or elsewhen does', async () => {
      const { id } = await book(world, lab.bob, span('10:00', '14:00'))
      await wait(world, lab.ada, span('10:00', '15:00'), { lengthMinutes: 120 })
      world.clock.now += MINUTE_MS
      await book(world, lab.ada, span('14:00', '15:00'))
      await book(world, lab.ada, span('16:00', '18:00'))
      await lapseOffers(world.as())
      expect(await waitingOf(world, lab.ada)).toHaveLength(1)
      await act(world, lab.bob, 'moveBooking', { bookingId: id, ...sent(span('20:00', '22:00')) })
      const offerId = (await offerOf(world, lab.ada))?.id
      await act(world, lab.ada, 'declineOffer', { offerId })
      expect(await waitingOf(world, lab.ada)).toHaveLength(1)
      const { id: own } = await book(world, lab.ada, span('11:00', '13:00'))
      await act(world, lab.ada, 'moveBooking', { bookingId: own, ...sent(span('12:00', '14:00')) })
      expect(await offerOf(world, lab.ada)).toBeUndefined()
      expect(await waitingOf(world, lab.ada)).toEqual([])
    })
  })

  describe('time is freed as well', () => {
    test('by a move, exactly what is no longer held', async () => {
      const { id } = await book(world, lab.bob, span('10:00', '14:00'))
      await wait(world, lab.ada, span('08:00', '14:00'), { lengthMinutes: 180 })
      await act(world, lab.bob, 'moveBooking', { bookingId: id, ...sent(span('12:00', '14:00')) })
      expect(await offered(lab.ada)).toEqual(sent(span('09:00', '12:00')))
    })

    test('by a rejected request', async () => {
      const policy = policyWith({ approval: 'keeper' })
      await addInstrument(world, 'asked', { institutionId: 'lab', policy })
      const { id } = await book(world, lab.bob, MORNING, { instrumentId: 'asked' })
      await wait(world, lab.ada, MORNING, { instrumentId: 'asked' })
      await act(world, lab.keeper, 'rejectBooking', { bookingId: id, reason: '检修' })
      expect(await offered(lab.ada)).toEqual(sent(MORNING))
    })

    test('by maintenance that is not needed', async () => {
      const maintain = { instrumentId: 'sem', reason: '检修', ...sent(MORNING) }
      const { id } = await act(world, lab.keeper, 'scheduleMaintenance', maintain)
      await wait(world, lab.ada, MORNING)
      await act(world, lab.keeper, 'cancelMaintenance', { maintenanceId: id })
      expect(await offered(lab.ada)).toEqual(sent(MORNING))
    })

    test('by an early end', async () => {
      const { id } = await book(world, lab.bob, span('10:00', '14:00'))
      await wait(world, lab.ada, span('10:00', '14:00'), { lengthMinutes: 60 })
      world.clock.now = MORNING.startsAt
      await act(world, lab.bob, 'checkIn', { bookingId: id })
      world.clock.now = MORNING.startsAt + HOUR_MS
      await act(world, lab.bob, 'checkOut', { bookingId: id })
      expect(await offered(lab.ada)).toEqual(sent(span('11:30', '12:30')))
    })

    test('by somebody who does not come', async () => {
      await book(world, lab.bob, span('10:00', '14:00'))
      await wait(world, lab.ada, span('10:00', '14:00'), { lengthMinutes: 60 })
      world.clock.now = MORNING.startsAt + HOUR_MS + 1
      await markNoShows(world.as())
      expect(await offered(lab.ada)).toEqual(sent(span('11:30', '12:30')))
    })

    test('by longer opening hours', async () => {
      await act(world, lab.keeper, 'setOpeningHours', hours('08:00', '10:00'))
      await book(world, lab.bob, span('08:00', '10:00'))
      await wait(world, lab.ada, span('08:00', '12:00'), { lengthMinutes: 60 })
      await act(world, lab.keeper, 'setOpeningHours', hours('08:00', '12:00'))
      expect(await offered(lab.ada)).toEqual(sent(span('10:00', '11:00')))
    })

    function hours(opensAt: string, closesAt: string) {
      const windows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt, closesAt }))
      return { instrumentId: 'sem', validFrom: '2026-01-01', closedOnHolidays: false, windows }
    }
  })

  describe('an offer', () => {
    async function offerTwo() {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, span('08:00', '12:00'), { lengthMinutes: 240 })
      await wait(world, lab.ada, MORNING)
      world.clock.now += MINUTE_MS
      await wait(world, lab.ann, MORNING)
      await cancel(lab.bob, id)
    }

    test('that is declined goes to the next at once', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, MORNING)
      world.clock.now += MINUTE_MS
      await wait(world, lab.ann, MORNING)
      await cancel(lab.bob, id)
      const offerId = (await offerOf(world, lab.ada))?.id
      expect(await act(world, lab.ada, 'declineOffer', { offerId })).toMatchObject({ state: 'DECLINED' })
      expect(await offered(lab.ann)).toEqual(sent(MORNING))
      expect(await waitingOf(world, lab.ada)).toEqual([])
      expect(codes(await act(world, lab.ada, 'acceptOffer', { offerId }))).toEqual(['WAITING_OFFER_OVER'])
    })

    test('that lapses goes to the next, however long nobody looked; its holder stands behind then', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, MORNING)
      world.clock.now += MINUTE_MS
      await wait(world, lab.ann, MORNING)
      await cancel(lab.bob, id)
      const offerId = (await offerOf(world, lab.ada))?.id
      world.clock.now += 5 * HOUR_MS
      expect(codes(await act(world, lab.ada, 'acceptOffer', { offerId }))).toEqual(['WAITING_OFFER_OVER'])
      await lapseOffers(world.as())
      expect(await offered(lab.ann)).toEqual(sent(MORNING))
      expect(await waitingOf(world, lab.ada)).toMatchObject([{ ahead: 1, offer: null }])
    })

    test('that nobody takes leaves the time free, and is not made again by itself', async () => {
      await offerTwo()
      for (let i = 0; i < 4; i += 1) {
        world.clock.now += HOUR_MS
        await lapseOffers(world.as())
      }
      expect(await offered(lab.ada)).toBeUndefined()
      expect(await offered(lab.ann)).toBeUndefined()
      expect(await book(world, lab.bob, MORNING)).toMatchObject({ __typename: 'Booking' })
    })

    test('goes on when its holder leaves the list', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      const entry = await wait(world, lab.ada, MORNING)
      world.clock.now += MINUTE_MS
      await wait(world, lab.ann, MORNING)
      await cancel(lab.bob, id)
      await act(world, lab.ada, 'leaveWaitingList', { entryId: entry.id })
      expect(await offered(lab.ann)).toEqual(sent(MORNING))
    })

    test('is judged anew when it is taken', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, MORNING)
      await cancel(lab.bob, id)
      await act(world, lab.keeper, 'withdrawInstrument', { instrumentId: 'sem', reason: '停用' })
      const offerId = (await offerOf(world, lab.ada))?.id
      expect(codes(await act(world, lab.ada, 'acceptOffer', { offerId }))).toEqual([
        'INSTRUMENT_NOT_PUBLISHED',
      ])
    })

    test('is the business of its holder alone', async () => {
      await offerTwo()
      const offerId = (await offerOf(world, lab.ada))?.id
      for (const it of [lab.ann, lab.keeper, lab.stranger]) {
        expect(codes(await act(world, it, 'acceptOffer', { offerId }))).toEqual(['FORBIDDEN'])
        expect(codes(await act(world, it, 'declineOffer', { offerId }))).toEqual(['FORBIDDEN'])
      }
    })
  })

  test('an entry whose window has passed is over', async () => {
    await book(world, lab.bob, MORNING)
    await wait(world, lab.ada, MORNING)
    world.clock.now += 2 * DAY_MS
    await lapseOffers(world.as())
    expect(await waitingOf(world, lab.ada)).toEqual([])
  })
})
