/** The stream of changes over HTTP: who hears of what, and that nothing is missed. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApiToken } from '../../../server/identity/actions/accounts.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { appendOutboxEvent } from '../../../server/platform/outbox.ts'
import { act, book, type Lab, openLab, sent, span } from '../../support/bookings.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { addInstrument } from '../../support/instruments.ts'
import { openStream, type Stream } from '../../support/stream.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

let world: World
let lab: Lab
let door: FrontDoor
const streams: Stream[] = []

async function setUp(dialect: (typeof dialects)[number]): Promise<void> {
  world = await openWorld(dialect)
  door = await openFrontDoor(world)
  lab = await openLab(world)
  await addInstrument(world, 'tem', { institutionId: 'lab' })
  await addInstrument(world, 'draft', { institutionId: 'lab', state: 'draft' })
}

async function tearDown(): Promise<void> {
  await Promise.all(streams.splice(0).map((it) => it.close()))
  await door.close()
  await world.close()
}

/** A stream in somebody's name; nobody's when left out. */
async function listen(who: Viewer | null = null, headers: Record<string, string> = {}, url = door.url) {
  const token =
    who && (await createApiToken(world.as(who), { name: 'live', scopes: ['read'], expiresAt: null }))
  const stream = await openStream(url, {
    ...(token ? { authorization: `Bearer ${token.secret}` } : {}),
    ...headers,
  })
  streams.push(stream)
  return stream
}

/** An event of the outbox about an instrument, written by itself. */
function tell(instrumentId: string): Promise<void> {
  return world.store.transact((trx) => append(trx, instrumentId))
}

function append(trx: Parameters<typeof appendOutboxEvent>[0], instrumentId: string): Promise<void> {
  return appendOutboxEvent(trx, {
    at: 0,
    type: 'maintenance.changed',
    subjectId: 'x',
    payload: { instrumentId },
  })
}

