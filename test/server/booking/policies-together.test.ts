/** Rules by layers, quotas and forms on every other way to time: series, several instruments, offers, walk-ins. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { quota, sayOf } from '../../support/policies.ts'
import {
  bookSeries,
  changeSeries,
  decideSeries,
  previewChange,
  previewSeries,
  told,
} from '../../support/series.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const DAILY = 'FREQ=DAILY;COUNT=3'
const TWICE_A_WEEK = quota('BOOKINGS', 2, { period: 'WEEK' })
const QUESTION = {
  key: 'hazard',
  kind: 'CHOICE',
  labelZh: '危险性',
  required: true,
  choices: ['无', '有'],
}
const ANSWERS = [{ key: 'hazard', value: '无' }]

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let lab: Lab
  const open: World[] = []

  beforeEach(async () => {
    world = await openWorld(dialect)
    open.push(world)
    lab = await openLab(world)
    await addInstrument(world, 'tem', { institutionId: 'lab' })
  })

  afterAll(async () => {
    for (const it of open) await it.close()
  })

  const at = span('10:00', '12:00', '2026-01-05')
  const answersOf = async (id: string | undefined) => {
    const query = 'query ($id: ID!) { booking(id: $id) { answers { value } } }'
    const { booking } = await world.ask(lab.ada, query, { id })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
    return (booking as { answers: readonly { value: string }[] }).answers.map((it) => it.value)
  }

  describe('a series', () => {
    test('counts its own earlier times against a quota, in the preview and when it is booked', async () => {
      await sayOf(world, lab.keeper, 'sem', { quotas: [TWICE_A_WEEK] })
      const expected = ['01-05 10:00', '01-06 10:00', '01-07 10:00 QUOTA_BOOKINGS']
      expect(told((await previewSeries(world, lab.ada, at, { rrule: DAILY })).occurrences)).toEqual(expected)
      const refused = await bookSeries(world, lab.ada, at, { rrule: DAILY })
      expect(refused.problems?.map((it) => it.code)).toEqual(['SERIES_OCCURRENCE_REFUSED', 'QUOTA_BOOKINGS'])
      const made = await bookSeries(world, lab.ada, at, { rrule: DAILY, skipConflicts: true })
      expect(told(made.occurrences)).toEqual(expected)
    })

    test('names no booking that there is not, where its own times are too near each other', async () => {
      await sayOf(world, lab.keeper, 'sem', { quotas: [quota('GAP_MINUTES', 1_440)] })
      const { occurrences } = await previewSeries(world, lab.ada, at, { rrule: DAILY })
      expect(occurrences.map((it) => it.problems.map((each) => [each.code, each.refs]))).toEqual([
        [],
        [['QUOTA_GAP', []]],
        [],
      ])
    })

    test('moves within its quota, and is approved only within it', async () => {
      await addInstrument(world, 'xrd', { institutionId: 'lab', policy: policyWith({ approval: 'keeper' }) })
      const series = await bookSeries(world, lab.ada, at, { instrumentId: 'xrd', rrule: DAILY })
      await sayOf(world, lab.keeper, 'xrd', { quotas: [quota('BOOKINGS', 3, { period: 'WEEK' })] })
      const bookingId = series.occurrences[0]?.booking?.id
      const to = sent(span('14:00', '16:00', '2026-01-05'))
      const reach = { bookingId, scope: 'ALL', ...to, skipConflicts: false }
      const moved = await changeSeries(world, lab.ada, 'moveSeries', reach)
      expect(moved.outcomes.flatMap((it) => it.problems)).toEqual([])
      await sayOf(world, lab.keeper, 'xrd', { quotas: [TWICE_A_WEEK] })
      const refused = await decideSeries(world, lab.keeper, 'approveSeries', { seriesId: series.id })
      expect(refused.problems?.map((it) => it.code)).toEqual(['SERIES_OCCURRENCE_REFUSED', 'QUOTA_BOOKINGS'])
    })

    test('is moved and given up as far as it is early enough', async () => {
      await sayOf(world, lab.keeper, 'sem', { all: { moveMinutesMin: 120, cancelMinutesMin: 60 } })
      const series = await bookSeries(world, lab.ada, at, { rrule: DAILY })
      world.clock.now = at.startsAt - 30 * 60_000
      const bookingId = series.occurrences[0]?.booking?.id
      const to = sent(span('14:00', '16:00', '2026-01-05'))
      const reach = { bookingId, scope: 'ALL', withExceptions: false }
      const moved = await changeSeries(world, lab.ada, 'moveSeries', { ...reach, ...to, skipConflicts: true })
      expect(moved.outcomes.map((it) => it.problems.map((each) => each.code))).toEqual([
        ['BOOKING_CHANGE_TOO_LATE'],
        [],
        [],
      ])
      const expected = [['BOOKING_CANCEL_TOO_LATE'], [], []]
      const preview = await previewChange(world, lab.ada, reach)
      expect(preview.outcomes.map((it) => it.problems.map((each) => each.code))).toEqual(expected)
      const alone = await changeSeries(world, lab.ada, 'cancelSeries', { ...reach, scope: 'THIS' })
      expect(alone.problems?.map((it) => it.code)).toEqual([
        'SERIES_OCCURRENCE_REFUSED',
        'BOOKING_CANCEL_TOO_LATE',
      ])
      const cancelled = await changeSeries(world, lab.ada, 'cancelSeries', reach)
      expect(cancelled.outcomes.map((it) => it.problems.map((each) => each.code))).toEqual(expected)
      expect(cancelled.outcomes.map((it) => it.booking.state)).toEqual([
        'CONFIRMED',
        'CANCELLED',
        'CANCELLED',
      ])
    })

    test('is asked once, and every booking keeps the answers', async () => {
      await sayOf(world, lab.keeper, 'sem', { form: [QUESTION] })
      const refused = await bookSeries(world, lab.ada, at, { rrule: DAILY })
      expect(refused.problems?.map((it) => it.code)).toEqual(['ANSWER_MISSING'])
      const { occurrences } = await bookSeries(world, lab.ada, at, { rrule: DAILY, answers: ANSWERS })
      for (const it of occurrences) expect(await answersOf(it.booking?.id)).toEqual(['无'])
    })
  })

  describe('several instruments', () => {
    const bookBoth = (more: object = {}) =>
      act(world, lab.ada, 'bookInstruments', {
        items: [
          { instrumentId: 'sem', ...sent(at), ...more },
          { instrumentId: 'tem', ...sent(span('13:00', '15:00', '2026-01-05')) },
        ],
        purpose: '联合测试',
      })

    test('count together, and each asks its own form', async () => {
      const form = [QUESTION]
      await sayOf(world, lab.keeper, 'sem', { form })
      const refused = await bookBoth()
      expect(refused.problems).toMatchObject([{ code: 'ANSWER_MISSING', item: 0 }])
      const { bookings = [] } = await bookBoth({ answers: ANSWERS })
      expect(await answersOf(bookings[0]?.id)).toEqual(['无'])
      expect(await answersOf(bookings[1]?.id)).toEqual([])
    })

    test('keep their pauses when they move as one, and are given up as long as it is early enough', async () => {
      const gap = { quotas: [quota('GAP_MINUTES', 30)], all: { cancelMinutesMin: 60 } }
      for (const id of ['sem', 'tem']) await sayOf(world, lab.keeper, id, gap)
      const { id: groupId } = await bookBoth()
      const startsAt = new Date(span('12:00', '13:00', '2026-01-05').startsAt).toISOString()
      const moved = await act(world, lab.ada, 'moveBookingGroup', { groupId, startsAt })
      expect(codes(moved)).toEqual([])
      world.clock.now = span('11:30', '12:00', '2026-01-05').startsAt
      const refused = await act(world, lab.ada, 'cancelBookingGroup', { groupId })
      expect(refused.problems).toMatchObject([{ code: 'BOOKING_CANCEL_TOO_LATE', item: 0 }])
    })
  })

  test('an offer is taken within the quota, and the form is not asked', async () => {
    await sayOf(world, lab.keeper, 'sem', { quotas: [TWICE_A_WEEK], form: [QUESTION] })
    const held = await book(world, lab.bob, at, { answers: ANSWERS })
    const wish = { instrumentId: 'sem', wants: 'OFFER', purpose: '等候', lengthMinutes: 120, ...sent(at) }
    await act(world, lab.ada, 'joinWaitingList', wish)
    await act(world, lab.bob, 'cancelBooking', { bookingId: held.id })
    const { id: offerId } = await world.store.db
      .selectFrom('time_offer')
      .select('id')
      .executeTakeFirstOrThrow()
    const later = ['2026-01-06', '2026-01-07'].map((day) => span('10:00', '12:00', day))
    const own = []
    for (const it of later) own.push(await book(world, lab.ada, it, { answers: ANSWERS }))
    expect(codes(await act(world, lab.ada, 'acceptOffer', { offerId }))).toEqual(['QUOTA_BOOKINGS'])
    await act(world, lab.ada, 'cancelBooking', { bookingId: own[0]?.id })
    const taken = await act(world, lab.ada, 'acceptOffer', { offerId })
    expect(taken).toMatchObject({ state: 'CONFIRMED' })
    expect(await answersOf(taken.id)).toEqual([])
  })

  test('a walk-in is bound by quotas, and is not asked the form', async () => {
    await sayOf(world, lab.keeper, 'sem', { quotas: [TWICE_A_WEEK], form: [QUESTION] })
    world.clock.now = span('09:00', '10:00', '2026-01-05').startsAt
    await book(world, lab.ada, span('10:00', '12:00', '2026-01-06'), { answers: ANSWERS })
    const input = { instrumentId: 'sem', personEmail: 'ada@test', minutes: 30, purpose: '现场测试' }
    const first = await act(world, lab.keeper, 'startWalkIn', input)
    expect(codes(first)).toEqual([])
    world.clock.now = span('11:00', '12:00', '2026-01-05').startsAt
    expect(codes(await act(world, lab.keeper, 'startWalkIn', input))).toContain('QUOTA_BOOKINGS')
  })
})
