/** Instruments that hang together, on every way in which time is taken. */

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
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
    for (const id of ['eds', 'stage', 'oven', 'hood'])
      await addInstrument(world, id, { institutionId: 'lab' })
  })

  afterAll(async () => {
    for (const it of open) await it.close()
  })

  /** `eds` and `stage` are components of `sem`, `hood` shares the schedule of `oven`. */
  async function furnish(): Promise<void> {
    for (const id of ['eds', 'stage']) await arrange(world, lab.keeper, id, { parentId: 'sem' })
    await arrange(world, lab.keeper, 'hood', { sharesScheduleWithId: 'oven' })
  }

  const bookOf = (instrumentId: string, from: string, to: string, who = lab.ada) =>
    book(world, who, span(from, to), { instrumentId })

  const PAIRS = [
    ['sem', 'eds', true],
    ['eds', 'sem', true],
    ['eds', 'stage', false],
    ['oven', 'hood', true],
    ['hood', 'oven', true],
    ['sem', 'oven', false],
  ] as const

  test.each(PAIRS)('a booking of %s is in the way of %s: %s', async (taken, wanted, isInTheWay) => {
    await furnish()
    const first = await bookOf(taken, '10:00', '12:00')
    const refused = isInTheWay ? [{ code: 'BOOKING_OVERLAPS', refs: [first.id] }] : []
    const second = await bookOf(wanted, '11:00', '13:00', lab.bob)
    expect((second.problems ?? []).map(({ code, refs }) => ({ code, refs }))).toEqual(refused)
    expect(codes(await bookOf(wanted, '12:00', '13:00', lab.keeper))).toEqual(
      isInTheWay ? [] : ['BOOKING_OVERLAPS'],
    )
  })

  test.each(PAIRS)('maintenance of %s is in the way of %s: %s', async (taken, wanted, isInTheWay) => {
    await furnish()
    const at = sent(span('10:00', '12:00'))
    await act(world, lab.keeper, 'scheduleMaintenance', { instrumentId: taken, reason: '保养', ...at })
    const booked = await bookOf(wanted, '11:00', '13:00')
    expect(codes(booked)).toEqual(isInTheWay ? ['BOOKING_OVERLAPS_MAINTENANCE'] : [])
    const more = { instrumentId: wanted, reason: '保养', ...at }
    expect(codes(await act(world, lab.keeper, 'scheduleMaintenance', more))).toEqual(
      isInTheWay ? ['MAINTENANCE_OVERLAPS'] : ['MAINTENANCE_COVERS_BOOKINGS'],
    )
  })

  test.each(PAIRS)(
    'nobody moves into %s where it is in the way of %s: %s',
    async (taken, moved, isInTheWay) => {
      await furnish()
      await bookOf(taken, '10:00', '12:00')
      const { id } = await bookOf(moved, '14:00', '15:00', lab.bob)
      const answer = await act(world, lab.bob, 'moveBooking', {
        bookingId: id,
        ...sent(span('11:00', '13:00')),
      })
      expect(codes(answer)).toEqual(isInTheWay ? ['BOOKING_OVERLAPS'] : [])
    },
  )

  test.each(PAIRS)('the calendars of %s and %s know of each other: %s', async (taken, seen, isInTheWay) => {
    await furnish()
    await bookOf(taken, '10:00', '12:00')
    const during = sent(span('10:00', '12:00'))
    const { availability, instruments, timeline } = (await world.ask(
      lab.bob,
      `query ($id: ID!, $during: IntervalInput!) {
        availability(instrumentId: $id, during: $during) { free { startsAt } busy { kind seats } occupancy { taken } }
        instruments(filter: { freeDuring: $during }) { edges { node { id } } }
        timeline(during: $during) { instrument { id } free { startsAt } busy { kind } }
      }`,
      { id: seen, during },
    )) as {
      availability: { free: unknown[]; busy: unknown[]; occupancy: unknown[] }
      instruments: { edges: { node: { id: string } }[] }
      timeline: { instrument: { id: string }; free: unknown[]; busy: unknown[] }[]
    }
    const row = timeline.find((it) => it.instrument.id === seen)
    const count = isInTheWay ? 1 : 0
    expect([availability.busy, availability.occupancy, row?.busy].map((it) => it?.length)).toEqual([
      count,
      count,
      count,
    ])
    expect(availability.free).toHaveLength(1 - count)
    expect(row?.free).toHaveLength(1 - count)
    expect(instruments.edges.some((it) => it.node.id === seen)).toBe(!isInTheWay)
  })

  test('what is cancelled frees all that it took', async () => {
    await furnish()
    const { id } = await bookOf('sem', '10:00', '12:00')
    await act(world, lab.ada, 'cancelBooking', { bookingId: id })
    expect(codes(await bookOf('eds', '10:00', '12:00', lab.bob))).toEqual([])
    expect(codes(await bookOf('stage', '10:00', '12:00', lab.bob))).toEqual([])
  })

  test('tells how instruments hang together, and hides what is not published', async () => {
    await furnish()
    await addInstrument(world, 'secret', { institutionId: 'lab', state: 'draft' })
    await arrange(world, lab.keeper, 'secret', { parentId: 'sem' })
    const ask = (who: Lab['ada'] | null) =>
      world.ask(
        who,
        `{ sem: instrument(id: "sem") { capacity parent { id } components { id } }
          eds: instrument(id: "eds") { parent { id } } hood: instrument(id: "hood") { sharesScheduleWith { id } } }`,
      )
    expect(await ask(null)).toEqual({
      sem: { capacity: 1, parent: null, components: [{ id: 'eds' }, { id: 'stage' }] },
      eds: { parent: { id: 'sem' } },
      hood: { sharesScheduleWith: { id: 'oven' } },
    })
    expect(await ask(lab.keeper)).toHaveProperty('sem.components', [
      { id: 'eds' },
      { id: 'secret' },
      { id: 'stage' },
    ])
  })

  test('an arrangement takes along what is booked already', async () => {
    const whole = await bookOf('sem', '10:00', '12:00')
    await arrange(world, lab.keeper, 'eds', { parentId: 'sem' })
    const late = await bookOf('eds', '11:00', '13:00', lab.bob)
    expect(late.problems).toMatchObject([{ code: 'BOOKING_OVERLAPS', refs: [whole.id] }])
    await arrange(world, lab.keeper, 'eds')
    expect(codes(await bookOf('eds', '11:00', '13:00', lab.bob))).toEqual([])
  })

  test('an arrangement under which bookings would collide is refused, and names them', async () => {
    const whole = await bookOf('sem', '10:00', '12:00')
    const part = await bookOf('eds', '11:00', '13:00', lab.bob)
    const answer = await arrange(world, lab.keeper, 'eds', { parentId: 'sem' })
    expect(codes(answer)).toEqual(['ARRANGEMENT_COVERS_BOOKINGS'])
    expect([...(answer.problems?.[0]?.refs ?? [])].toSorted()).toEqual([whole.id, part.id].toSorted())
    expect(codes(await bookOf('sem', '12:00', '13:00', lab.ann))).toEqual([])
    const shared = await arrange(world, lab.keeper, 'eds', { sharesScheduleWithId: 'sem' })
    expect(codes(shared)).toEqual(['ARRANGEMENT_COVERS_BOOKINGS'])
  })

  test('units can be added while they are booked, and taken away while they are free', async () => {
    await bookOf('oven', '10:00', '12:00')
    await arrange(world, lab.keeper, 'oven', { capacity: 2 })
    await arrange(world, lab.keeper, 'hood', { sharesScheduleWithId: 'oven' })
    expect(codes(await bookOf('hood', '10:00', '12:00', lab.bob))).toEqual([])
    expect(codes(await bookOf('oven', '11:00', '12:00', lab.ann))).toEqual(['BOOKING_OVERLAPS'])
    expect(codes(await arrange(world, lab.keeper, 'oven', { capacity: 1 }))).toEqual([
      'ARRANGEMENT_COVERS_BOOKINGS',
    ])
    expect(await arrange(world, lab.keeper, 'oven', { capacity: 3 })).toMatchObject({ capacity: 3 })
    expect(codes(await bookOf('oven', '11:00', '12:00', lab.ann))).toEqual([])
  })

  test('only keepers and managers of the institution arrange', async () => {
    for (const who of [lab.ada, lab.ann, lab.stranger]) {
      expect(codes(await arrange(world, who, 'eds', { parentId: 'sem' }))).toEqual(['FORBIDDEN'])
    }
    await addInstrument(world, 'elsewhere', { institutionId: 'firm' })
    expect(codes(await arrange(world, lab.manager, 'eds', { parentId: 'elsewhere' }))).toEqual([
      'ARRANGEMENT_ELSEWHERE',
    ])
  })
})
