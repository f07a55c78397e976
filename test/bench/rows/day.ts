/** The day, and the week, of two hundred instruments in one request, against the same rows from memory. */

import { DAY_MS } from '../../../server/kernel/interval.ts'
import { startProcess } from '../../support/process.ts'
import { openFixture } from '../fixture.ts'
import { type Load, runInTurn, runLoad } from '../load.ts'
import { atLeast, atMost, type Row } from '../report.ts'

const CLIENTS = 8
const INSTRUMENTS = 200
const WARM_UP = 60
const REQUESTS = 450

const ROWS = 'instrument { id nameZh } busy { startsAt endsAt kind mine } open { startsAt endsAt }'
const DAY = `query ($during: IntervalInput!) { timeline(during: $during, first: 200) { ${ROWS} } }`
const MEMORY =
  '{ rows { instrument { id nameZh } busy { startsAt endsAt kind mine } open { startsAt endsAt } } }'

export function dayRow(): Promise<readonly Row[]> {
  return timelineRows('day', 1)
}

export function timelineRow(): Promise<readonly Row[]> {
  return timelineRows('week', 7)
}

async function timelineRows(what: string, days: number): Promise<readonly Row[]> {
  const fixture = await openFixture({ instruments: INSTRUMENTS, bookings: 1_000_000, clients: 1 })
  await fixture.store.close()
  const server = await startProcess(fixture.databaseUrl, 'server/main.ts', {
    SEED: 'none',
    LOG_LEVEL: 'warn',
  })
  const during = {
    startsAt: new Date(fixture.today).toISOString(),
    endsAt: new Date(fixture.today + days * DAY_MS).toISOString(),
  }
  const body = () => JSON.stringify({ query: DAY, variables: { during } })
  const load = {
    url: `${server.url}/graphql`,
    headers: { cookie: fixture.cookies[0] ?? '' },
    clients: CLIENTS,
    body,
  }
  const [answer] = (await runLoad({ ...load, requests: WARM_UP }, true)).bodies
  const { data } = JSON.parse(answer ?? '{}') as { data: { timeline: { busy: object[] }[] } }
  const busy = data.timeline.reduce((sum, it) => sum + it.busy.length, 0)
  const bare = await startProcess('sqlite:unused', 'test/bench/bare-server.ts')
  const memory = await fromMemory(bare.url, data.timeline)
  const { ours, limit } = await runInTurn({ ...load, requests: Math.ceil(REQUESTS / days) }, memory)
  await server.stop()
  await bare.stop()
  await fixture.drop()
  const against = `the same ${data.timeline.length} rows with ${busy} bookings from memory`
  return [
    atLeast(0.6, {
      name: `${what} of 200, 10⁶ bookings`,
      unit: `${what}s/s`,
      ours: ours.perSecond,
      against,
      limit: limit.perSecond,
    }),
    atMost(4, {
      name: `${what} of 200, p99`,
      unit: 'ms',
      ours: ours.p99Ms,
      against: 'its p50',
      limit: ours.p50Ms,
    }),
  ]
}

/** The same answer from the memory of a bare yoga, warmed up. */
async function fromMemory(url: string, rows: readonly object[]): Promise<Load> {
  const memory = { url: `${url}/memory`, headers: {}, clients: 1, requests: 1 }
  await runLoad({ ...memory, body: () => JSON.stringify({ bookings: [], rows }) })
  const body = JSON.stringify({ query: MEMORY })
  const load = { url: `${url}/graphql`, headers: {}, clients: CLIENTS, body: () => body }
  await runLoad({ ...load, requests: WARM_UP })
  return { ...load, requests: REQUESTS }
}
