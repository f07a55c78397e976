/** Moving bookings, against a yoga that does nothing; and series of fifty, against as many bookings made one by one. */

import { HOUR_MS, type Instant } from '../../../server/kernel/interval.ts'
import { startProcess } from '../../support/process.ts'
import { type Fixture, instrumentId, openFixture } from '../fixture.ts'
import { type Load, runInTurn, runLoad } from '../load.ts'
import { atLeast, type Row } from '../report.ts'
import { doNothing } from './create.ts'

const CLIENTS = 8
const INSTRUMENTS = 200
const BOOKINGS = 1_000_000
const MOVES = 1_800
const SERIES = 90
const OCCURRENCES = 50

const REFUSED = '... on Rejection { problems { code } }'
const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) { __typename ... on Booking { id state } ${REFUSED} } }`
const MOVE = `mutation ($input: MoveBookingInput!) { moveBooking(input: $input) { __typename ... on Booking { id state } ${REFUSED} } }`
const REPEAT = `mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { __typename ... on BookingSeries { id } ${REFUSED} } }`

/** Every booking moves an hour on, into time that is free. */
export async function moveRow(): Promise<readonly Row[]> {
  const bare = await startProcess('sqlite:unused', 'test/bench/bare-server.ts')
  const nothing = await doNothing(bare.url)
  const { fixture, load, stop } = await openServer()
  const made = await runLoad({ ...load, requests: MOVES, body: (n) => bookBody(fixture, n) }, true)
  const ids = made.bodies.map(
    (it) => (JSON.parse(it) as { data: { bookInstrument: { id: string } } }).data.bookInstrument.id,
  )
  const start = new Map(ids.map((id, i) => [id, i] as const))
  const body = (n: number) => {
    const bookingId = ids[n % ids.length] ?? ''
    // Answers come in another order than requests, so everybody moves to a week of his own.
    const at = spanAt(
      fixture.freeFrom + (2_000 + Math.floor((start.get(bookingId) ?? 0) / INSTRUMENTS)) * HOUR_MS,
    )
    return JSON.stringify({ query: MOVE, variables: { input: { bookingId, ...at } } })
  }
  const { ours, limit } = await runInTurn({ ...load, requests: MOVES, body }, { ...nothing, requests: MOVES })
  await stop()
  await bare.stop()
  const row = { name: 'move, 10⁶ bookings', unit: 'moves/s', against: 'yoga that does nothing' }
  return [atLeast(0.3, { ...row, ours: ours.perSecond, limit: limit.perSecond })]
}

export async function seriesRow(): Promise<readonly Row[]> {
  const { fixture, load, stop } = await openServer()
  const body = (n: number) => {
    const at = spanAt(fixture.freeFrom + Math.floor(n / INSTRUMENTS) * HOUR_MS)
    const input = {
      instrumentId: instrumentId(n % INSTRUMENTS),
      ...at,
      rrule: `FREQ=DAILY;COUNT=${OCCURRENCES}`,
      purpose: '性能测试',
    }
    return JSON.stringify({ query: REPEAT, variables: { input } })
  }
  const single = { ...load, requests: MOVES, body: (n: number) => bookBody(fixture, n + 10 * INSTRUMENTS) }
  const { ours, limit } = await runInTurn({ ...load, requests: SERIES, body }, single)
  await stop()
  const refused = ours.bodies.find((it) => !it.includes('"BookingSeries"'))
  if (refused) throw new Error(`A series of free time was refused: ${refused}`)
  const row = { name: 'series of 50, 10⁶ bookings', unit: 'bookings/s', against: 'bookings one by one' }
  return [atLeast(1.5, { ...row, ours: ours.perSecond * OCCURRENCES, limit: limit.perSecond })]
}

type Served = {
  readonly fixture: Fixture
  readonly load: Pick<Load, 'url' | 'headers' | 'clients'>
  readonly stop: () => Promise<void>
}

async function openServer(): Promise<Served> {
  const fixture = await openFixture({ instruments: INSTRUMENTS, bookings: BOOKINGS, clients: 1 })
  await fixture.store.close()
  const server = await startProcess(fixture.databaseUrl, 'server/main.ts', {
    SEED: 'none',
    LOG_LEVEL: 'warn',
  })
  return {
    fixture,
    load: { url: `${server.url}/graphql`, headers: { cookie: fixture.cookies[0] ?? '' }, clients: CLIENTS },
    stop: async () => {
      await server.stop()
      await fixture.drop()
    },
  }
}

function bookBody({ freeFrom }: Fixture, n: number): string {
  const at = spanAt(freeFrom + Math.floor(n / INSTRUMENTS) * HOUR_MS)
  const input = { instrumentId: instrumentId(n % INSTRUMENTS), ...at, purpose: '性能测试' }
  return JSON.stringify({ query: BOOK, variables: { input } })
}

function spanAt(startsAt: Instant) {
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + HOUR_MS).toISOString() }
}