describe.each(dialects)('%s: the stream of changes', (dialect) => {
  beforeEach(() => setUp(dialect))
  afterEach(tearDown)

  test('tells everybody that a calendar changed, and nothing of who or when', async () => {
    const stream = await listen()
    await book(world, lab.ada, span('10:00', '12:00'), { purpose: '绝密样品' })
    const { event, data } = await stream.next()
    expect(event).toBe('changed')
    expect(data).toEqual({ instruments: ['sem'], mine: false, desk: false })
  })

  test('tells whoever booked that it is about him, and the desk that it is about the desk', async () => {
    const [ada, bob, keeper, stranger] = await Promise.all(
      [lab.ada, lab.bob, lab.keeper, lab.stranger].map((it) => listen(it)),
    )
    await book(world, lab.ada, span('10:00', '12:00'))
    expect((await ada?.next())?.data).toEqual({ instruments: ['sem'], mine: true, desk: false })
    expect((await bob?.next())?.data).toEqual({ instruments: ['sem'], mine: false, desk: false })
    expect((await keeper?.next())?.data).toEqual({ instruments: ['sem'], mine: false, desk: true })
    expect((await stranger?.next())?.data).toEqual({ instruments: ['sem'], mine: false, desk: false })
  })

  test('tells of a move, a cancellation, maintenance, and of somebody who comes and goes', async () => {
    const stream = await listen(lab.ada)
    const heard = async () => ((await stream.next()).data as { instruments: string[] }).instruments
    const { id: bookingId } = await book(world, lab.ada, span('10:00', '12:00'))
    expect(await heard()).toEqual(['sem'])
    await act(world, lab.ada, 'moveBooking', { bookingId, ...sent(span('13:00', '14:00')) })
    expect(await heard()).toEqual(['sem'])
    await act(world, lab.ada, 'cancelBooking', { bookingId })
    expect(await heard()).toEqual(['sem'])
    const maintenance = { instrumentId: 'tem', reason: '保养', ...sent(span('10:00', '11:00')) }
    await act(world, lab.keeper, 'scheduleMaintenance', maintenance)
    expect(await heard()).toEqual(['tem'])
    const used = await book(world, lab.ada, span('15:00', '16:00'))
    expect(await heard()).toEqual(['sem'])
    world.clock.now = span('15:00', '16:00').startsAt
    await act(world, lab.keeper, 'checkIn', { bookingId: used.id })
    expect(await heard()).toEqual(['sem'])
    await act(world, lab.keeper, 'checkOut', { bookingId: used.id, note: '提前测完' })
    expect(await heard()).toEqual(['sem'])
  })

  test('says nothing of an instrument that is not public but to those who may see it', async () => {
    const [nobody, stranger, keeper] = [await listen(), await listen(lab.stranger), await listen(lab.keeper)]
    await tell('draft')
    expect((await keeper.next()).data).toMatchObject({ instruments: ['draft'] })
    await tell('sem')
    expect((await nobody.next()).data).toMatchObject({ instruments: ['sem'] })
    expect((await stranger.next()).data).toMatchObject({ instruments: ['sem'] })
  })

  test('goes on where it was when the browser comes again, with nothing missed', async () => {
    const first = await listen()
    await tell('sem')
    const { id } = await first.next()
    await first.close()
    await tell('tem')
    await book(world, lab.ada, span('10:00', '12:00'))
    const again = await listen(null, { 'last-event-id': id })
    const named = new Set<string>()
    while (named.size < 2) {
      for (const it of ((await again.next()).data as { instruments: string[] }).instruments) named.add(it)
    }
    expect([...named].toSorted()).toEqual(['sem', 'tem'])
  })

  test('says that everything may have changed to who was away too long or asks for what is no place', async () => {
    const first = await listen()
    await tell('sem')
    const { id } = await first.next()
    await world.store.transact(async (trx) => {
      for (let i = 0; i < 600; i += 1) await append(trx, 'tem')
    })
    // Heard by a reader that was there: the events are readable now.
    expect((await first.next()).data).toMatchObject({ instruments: ['tem'] })
    const late = await listen(null, { 'last-event-id': id })
    expect((await late.next()).data).toEqual({ all: true })
    const odd = await listen(null, { 'last-event-id': "1' or 1=1" })
    expect((await odd.next()).data).toEqual({ all: true })
  })

  test('reaches browsers at every reader of the database', async () => {
    const other = await openFrontDoor(world)
    const [here, there] = [await listen(), await listen(null, {}, other.url)]
    await tell('sem')
    expect((await here.next()).data).toMatchObject({ instruments: ['sem'] })
    expect((await there.next()).data).toMatchObject({ instruments: ['sem'] })
    await there.close()
    await other.close()
  })

  test('is neither compressed nor kept nor held back on the way', async () => {
    const { response } = await listen(null, { 'accept-encoding': 'gzip, br' })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
  })

  test('ends when the process stops, and is refused from then on', async () => {
    const stream = await listen()
    const closing = door.close()
    expect(await stream.rest()).toEqual([])
    await closing
    await expect(fetch(`${door.url}/events`)).rejects.toThrow('fetch failed')
    door = await openFrontDoor(world)
  })

  test('is open so many times to one person and no more, until one is closed', async () => {
    const token = await createApiToken(world.as(lab.ada), { name: 'live', scopes: ['read'], expiresAt: null })
    const headers = { authorization: `Bearer ${token.secret}` }
    const open = async () => {
      const stream = await openStream(door.url, headers)
      streams.push(stream)
      return stream
    }
    const held: Stream[] = []
    for (let i = 0; i < 12; i += 1) held.push(await open())
    expect(held.map((it) => it.response.status)).toEqual(held.map(() => 200))
    const { response } = await open()
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await listen(lab.bob)).response.status).toBe(200)
    await held[0]?.close()
    await expect.poll(async () => (await open()).response.status).toBe(200)
  })
})

describe.runIf(dialects.includes('postgres'))('the stream while transactions are open', () => {
  beforeEach(() => setUp('postgres'))
  afterEach(tearDown)

  test('delivers what an older transaction commits late', async () => {
    const stream = await listen()
    const older = await world.store.db.startTransaction().execute()
    await append(older, 'tem')
    await tell('sem')
    await older.commit().execute()
    const named = new Set<string>()
    while (named.size < 2) {
      for (const it of ((await stream.next()).data as { instruments: string[] }).instruments) named.add(it)
    }
    expect([...named].toSorted()).toEqual(['sem', 'tem'])
  })

  test('delivers it too to who goes on from an event before it', async () => {
    const first = await listen()
    await tell('sem')
    const { id } = await first.next()
    await first.close()
    const older = await world.store.db.startTransaction().execute()
    await append(older, 'tem')
    await tell('sem')
    const again = await listen(null, { 'last-event-id': id })
    await older.commit().execute()
    const heard: string[] = []
    while (!heard.includes('tem')) {
      heard.push(...((await again.next()).data as { instruments: string[] }).instruments)
    }
    expect(heard).toContain('sem')
  })
})
