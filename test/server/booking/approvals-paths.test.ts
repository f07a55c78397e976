/** No way to take time goes past those who decide: layers of rules, offers, moves of many, bookings for others. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addGroup, addPerson } from '../../support/people.ts'
import { sayFor, sayOf } from '../../support/policies.ts'
import { offerOf, wait } from '../../support/waiting.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const AT = span('10:00', '12:00')

describe.each(dialects)('%s: whoever decides is asked', (dialect) => {
  let world: World
  let lab: Lab
  let leader: Viewer
  let instrumentId: string
  let made = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    leader = await addPerson(world, 'leader', 'firm', ['researcher'])
    await addGroup(world, 'fibre', 'firm', ['leader', 'ada'])
  })
  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    instrumentId = await another({ approval: 'both' })
  })
  afterAll(() => world.close())

  async function another(policy: Parameters<typeof policyWith>[0]): Promise<string> {
    const id = `asked-${(made += 1)}`
    await addInstrument(world, id, { institutionId: 'lab', policy: policyWith(policy) })
    return id
  }

  const ask = (who: Viewer, at: Interval = AT, more: object = {}) =>
    book(world, who, at, { instrumentId, ...more })
  const approve = (who: Viewer, bookingId: string) => act(world, who, 'approveBooking', { bookingId })
  async function stands(id: string): Promise<unknown> {
    const { booking } = await world.ask(
      lab.keeper,
      'query ($id: ID!) { booking(id: $id) { state approval { awaits } } }',
      { id },
    )
    return booking
  }
  const waitsFor = (awaits: string) => ({ state: 'REQUESTED', approval: { awaits } })

  test('where the owner asks the leader and the instrument its keeper, it is both in turn', async () => {
    instrumentId = await another({ approval: 'keeper' })
    await sayFor(world, lab.manager, 'lab', { all: { approval: 'PI' } })
    try {
      const { id } = await ask(lab.ada)
      expect(await stands(id)).toEqual(waitsFor('PI'))
      await approve(leader, id)
      expect(await stands(id)).toEqual(waitsFor('KEEPER'))
      expect(await approve(lab.keeper, id)).toMatchObject({ state: 'CONFIRMED' })
      const looser = await sayOf(world, lab.keeper, instrumentId, {
        classes: [{ userClass: 'ENTERPRISE', terms: { approval: 'NONE' } }],
      })
      expect(looser.problems?.map((it) => it.code)).toContain('POLICY_LOOSER')
    } finally {
      await sayFor(world, lab.manager, 'lab', { all: {} })
    }
  })

  test('of a class of users alone, where only for it the rules say so', async () => {
    instrumentId = await another({ approval: 'none' })
    await sayOf(world, lab.keeper, instrumentId, {
      classes: [{ userClass: 'ACADEMIC', terms: { approval: 'PI' } }],
    })
    expect(await stands((await ask(lab.ada)).id)).toEqual(waitsFor('PI'))
    expect((await ask(lab.ann, span('14:00', '15:00'))).state).toBe('CONFIRMED')
  })

  test('when offered time is taken', async () => {
    const { id: first } = await ask(lab.keeper)
    await wait(world, lab.ada, AT, { instrumentId })
    await act(world, lab.keeper, 'cancelBooking', { bookingId: first })
    const offer = await offerOf(world, lab.ada)
    const { id } = await act(world, lab.ada, 'acceptOffer', { offerId: offer?.id })
    expect(await stands(id)).toEqual(waitsFor('PI'))
  })

  test('when several instruments are booked together and moved together', async () => {
    const items = [{ instrumentId, ...sent(AT), answers: [] }]
    const { bookings = [], id: groupId } = await act(world, lab.ada, 'bookInstruments', {
      items: [...items, { instrumentId: 'sem', ...sent(AT), answers: [] }],
      purpose: '联用',
    })
    expect(bookings.map((it) => it.state)).toEqual(['REQUESTED', 'CONFIRMED'])
    const id = bookings[0]?.id ?? ''
    await approve(leader, id)
    await approve(lab.keeper, id)
    const startsAt = sent(span('14:00', '16:00')).startsAt
    await act(world, lab.ada, 'moveBookingGroup', { groupId, startsAt })
    expect(await stands(id)).toEqual(waitsFor('PI'))
    await act(world, lab.ada, 'cancelBookingGroup', { groupId })
  })

  test('but not again when the keeper moves many: what waits goes on waiting, what holds holds', async () => {
    const waiting = (await ask(lab.ada)).id
    const holding = (await ask(lab.bob, span('14:00', '15:00'))).id
    await approve(lab.keeper, holding)
    const rows = [
      { bookingId: waiting, choice: 'MOVE', to: sent(span('16:00', '18:00')) },
      { bookingId: holding, choice: 'MOVE', to: sent(span('18:00', '19:00')) },
    ]
    const { outcomes = [] } = await act(world, lab.keeper, 'rescheduleBookings', { rows, reason: '停电' })
    expect(outcomes.flatMap((it) => it.problems)).toEqual([])
    expect(await stands(waiting)).toEqual(waitsFor('PI'))
    expect(await stands(holding)).toEqual({ state: 'CONFIRMED', approval: { awaits: null } })
    await approve(leader, waiting)
    expect(await stands(waiting)).toEqual(waitsFor('KEEPER'))
  })

  test('when the keeper books for another, who leads his group; the word of the keeper is given', async () => {
    const { id } = await ask(lab.keeper, AT, { forPersonId: 'ada' })
    expect(await stands(id)).toEqual(waitsFor('PI'))
    expect(codes(await approve(lab.keeper, id))).toEqual(['APPROVAL_AWAITS_PI'])
    expect(await approve(leader, id)).toMatchObject({ state: 'CONFIRMED' })
    expect((await ask(lab.keeper, span('14:00', '15:00'), { forPersonId: 'bob' })).state).toBe('CONFIRMED')
    expect((await ask(lab.keeper, span('16:00', '17:00'))).state).toBe('CONFIRMED')
  })

  test('about what the keeper set aside for another too, and about no more', async () => {
    instrumentId = await another({ approval: 'both', durationMsMax: HOUR_MS })
    const override = { reason: '标样比对' }
    const { id } = await ask(lab.keeper, AT, { forPersonId: 'ada', override })
    expect(await stands(id)).toEqual(waitsFor('PI'))
    expect(await approve(leader, id)).toMatchObject({ state: 'CONFIRMED' })
    const { id: second } = await ask(lab.keeper, span('14:00', '16:00'), { forPersonId: 'ada', override })
    await act(world, lab.manager, 'withdrawInstrument', { instrumentId, reason: '停用' })
    expect(codes(await approve(leader, second))).toEqual(['INSTRUMENT_NOT_PUBLISHED'])
  })

  test('before anybody stays longer', async () => {
    instrumentId = await another({ approval: 'pi' })
    const { id } = await ask(lab.ada)
    await approve(leader, id)
    world.clock.now = AT.startsAt
    const until = sent(span('12:00', '13:00')).endsAt
    const longer = await act(world, lab.ada, 'extendBooking', { bookingId: id, endsAt: until })
    expect(codes(longer)).toEqual(['MORE_TIME_NEEDS_KEEPER'])
  })
})
