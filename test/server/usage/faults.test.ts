/** Faults: reported by anybody, confirmed by a keeper, with what becomes of the bookings that they hit. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, type Interval } from '../../../server/kernel/interval.ts'
import {
  act,
  book,
  codes,
  type Lab,
  openLab,
  policyWith,
  type Result,
  sent,
  span,
} from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { toldTo } from '../../support/notices.ts'
import { books, chargeByUse } from '../../support/usage.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

type Proposal = {
  readonly booking: { readonly id: string }
  readonly to: { readonly startsAt: string; readonly endsAt: string } | null
}

describe.each(dialects)('%s: a fault', (dialect) => {
  let world: World
  let lab: Lab
  let instrumentId: string
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })
  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    instrumentId = `sem-${(count += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab', policy: policyWith({}) })
    await chargeByUse(world, instrumentId)
  })
  afterAll(() => world.close())

  const at = (time: string) => {
    world.clock.now = span(time, '24:00').startsAt
  }
  const until = (time: string) => sent(span('00:00', time)).endsAt
  const booked = async (who: Viewer, when: Interval) => (await book(world, who, when, { instrumentId })).id
  const report = (who: Viewer | null, more: object = {}) =>
    act(world, who, 'reportFault', { instrumentId, severity: 'UNUSABLE', text: '真空泵异响', ...more })
  const confirm = (faultId: string, more: object = {}, who: Viewer = lab.keeper) =>
    act(world, who, 'confirmFault', { faultId, severity: 'UNUSABLE', until: until('14:00'), ...more })
  const hits = async (time = '14:00') =>
    (
      await world.ask(
        lab.keeper,
        `{ downtimeProposals(instrumentId: "${instrumentId}", until: "${until(time)}") { booking { id } to { startsAt endsAt } } }`,
      )
    )['downtimeProposals'] as readonly Proposal[]
  const stateOf = async (id: string) =>
    (await world.ask(lab.keeper, `{ booking(id: "${id}") { state startsAt endsAt } }`))['booking']
  const kinds = async (who: Viewer) =>
    (await toldTo(world, who)).filter((it) => it.text.includes(`仪器 ${instrumentId}」`)).map((it) => it.kind)
  const closed = async () =>
    (
      await world.ask(
        null,
        `query ($during: IntervalInput!) { maintenance(instrumentId: "${instrumentId}", during: $during) { startsAt endsAt } }`,
        { during: sent(span('00:00', '24:00')) },
      )
    )['maintenance']
  const faultsSeen = async () =>
    (
      (await world.ask(
        null,
        `{ instrument(id: "${instrumentId}") { faults { text expectedUntil reporter { id } } } }`,
      )) as {
        instrument: { faults: readonly object[] }
      }
    ).instrument.faults

  test('is told to the keepers, who confirm or dismiss it once', async () => {
    expect(codes(await report(null))).toEqual(['SIGN_IN_REQUIRED'])
    expect(codes(await report(lab.bob, { text: ' ' }))).toEqual(['INPUT_INVALID'])
    const { id } = await report(lab.bob)
    expect(await kinds(lab.keeper)).toEqual(['FAULT_FILED'])
    expect(await faultsSeen()).toEqual([])
    expect(codes(await act(world, lab.keeper, 'dismissFault', { faultId: id, reason: '' }))).toEqual([
      'REASON_MISSING',
    ])
    expect(await act(world, lab.keeper, 'dismissFault', { faultId: id, reason: '已排查' })).toMatchObject({
      state: 'DISMISSED',
    })
    expect(codes(await confirm(id))).toEqual(['FAULT_DECIDED'])
    expect(codes(await act(world, lab.keeper, 'resolveFault', { faultId: id }))).toEqual([
      'FAULT_NOT_CONFIRMED',
    ])
  })

  test('that leaves the instrument usable closes nothing, and everybody can read it', async () => {
    await booked(lab.ada, span('10:00', '11:00'))
    const { id } = await report(lab.bob)
    expect(codes(await confirm(id, { until: null }))).toEqual(['FAULT_UNTIL_MISSING'])
    expect(codes(await confirm(id, { until: new Date(NEW_YEAR).toISOString() }))).toEqual([
      'FAULT_UNTIL_PAST',
    ])
    expect(await confirm(id, { severity: 'USABLE', until: null })).toMatchObject({
      fault: { state: 'CONFIRMED', expectedUntil: null },
    })
    expect(await closed()).toEqual([])
    expect(await faultsSeen()).toEqual([{ text: '真空泵异响', expectedUntil: null, reporter: null }])
    expect(await kinds(lab.ada)).toEqual([])
  })

  test('lists what it hits and the nearest free span of the same length behind it', async () => {
    const first = await booked(lab.ada, span('10:00', '12:00'))
    const second = await booked(lab.bob, span('12:00', '13:00'))
    await booked(lab.ann, span('14:30', '15:30'))
    expect(await hits()).toEqual([
      { booking: { id: first }, to: sent(span('15:30', '17:30')) },
      { booking: { id: second }, to: sent(span('17:30', '18:30')) },
    ])
  })

  test('moves, gives up and leaves in one step; nobody pays, the rest is closed, everybody is told', async () => {
    const moved = await booked(lab.ada, span('10:00', '11:00'))
    const given = await booked(lab.bob, span('11:00', '12:00'))
    const left = await booked(lab.ann, span('12:00', '13:00'))
    at('09:30')
    const { id } = await report(lab.bob)
    const rows = [
      { bookingId: moved, choice: 'MOVE', to: sent(span('15:00', '16:00')) },
      { bookingId: given, choice: 'CANCEL' },
    ]
    const done = await confirm(id, { rows })
    expect(done).toMatchObject({
      fault: { state: 'CONFIRMED', expectedUntil: until('14:00') },
      outcomes: [
        { choice: 'MOVE', booking: { startsAt: sent(span('15:00', '16:00')).startsAt }, problems: [] },
        { choice: 'CANCEL', booking: { state: 'CANCELLED' }, problems: [] },
      ],
    })
    expect(await stateOf(left)).toMatchObject({ state: 'CONFIRMED', ...sent(span('12:00', '13:00')) })
    expect(await closed()).toEqual([sent(span('09:30', '12:00')), sent(span('13:00', '14:00'))])
    expect((await books(world, instrumentId)).charges).toEqual([])
    expect((await kinds(lab.ada)).toSorted()).toEqual(['BOOKING_MOVED', 'FAULT_REPORTED'])
    expect((await kinds(lab.bob)).toSorted()).toEqual(['BOOKING_CANCELLED', 'FAULT_REPORTED'])
    expect(await kinds(lab.ann)).toEqual(['FAULT_REPORTED'])
    const [told] = (await toldTo(world, lab.ada)).filter((it) => it.kind === 'BOOKING_MOVED')
    expect(told?.text).toContain('2026-01-02 周五 10:00–11:00')
    expect(told?.text).toContain('2026-01-02 周五 15:00–16:00')
  })

  test('of which one row is refused changes nothing, or all but that', async () => {
    const first = await booked(lab.ada, span('10:00', '11:00'))
    const second = await booked(lab.bob, span('11:00', '12:00'))
    await booked(lab.ann, span('15:00', '16:00'))
    at('09:30')
    const { id } = await report(lab.bob)
    const rows = [
      { bookingId: first, choice: 'MOVE', to: sent(span('15:00', '16:00')) },
      { bookingId: second, choice: 'MOVE', to: sent(span('16:00', '17:00')) },
    ]
    const refused = await confirm(id, { rows })
    expect(refused.problems).toMatchObject([{ code: 'BOOKING_OVERLAPS', item: 0 }])
    expect(await closed()).toEqual([])
    expect(await stateOf(second)).toMatchObject(sent(span('11:00', '12:00')))
    const done = await confirm(id, { rows, skipsRefused: true })
    expect(done.outcomes).toMatchObject([
      { choice: 'MOVE', problems: [{ code: 'BOOKING_OVERLAPS' }] },
      { choice: 'MOVE', problems: [] },
    ])
    expect(await stateOf(first)).toMatchObject(sent(span('10:00', '11:00')))
    expect(await stateOf(second)).toMatchObject(sent(span('16:00', '17:00')))
    expect(await closed()).toEqual([sent(span('09:30', '10:00')), sent(span('11:00', '14:00'))])
  })

  test('does not take an instrument from who is using it', async () => {
    const inUse = await booked(lab.ada, span('10:00', '11:00'))
    at('10:00')
    await act(world, lab.ada, 'checkIn', { bookingId: inUse })
    const { id } = await report(lab.ada)
    const refused = await confirm(id)
    expect(refused.problems).toMatchObject([{ code: 'FAULT_IN_USE', refs: [inUse] }])
    await act(world, lab.ada, 'checkOut', { bookingId: inUse })
    expect(codes(await confirm(id))).toEqual([])
  })

  test('meets who has not come yet, although his time has begun', async () => {
    const late = await booked(lab.ada, span('10:00', '12:00'))
    at('10:10')
    const { id } = await report(lab.keeper)
    expect(await confirm(id, { rows: [{ bookingId: late, choice: 'CANCEL' }] })).toMatchObject({
      outcomes: [{ booking: { state: 'CANCELLED' }, problems: [] }],
    })
    expect((await books(world, instrumentId)).charges).toEqual([])
  })

  test('offers the time that it closes to nobody who waits', async () => {
    const given = await booked(lab.ada, span('10:00', '11:00'))
    await act(world, lab.bob, 'joinWaitingList', {
      instrumentId,
      purpose: 'x',
      ...sent(span('10:00', '11:00')),
    })
    at('09:30')
    const { id } = await report(lab.keeper)
    expect(codes(await confirm(id, { rows: [{ bookingId: given, choice: 'CANCEL' }] }))).toEqual([])
    expect((await kinds(lab.bob)).filter((it) => it === 'OFFER_MADE' || it === 'TIME_FREED')).toEqual([])
    expect(await closed()).toEqual([sent(span('09:30', '14:00'))])
  })

  test('that is repaired opens the instrument again at once', async () => {
    at('09:30')
    const { id } = await report(lab.keeper)
    await confirm(id)
    expect(codes(await book(world, lab.ada, span('11:00', '12:00'), { instrumentId }))).toEqual([
      'BOOKING_OVERLAPS_MAINTENANCE',
    ])
    at('10:15')
    expect(await act(world, lab.manager, 'resolveFault', { faultId: id })).toMatchObject({
      state: 'RESOLVED',
    })
    expect(codes(await book(world, lab.ada, span('11:00', '12:00'), { instrumentId }))).toEqual([])
    expect(await faultsSeen()).toEqual([])
  })

  describe('a keeper who moves many', () => {
    const reschedule = (rows: readonly object[], more: object = {}): Promise<Result> =>
      act(world, lab.keeper, 'rescheduleBookings', { rows, reason: '停电', ...more })
    const proposals = async (ids: readonly string[], notBefore = NEW_YEAR) =>
      (
        await world.ask(
          lab.keeper,
          'query ($ids: [ID!]!, $at: Instant!) { rescheduleProposals(bookingIds: $ids, notBefore: $at) { booking { id } to { startsAt endsAt } } }',
          { ids, at: new Date(notBefore).toISOString() },
        )
      )['rescheduleProposals']

    test('is shown where each could go, none in the way of another', async () => {
      const first = await booked(lab.ada, span('10:00', '11:00'))
      const second = await booked(lab.bob, span('10:30', '11:30', '2026-01-03'))
      const after = span('08:00', '09:00', '2026-01-05').startsAt
      expect(await proposals([second, first], after)).toEqual([
        { booking: { id: first }, to: sent(span('08:00', '09:00', '2026-01-05')) },
        { booking: { id: second }, to: sent(span('09:00', '10:00', '2026-01-05')) },
      ])
    })

    test('can let two bookings change places', async () => {
      const first = await booked(lab.ada, span('10:00', '11:00'))
      const second = await booked(lab.bob, span('11:00', '12:00'))
      const done = await reschedule([
        { bookingId: first, choice: 'MOVE', to: sent(span('11:00', '12:00')) },
        { bookingId: second, choice: 'MOVE', to: sent(span('10:00', '11:00')) },
      ])
      expect(codes(done)).toEqual([])
      expect(await stateOf(first)).toMatchObject(sent(span('11:00', '12:00')))
      expect(await stateOf(second)).toMatchObject(sent(span('10:00', '11:00')))
    })

    test('says why, sends each booking once, and says where it goes', async () => {
      const id = await booked(lab.ada, span('10:00', '11:00'))
      const row = { bookingId: id, choice: 'CANCEL' }
      expect(codes(await reschedule([row], { reason: '' }))).toEqual(['REASON_MISSING'])
      expect(codes(await reschedule([row, row]))).toEqual(['INPUT_INVALID'])
      expect(codes(await reschedule([{ bookingId: id, choice: 'MOVE' }]))).toEqual(['INPUT_INVALID'])
      const many = Array.from({ length: 51 }, (_, i) => ({ bookingId: `${i}`, choice: 'LEAVE' }))
      expect(codes(await reschedule(many))).toEqual(['RESCHEDULE_TOO_MANY'])
    })

    test('cancels late without a fee, while who cancels late himself pays', async () => {
      world.clock.now = NEW_YEAR + DAY_MS
      const byKeeper = await booked(lab.ada, span('10:00', '11:00'))
      const byHimself = await booked(lab.ada, span('12:00', '13:00'))
      at('09:45')
      await reschedule([{ bookingId: byKeeper, choice: 'CANCEL' }])
      expect(await books(world, instrumentId)).toMatchObject({ netFen: 0 })
      at('11:45')
      await act(world, lab.ada, 'cancelBooking', { bookingId: byHimself })
      expect(await books(world, instrumentId)).toMatchObject({ netFen: 5_000 })
    })
  })
})
