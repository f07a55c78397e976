/** The week of one instrument, against the same answer served from memory by a bare yoga. */

import { DAY_MS } from '../../../server/kernel/interval.ts'
import { startProcess } from '../../support/process.ts'
import { instrumentId, openFixture } from '../fixture.ts'
import { type Load, runInTurn, runLoad } from '../load.ts'
import { atLeast, atMost, type Row } from '../report.ts'

const CLIENTS = 8
const INSTRUMENTS = 200
const WARM_UP = 500
const REQUESTS = 4_500

const WEEK = `query ($id: ID!, $during: IntervalInput!) { bookings(instrumentId: $id, during: $during) { id startsAt endsAt state mine } }`

export async function weekRow(): Promise<readonly Row[]> {
  const fixture = await openFixture({ instruments: INSTRUMENTS, bookings: 1_000_000, clients: 1 })
  await fixture.store.close()
  const server = await startProcess(fixture.databaseUrl, 'server/main.ts', {
    SEED: 'none',
    LOG_LEVEL: 'warn',
  })
  const during = {
    startsAt: new Date(fixture.today).toISOString(),
    endsAt: new Date(fixture.today + 7 * DAY_MS).toISOString(),
  }
  const body = (n: number) =>
    JSON.stringify({ query: WEEK, variables: { id: instrumentId(n % INSTRUMENTS), during } })
  const load = {
    url: `${server.url}/graphql`,
    headers: { cookie: fixture.cookies[0] ?? '' },
    clients: CLIENTS,
    body,
  }
  const [answer] = (await runLoad({ ...load, requests: WARM_UP }, true)).bodies
  const { data } = JSON.parse(answer ?? '{}') as { data: { bookings: object[] } }
  const bare = await startProcess('sqlite:unused', 'test/bench/bare-server.ts')
  const memory = await fromMemory(bare.url, data.bookings)
  const { ours, limit } = await runInTurn({ ...load, requests: REQUESTS }, memory)
  await server.stop()
  await bare.stop()
  await fixture.drop()
  const unit = 'weeks/s'
  const against = `the same ${data.bookings.length} bookings from memory`
  return [
    atLeast(0.6, {
      name: 'week of one, 10⁶ bookings',
      unit,
      ours: ours.perSecond,
      against,
      limit: limit.perSecond,
    }),
    atMost(4, {
      name: 'week of one, p99',
      unit: 'ms',
      ours: ours.p99Ms,
      against: 'its p50',
      limit: ours.p50Ms,
    }),
  ]
}

/** The same answer from the memory of a bare yoga, warmed up. */
async function fromMemory(url: string, bookings: readonly object[]): Promise<Load> {
  const memory = { url: `${url}/memory`, headers: {}, clients: 1, requests: 1 }
  await runLoad({ ...memory, body: () => JSON.stringify({ bookings, rows: [] }) })
  const body = JSON.stringify({ query: '{ bookings { id startsAt endsAt state mine } }' })
  const load = { url: `${url}/graphql`, headers: {}, clients: CLIENTS, body: () => body }
  await runLoad({ ...load, requests: WARM_UP })
  return { ...load, requests: REQUESTS }
}
