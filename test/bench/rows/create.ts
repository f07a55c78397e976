/** Bookings created over HTTP by eight clients, against a yoga that does nothing and against the bare transaction. */

import SqliteDatabase from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { HOUR_MS } from '../../../server/kernel/interval.ts'
import { startProcess } from '../../support/process.ts'
import { type Fixture, instrumentId, openFixture } from '../fixture.ts'
import { type Load, runInTurn, runLoad } from '../load.ts'
import { atLeast, type Row } from '../report.ts'

const CLIENTS = 8
const INSTRUMENTS = 200
const WARM_UP = 1_000
const REQUESTS = 4_000
/** MRBS, the fastest of the peers measured. */
const BEST_PEER_PER_SECOND = 181

const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) {
  __typename ... on Booking { id state } ... on Rejection { problems { code } } } }`

export async function createRow(): Promise<readonly Row[]> {
  const bare = await startProcess('sqlite:unused', 'test/bench/bare-server.ts')
  const nothing = await doNothing(bare.url)
  const transaction = bareTransaction()
  const empty = await create(0, nothing)
  const full = await create(1_000_000, nothing)
  await bare.stop()
  const unit = 'bookings/s'
  const against = 'yoga that does nothing'
  return [
    atLeast(0.5, { name: 'create, empty', unit, ours: empty.ours, against, limit: empty.limit }),
    atLeast(0.5, { name: 'create, 10⁶ bookings', unit, ours: full.ours, against, limit: full.limit }),
    atLeast(0.8, {
      name: 'create, 10⁶ against empty',
      unit,
      ours: full.ours,
      against: 'create, empty',
      limit: empty.ours,
    }),
    atLeast(0.1, {
      name: 'create, 10⁶ against SQL',
      unit,
      ours: full.ours,
      against: 'bare transaction',
      limit: transaction,
    }),
    atLeast(10, {
      name: 'create, best peer',
      unit,
      ours: full.ours,
      against: 'MRBS',
      limit: BEST_PEER_PER_SECOND,
    }),
  ]
}

async function create(bookings: number, nothing: Load): Promise<{ ours: number; limit: number }> {
  const fixture = await openFixture({ instruments: INSTRUMENTS, bookings, clients: 1 })
  await fixture.store.close()
  const server = await startProcess(fixture.databaseUrl, 'server/main.ts', {
    SEED: 'none',
    LOG_LEVEL: 'warn',
  })
  const load = {
    url: `${server.url}/graphql`,
    headers: { cookie: fixture.cookies[0] ?? '' },
    clients: CLIENTS,
  }
  await runLoad({ ...load, requests: WARM_UP, body: (n) => bookingBody(fixture, n) })
  const { ours, limit } = await runInTurn(
    { ...load, requests: REQUESTS, body: (n) => bookingBody(fixture, n + WARM_UP) },
    nothing,
  )
  await server.stop()
  await fixture.drop()
  const refused = ours.bodies.find((it) => !it.includes('"CONFIRMED"'))
  if (refused) throw new Error(`A booking of a free slot was refused: ${refused}`)
  return { ours: ours.perSecond, limit: limit.perSecond }
}

function bookingBody(fixture: Fixture, n: number): string {
  const startsAt = fixture.freeFrom + Math.floor(n / INSTRUMENTS) * HOUR_MS
  const input = {
    instrumentId: instrumentId(n % INSTRUMENTS),
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(startsAt + HOUR_MS).toISOString(),
    purpose: '性能测试',
  }
  return JSON.stringify({ query: BOOK, variables: { input } })
}

/** A mutation of a bare yoga that does nothing, warmed up. */
export async function doNothing(url: string): Promise<Load> {
  const query = 'mutation ($input: BookInput!) { nothing(input: $input) { __typename id state } }'
  const input = {
    instrumentId: 'i',
    startsAt: '2026-01-01T00:00Z',
    endsAt: '2026-01-01T01:00Z',
    purpose: '性能测试',
  }
  const body = JSON.stringify({ query, variables: { input } })
  const load = { url: `${url}/graphql`, headers: {}, clients: CLIENTS, body: () => body }
  await runLoad({ ...load, requests: WARM_UP })
  return { ...load, requests: REQUESTS }
}

/** Probe and insert with durable commits, and nothing else. */
function bareTransaction(): number {
  const path = `data/bench-bare-${process.pid}.db`
  const database = new SqliteDatabase(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('create table span (id integer primary key, unit text, starts_at int, ends_at int)')
  database.exec('create index span_time on span (unit, starts_at, ends_at)')
  const probe = database.prepare(
    'select ends_at from span where unit = ? and starts_at < ? order by starts_at desc limit 1',
  )
  const insert = database.prepare('insert into span (unit, starts_at, ends_at) values (?, ?, ?)')
  const book = database.transaction((unit: string, startsAt: number) => {
    probe.get(unit, startsAt + HOUR_MS)
    insert.run(unit, startsAt, startsAt + HOUR_MS)
  })
  const startedAt = performance.now()
  for (let n = 0; n < REQUESTS; n += 1)
    book.immediate(`u${n % INSTRUMENTS}`, Math.floor(n / INSTRUMENTS) * HOUR_MS)
  const seconds = (performance.now() - startedAt) / 1000
  database.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  return REQUESTS / seconds
}
