/** Several bookings as one: made, moved and given up together, or not at all. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Interval } from '../../../server/kernel/interval.ts'
import { act, arrange, book, codes, type Lab, openLab, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let lab: Lab
  const open: World[] = []

  beforeEach(async () => {
    world = await openWorld(dialect)
    open.push(world)
    lab = await openLab(world)
    for (const id of ['tem', 'oven']) await addInstrument(world, id, { institutionId: 'lab' })
  })

  afterAll(async () => {
    for (const it of open) await it.close()
  })

  type Item = readonly [instrumentId: string, at: Interval]

  const bookAll = (items: readonly Item[], who = lab.ada, clientKey: string | null = null) =>
    act(world, who, 'bookInstruments', {
      items: items.map(([instrumentId, at]) => ({ instrumentId, ...sent(at) })),
      purpose: '联合测试',
      clientKey,
    })

  const BOTH: readonly Item[] = [
    ['sem', span('10:00', '12:00')],
    ['tem', span('11:00', '13:00')],
  ]

  const count = async () => (await world.store.db.selectFrom('blocked_span').select('id').execute()).length

  test('books all of them, and each knows of the others', async () => {
    const { bookings = [] } = await bookAll(BOTH)
    expect(bookings.map((it) => it.state)).toEqual(['CONFIRMED', 'CONFIRMED'])
    const { booking } = (await world.ask(
      lab.ada,
      'query ($id: ID!) { booking(id: $id) { together { id instrument { id } } } }',
      { id: bookings[0]?.id },
    )) as { booking: { together: unknown } }
    expect(booking.together).toEqual([{ id: bookings[1]?.id, instrument: { id: 'tem' } }])
  })

  test('books none where one cannot be had, and says of each item why not', async () => {
    const taken = await book(world, lab.bob, span('12:00', '14:00'), { instrumentId: 'tem' })
    const before = await count()
    const answer = await bookAll([
      ['sem', span('10:10', '12:00')],
      ['tem', span('11:00', '13:00')],
      ['oven', span('10:00', '12:00')],
    ])
    expect(answer.problems).toMatchObject([
      { code: 'BOOKING_OFF_STEP', item: 0 },
      { code: 'BOOKING_OFF_GRID', item: 0 },
      { code: 'BOOKING_OVERLAPS', refs: [taken.id], item: 1 },
    ])
    expect(await count()).toBe(before)
  })

  test('says which items are in the way of each other', async () => {
    await arrange(world, lab.keeper, 'tem', { parentId: 'sem' })
    const answer = await bookAll(BOTH)
    expect(answer.problems).toMatchObject([{ code: 'BOOKING_ITEMS_OVERLAP', item: 1, refs: [] }])
    expect(await count()).toBe(0)
  })

  test('takes two units of one instrument', async () => {
    await arrange(world, lab.keeper, 'oven', { capacity: 2 })
    const at = span('10:00', '12:00')
    const two: readonly Item[] = [
      ['oven', at],
      ['oven', at],
    ]
    expect(codes(await bookAll(two))).toEqual([])
    expect(codes(await bookAll([['oven', at]], lab.bob))).toEqual(['BOOKING_OVERLAPS'])
  })

  test('the same form with the same key books once, another form with it not at all', async () => {
    const first = await bookAll(BOTH, lab.ada, 'key')
    expect(await bookAll(BOTH, lab.ada, 'key')).toEqual(first)
    expect(codes(await bookAll(BOTH.slice(0, 1), lab.ada, 'key'))).toEqual(['CLIENT_KEY_REUSED'])
  })

  test('refuses no item at all, and more than ten', async () => {
    expect(codes(await bookAll([]))).toEqual(['INPUT_INVALID'])
    const item: Item = ['sem', span('10:00', '11:00')]
    expect(codes(await bookAll(Array.from({ length: 11 }, () => item)))).toEqual(['INPUT_INVALID'])
  })

  test('is given up as one', async () => {
    const { id: groupId } = await bookAll(BOTH)
    const { bookings } = await act(world, lab.ada, 'cancelBookingGroup', { groupId, reason: '改期' })
    expect(bookings?.map((it) => it.state)).toEqual(['CANCELLED', 'CANCELLED'])
    expect(await count()).toBe(0)
    expect(codes(await act(world, lab.ada, 'cancelBookingGroup', { groupId }))).toEqual(['BOOKING_OVER'])
  })

  test('is not given up in part where one has begun', async () => {
    const { id: groupId } = await bookAll(BOTH)
    world.clock.now = span('10:30', '11:00').startsAt
    const answer = await act(world, lab.ada, 'cancelBookingGroup', { groupId })
    expect(answer.problems).toMatchObject([{ code: 'BOOKING_STARTED', item: 0 }])
    expect(await count()).toBe(2)
  })

  test('moves as one, into its own time too, or stays where it is', async () => {
    const { id: groupId } = await bookAll(BOTH)
    const to = (time: string) => sent(span(time, '23:00')).startsAt
    const moved = await act(world, lab.ada, 'moveBookingGroup', { groupId, startsAt: to('11:00') })
    expect(moved.bookings?.map((it) => it.startsAt)).toEqual([to('11:00'), to('12:00')])
    const other = await book(world, lab.bob, span('15:00', '16:00'), { instrumentId: 'tem' })
    const refused = await act(world, lab.ada, 'moveBookingGroup', { groupId, startsAt: to('14:00') })
    expect(refused.problems).toMatchObject([{ code: 'BOOKING_OVERLAPS', refs: [other.id], item: 1 }])
    expect(codes(await book(world, lab.bob, span('11:00', '12:00')))).toEqual(['BOOKING_OVERLAPS'])
  })

  test('belongs to who made it, and to the keepers', async () => {
    const { id: groupId } = await bookAll(BOTH)
    for (const who of [lab.bob, lab.stranger]) {
      expect(codes(await act(world, who, 'cancelBookingGroup', { groupId }))).toEqual(['FORBIDDEN'])
    }
    expect(codes(await act(world, lab.ada, 'cancelBookingGroup', { groupId: 'none' }))).toEqual([
      'BOOKING_NOT_FOUND',
    ])
    expect(codes(await act(world, lab.keeper, 'cancelBookingGroup', { groupId }))).toEqual([])
  })
})
