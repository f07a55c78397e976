/** People who operate instruments for others: their time is taken on every path, once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expireRequests } from '../../../server/booking/actions/expiry.ts'
import { type Viewer } from '../../../server/identity/rules.ts'
import type { Interval } from '../../../server/kernel/interval.ts'
import {
  act,
  arrange,
  book,
  codes,
  type Lab,
  openLab,
  policyWith,
  sent,
  span,
} from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addPerson } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s: who operates for others', (dialect) => {
  let world: World
  let lab: Lab
  let olga: Viewer

  beforeEach(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    await addInstrument(world, 'tem', { institutionId: 'lab' })
    olga = await addPerson(world, 'olga', 'lab', ['researcher'])
    await addPerson(world, 'otto', 'lab', ['researcher'])
  })
  afterEach(() => world.close())

  const name = (instrumentId: string, operatorIds: readonly string[], demand: string | null = 'OFFERED') =>
    act(world, lab.keeper, 'setOperation', { instrumentId, demand, operatorIds })
  const helped = (who: Viewer, at: Interval, more: object = {}) =>
    book(world, who, at, { withOperator: true, ...more })

  async function operatorOf(id: string, viewer: Viewer = lab.keeper): Promise<string | null | undefined> {
    const query = `query ($id: ID!) { booking(id: $id) { operator { id } } }`
    const data = await world.ask(viewer, query, { id })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
    const { booking } = data as { booking: { operator: { id: string } | null } | null }
    return booking?.operator?.id ?? null
  }

  async function timeOf(personId: string): Promise<readonly Interval[]> {
    const rows = await world.store.db
      .selectFrom('blocked_span')
      .selectAll()
      .where('unit_id', '=', `person:${personId}`)
      .orderBy('starts_at')
      .execute()
    return rows.map((it) => ({ startsAt: it.starts_at, endsAt: it.ends_at }))
  }

  test('an operator is in one place at a time, whichever instrument is booked', async () => {
    await name('sem', ['olga'])
    await name('tem', ['olga'])
    const first = await helped(lab.ada, span('10:00', '12:00'))
    expect(await operatorOf(first.id)).toBe('olga')
    expect(await timeOf('olga')).toEqual([span('10:00', '12:00')])
    const other = { instrumentId: 'tem' }
    expect(codes(await helped(lab.bob, span('11:00', '13:00'), other))).toEqual(['OPERATOR_BUSY'])
    // Without her the instrument itself is free, and with her as soon as she is.
    expect((await book(world, lab.bob, span('11:00', '12:00'), other)).__typename).toBe('Booking')
    expect((await helped(lab.bob, span('12:00', '13:00'), other)).__typename).toBe('Booking')
    expect(await timeOf('olga')).toEqual([span('10:00', '12:00'), span('12:00', '13:00')])
  })

  test('twenty who want one operator on two instruments at once: one gets her', async () => {
    await name('sem', ['olga'])
    await name('tem', ['olga'])
    const attempts = Array.from({ length: 20 }, (_, i) =>
      helped(i % 3 === 0 ? lab.bob : lab.ada, span('10:00', i % 2 === 0 ? '11:00' : '11:30'), {
        instrumentId: i % 2 === 0 ? 'sem' : 'tem',
      }),
    )
    const outcomes = await Promise.all(attempts)
    expect(outcomes.filter((it) => it.__typename === 'Booking')).toHaveLength(1)
    expect(await timeOf('olga')).toHaveLength(1)
    const told = new Set(outcomes.flatMap(codes))
    expect([...told].toSorted()).toEqual(['BOOKING_OVERLAPS', 'OPERATOR_BUSY'])
  })

  test('of several, whoever has least to do on that day is chosen, and freed with the booking', async () => {
    await name('sem', ['olga', 'otto'])
    await name('tem', ['olga', 'otto'])
    const [first, second] = [
      await helped(lab.ada, span('10:00', '11:00')),
      await helped(lab.ada, span('11:00', '12:00')),
    ]
    expect([await operatorOf(first.id), await operatorOf(second.id)]).toEqual(['olga', 'otto'])
    await act(world, lab.ada, 'cancelBooking', { bookingId: first.id })
    expect(await timeOf('olga')).toEqual([])
    expect(await operatorOf((await helped(lab.bob, span('14:00', '15:00'))).id)).toBe('olga')
  })

  test('an instrument may demand one of everybody but its staff', async () => {
    await name('sem', ['olga'], 'REQUIRED')
    const plain = await book(world, lab.ada, span('10:00', '11:00'))
    expect(await operatorOf(plain.id)).toBe('olga')
    const without = await book(world, lab.ada, span('11:00', '12:00'), { withOperator: false })
    expect(codes(without)).toEqual(['OPERATOR_REQUIRED'])
    const staffs = await book(world, lab.keeper, span('11:00', '12:00'))
    expect(await operatorOf(staffs.id)).toBe(null)
    expect(codes(await helped(lab.ada, span('12:00', '13:00'), { instrumentId: 'tem' }))).toEqual([
      'OPERATOR_NOT_OFFERED',
    ])
  })

  test('a booking that moves keeps its operator where he is free, else gets another', async () => {
    await name('sem', ['olga', 'otto'])
    await name('tem', ['olga'])
    const moved = await helped(lab.ada, span('10:00', '11:00'))
    await helped(lab.bob, span('14:00', '15:00'), { instrumentId: 'tem' })
    const move = (at: Interval) => act(world, lab.ada, 'moveBooking', { bookingId: moved.id, ...sent(at) })
    await move(span('12:00', '13:00'))
    expect(await operatorOf(moved.id)).toBe('olga')
    await move(span('14:00', '15:00'))
    expect(await operatorOf(moved.id)).toBe('otto')
    expect(await timeOf('otto')).toEqual([span('14:00', '15:00')])
    await act(world, lab.keeper, 'planAbsence', {
      personId: 'otto',
      ...sent(span('16:00', '18:00')),
      reason: '',
    })
    await act(world, lab.keeper, 'planAbsence', {
      personId: 'olga',
      ...sent(span('16:00', '18:00')),
      reason: '',
    })
    expect(codes(await move(span('17:00', '18:00')))).toEqual(['OPERATOR_BUSY'])
  })

  test('a series has an operator each time, and says when there is none', async () => {
    await name('sem', ['olga'])
    await name('tem', ['olga'])
    await helped(lab.bob, span('10:00', '11:00', '2026-01-03'), { instrumentId: 'tem' })
    const form = {
      instrumentId: 'sem',
      ...sent(span('10:00', '11:00')),
      rrule: 'FREQ=DAILY;COUNT=3',
      withOperator: true,
    }
    const preview = await world.ask(
      lab.ada,
      `query ($input: PreviewSeriesInput!) { previewSeries(input: $input) { occurrences { problems { code } } } }`,
      { input: form },
    )
    expect(preview).toMatchObject({
      previewSeries: {
        occurrences: [{ problems: [] }, { problems: [{ code: 'OPERATOR_BUSY' }] }, { problems: [] }],
      },
    })
    const query = `mutation ($input: BookSeriesInput!) { bookSeries(input: $input) {
      ... on BookingSeries { id } ... on Rejection { problems { code } } } }`
    const input = { ...form, purpose: '连续观察', skipConflicts: true }
    await world.ask(lab.ada, query, { input })
    expect(await timeOf('olga')).toEqual([
      span('10:00', '11:00'),
      span('10:00', '11:00', '2026-01-03'),
      span('10:00', '11:00', '2026-01-04'),
    ])
  })

  test('several instruments together have an operator each, or none is booked', async () => {
    await name('sem', ['olga', 'otto'])
    await name('tem', ['olga'])
    const items = ['sem', 'tem'].map((instrumentId) => ({
      instrumentId,
      ...sent(span('10:00', '11:00')),
      withOperator: true,
    }))
    const all = await act(world, lab.ada, 'bookInstruments', { purpose: '联用', items })
    const ids = all.bookings?.map((it) => it.id) ?? []
    expect(await Promise.all(ids.map((id) => operatorOf(id)))).toEqual(['otto', 'olga'])
    const moved = await act(world, lab.ada, 'moveBookingGroup', {
      groupId: all.id,
      startsAt: sent(span('10:30', '11:00')).startsAt,
    })
    expect(moved.__typename).toBe('BookingGroup')
    expect(await timeOf('olga')).toEqual([span('10:30', '11:30')])
    await name('sem', ['olga'])
    const later = items.map((it) => ({ ...it, ...sent(span('14:00', '15:00')) }))
    const none = await act(world, lab.ada, 'bookInstruments', { purpose: '联用', items: later })
    expect(none.problems).toMatchObject([{ code: 'OPERATOR_BUSY', item: 1 }])
    expect(await timeOf('olga')).toEqual([span('10:30', '11:30')])
  })

  test('whoever waits for an instrument with an operator is offered the time once the operator is free', async () => {
    await name('sem', ['olga'])
    await name('tem', ['olga'])
    const other = await helped(lab.bob, span('10:00', '12:00'), { instrumentId: 'tem' })
    const wish = { instrumentId: 'sem', ...sent(span('10:00', '11:00')), purpose: '候补', withOperator: true }
    const entry = await act(world, lab.ada, 'joinWaitingList', wish)
    expect(entry.__typename).toBe('WaitingEntry')
    await act(world, lab.bob, 'cancelBooking', { bookingId: other.id })
    expect(await timeOf('olga')).toEqual([span('10:00', '11:00')])
    const asked = await world.ask(lab.ada, '{ myWaitingEntries { edges { node { offer { id } } } } }')
    const [offerId] = JSON.stringify(asked).match(/id-\d+/) ?? []
    const accepted = await act(world, lab.ada, 'acceptOffer', { offerId })
    expect(await operatorOf(accepted.id)).toBe('olga')
    expect(await timeOf('olga')).toEqual([span('10:00', '11:00')])
  })

  test('an absence covers no booking; another operator can be given the booking first', async () => {
    await name('sem', ['olga', 'otto'])
    const made = await helped(lab.ada, span('10:00', '11:00'))
    const away = { personId: 'olga', ...sent(span('08:00', '18:00')), reason: '出差' }
    const refused = await act(world, lab.keeper, 'planAbsence', away)
    expect(refused.problems).toMatchObject([{ code: 'ABSENCE_COVERS_BOOKINGS', refs: [made.id] }])
    const assign = (personId: string | null) =>
      act(world, lab.keeper, 'assignOperator', { bookingId: made.id, personId })
    expect(codes(await assign('ann'))).toEqual(['OPERATOR_NOT_NAMED'])
    expect(await assign('otto')).toMatchObject({ __typename: 'Booking', version: 2 })
    expect(await timeOf('otto')).toEqual([span('10:00', '11:00')])
    // She says so herself as well as her keeper does.
    const planned = await act(world, olga, 'planAbsence', away)
    expect(planned.__typename).toBe('OperatorAbsence')
    expect(codes(await act(world, lab.keeper, 'planAbsence', away))).toEqual(['ABSENCE_OVERLAPS'])
    expect(codes(await assign('olga'))).toEqual(['OPERATOR_BUSY'])
    expect(codes(await act(world, lab.ada, 'cancelAbsence', { absenceId: planned.id }))).toEqual([
      'FORBIDDEN',
    ])
    await act(world, olga, 'cancelAbsence', { absenceId: planned.id })
    expect(await timeOf('olga')).toEqual([])
    expect((await assign('olga')).__typename).toBe('Booking')
    expect((await assign(null)).__typename).toBe('Booking')
    expect([await timeOf('olga'), await timeOf('otto')]).toEqual([[], []])
  })

  test('the calendar says when nobody is there to operate', async () => {
    await name('sem', ['olga'], 'REQUIRED')
    await act(world, lab.keeper, 'planAbsence', {
      personId: 'olga',
      ...sent(span('10:00', '12:00')),
      reason: '',
    })
    const during = sent(span('08:00', '16:00'))
    const query = `query ($during: IntervalInput!) { availability(instrumentId: "sem", during: $during) {
      unattended { startsAt endsAt } free { startsAt endsAt } } }`
    const [from, until] = [sent(span('10:00', '12:00')).startsAt, sent(span('10:00', '12:00')).endsAt]
    expect(await world.ask(lab.ada, query, { during })).toEqual({
      availability: {
        unattended: [{ startsAt: from, endsAt: until }],
        free: [
          { startsAt: during.startsAt, endsAt: from },
          { startsAt: until, endsAt: during.endsAt },
        ],
      },
    })
    expect(await world.ask(lab.keeper, query, { during })).toMatchObject({ availability: { free: [during] } })
  })

  test('cards, the list by the next free start and the timeline wait for somebody to operate', async () => {
    await name('sem', ['olga'], 'REQUIRED')
    const away = { personId: 'olga', reason: '', ...sent(span('07:00', '12:00')) }
    expect((await act(world, lab.keeper, 'planAbsence', away)).__typename).toBe('OperatorAbsence')
    world.clock.now = span('08:00', '09:00').startsAt
    const during = sent(span('08:00', '16:00'))
    const until = sent(span('12:00', '16:00')).startsAt
    const shown = (who: Viewer | null) =>
      world.ask(
        who,
        `query ($during: IntervalInput!) {
          instrument(id: "sem") { nextFreeAt freeNow }
          timeline(filter: { institutionId: "lab" }, during: $during) { instrument { id } free { startsAt endsAt } }
          instrumentsByNextFree(filter: { institutionId: "lab" }) { edges { node { id } } } }`,
        { during },
      )
    const row = (startsAt: string) =>
      expect.arrayContaining([{ instrument: { id: 'sem' }, free: [{ ...during, startsAt }] }])
    for (const who of [lab.ada, lab.ann, null]) {
      expect(await shown(who)).toMatchObject({
        instrument: { nextFreeAt: until, freeNow: false },
        timeline: row(until),
        instrumentsByNextFree: { edges: [{ node: { id: 'tem' } }, { node: { id: 'sem' } }] },
      })
    }
    expect(await shown(lab.keeper)).toMatchObject({
      instrument: { nextFreeAt: during.startsAt, freeNow: true },
      timeline: row(during.startsAt),
      instrumentsByNextFree: { edges: [{ node: { id: 'sem' } }, { node: { id: 'tem' } }] },
    })
  })

  test('the time of an operator survives other units, turnarounds, early ends, and more time', async () => {
    await world.close()
    world = await openWorld(dialect)
    lab = await openLab(world, { policy: policyWith({ turnaroundMs: 30 * 60_000 }) })
    await addPerson(world, 'olga', 'lab', ['researcher'])
    await addInstrument(world, 'tem', { institutionId: 'lab' })
    await name('sem', ['olga'])
    await name('tem', ['olga'])
    const made = await helped(lab.ada, span('10:00', '12:00'))
    // The turnaround is the instrument's, not hers.
    expect((await helped(lab.bob, span('12:30', '13:00'), { instrumentId: 'tem' })).__typename).toBe(
      'Booking',
    )
    await arrange(world, lab.keeper, 'sem', { capacity: 2 })
    expect(await timeOf('olga')).toEqual([span('10:00', '12:00'), span('12:30', '13:00')])
    world.clock.now = span('10:00', '12:00').startsAt
    await act(world, lab.keeper, 'checkIn', { bookingId: made.id })
    const extend = (to: string) =>
      act(world, lab.ada, 'extendBooking', { bookingId: made.id, endsAt: sent(span('10:00', to)).endsAt })
    expect(codes(await extend('13:00'))).toEqual(['OPERATOR_BUSY'])
    expect((await extend('12:30')).__typename).toBe('Booking')
    expect((await timeOf('olga'))[0]).toEqual(span('10:00', '12:30'))
    world.clock.now = span('11:00', '12:00').startsAt
    await act(world, lab.keeper, 'checkOut', { bookingId: made.id, samples: 1, note: '提前测完' })
    expect((await timeOf('olga'))[0]).toEqual(span('10:00', '11:00'))
  })

  test('a request that lapses frees its operator', async () => {
    await world.close()
    world = await openWorld(dialect)
    lab = await openLab(world, { policy: policyWith({ approval: 'keeper' }) })
    await addPerson(world, 'olga', 'lab', ['researcher'])
    await name('sem', ['olga'])
    const asked = await helped(lab.ada, span('10:00', '11:00'))
    expect(asked.state).toBe('REQUESTED')
    expect(await timeOf('olga')).toEqual([span('10:00', '11:00')])
    world.clock.now = span('10:30', '11:00').startsAt
    await expireRequests(world.as())
    expect(await timeOf('olga')).toEqual([])
  })

  test('the operator sees what she operates; the person sees her name where names are open', async () => {
    await name('sem', ['olga'])
    const { id } = await helped(lab.ada, span('10:00', '11:00'))
    const duties = `query ($during: IntervalInput!) { operatorDuties(during: $during) { id purpose } }`
    const day = { during: sent(span('00:00', '24:00')) }
    expect(await world.ask(olga, duties, day)).toEqual({ operatorDuties: [{ id, purpose: '形貌观察' }] })
    expect(await world.ask(lab.ada, duties, day)).toEqual({ operatorDuties: [] })
    expect([
      await operatorOf(id, olga),
      await operatorOf(id, lab.ada),
      await operatorOf(id, lab.bob),
    ]).toEqual(['olga', null, null])
    await world.ask(
      lab.manager,
      `mutation { setInstitutionPrivacy(input: { institutionId: "lab", names: COLLEAGUES }) { __typename } }`,
    )
    expect([await operatorOf(id, lab.ada), await operatorOf(id, lab.bob)]).toEqual(['olga', null])
    const shown = `{ instrument(id: "sem") { operation { demand operators { id } } } }`
    expect(await world.ask(lab.ada, shown)).toEqual({
      instrument: { operation: { demand: 'OFFERED', operators: [] } },
    })
    expect(await world.ask(lab.keeper, shown)).toEqual({
      instrument: { operation: { demand: 'OFFERED', operators: [{ id: 'olga' }] } },
    })
  })

  test('the history says that somebody else operates, and who to those who may see it', async () => {
    await name('sem', ['olga', 'otto'])
    const { id } = await helped(lab.ada, span('10:00', '12:00'))
    await act(world, lab.keeper, 'assignOperator', { bookingId: id, personId: 'otto' })
    await act(world, lab.keeper, 'assignOperator', { bookingId: id, personId: 'otto' })
    await act(world, lab.ada, 'cancelBooking', { bookingId: id })
    const history = async (who: Viewer) => {
      const { booking } = (await world.ask(
        who,
        `query ($id: ID!) { booking(id: $id) { version changes { what operatorBefore { id } operatorAfter { id } } } }`,
        { id },
      )) as {
        booking: {
          version: number
          changes: {
            what: string
            operatorBefore: { id: string } | null
            operatorAfter: { id: string } | null
          }[]
        }
      }
      expect(booking.version).toBe(3)
      return booking.changes.map((it) => [it.what, it.operatorBefore?.id, it.operatorAfter?.id])
    }
    const whole = [
      ['BOOKED', undefined, 'olga'],
      ['OPERATOR_CHANGED', 'olga', 'otto'],
      ['CANCELLED', 'otto', undefined],
    ]
    expect(await history(lab.keeper)).toEqual(whole)
    expect(await history(lab.ada)).toEqual(whole.map(([what]) => [what, undefined, undefined]))
    await world.ask(
      lab.manager,
      `mutation { setInstitutionPrivacy(input: { institutionId: "lab", names: COLLEAGUES }) { __typename } }`,
    )
    expect(await history(lab.ada)).toEqual(whole)
  })

  test('only people of the institution are named, by its staff', async () => {
    expect(codes(await name('sem', ['ada']))).toEqual(['OPERATOR_OF_ANOTHER_INSTITUTION'])
    expect(codes(await name('sem', []))).toEqual(['OPERATORS_MISSING'])
    const form = { instrumentId: 'sem', demand: 'OFFERED', operatorIds: ['olga'] }
    expect(codes(await act(world, lab.ada, 'setOperation', form))).toEqual(['FORBIDDEN'])
    expect((await name('sem', ['olga'], null)).__typename).toBe('Instrument')
    expect(codes(await helped(lab.ada, span('10:00', '11:00')))).toEqual(['OPERATOR_NOT_OFFERED'])
  })
})
