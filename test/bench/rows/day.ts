/** The day of two hundred instruments in one request, against the same rows from memory. */

import { DAY_MS } from '../../../server/kernel/interval.ts'
import { startProcess } from '../../support/process.ts'
import { openFixture } from '../fixture.ts'
import { runLoad } from '../load.ts'
import { atLeast, atMost, type Row } from '../report.ts'

const CLIENTS = 8
const INSTRUMENTS = 200
const WARM_UP = 20
const REQUESTS = 200

const ROWS = 'instrument { id nameZh } busy { startsAt endsAt kind mine } open { startsAt endsAt }'
const DAY = `query ($during: IntervalInput!) { timeline(during: $during, first: 200) { ${ROWS} } }`
const MEMORY =
  '{ rows { instrument { id nameZh } busy { startsAt endsAt kind mine } open { startsAt endsAt } } }'

export async function dayRow(): Promise<readonly Row[]> {
  const fixture = await openFixture({ instruments: INSTRUMENTS, bookings: 1_000_000, clients: 1 })
  await fixture.store.close()
  const server = await startProcess(fixture.databaseUrl, 'server/main.ts', {
    SEED: 'none',
    LOG_LEVEL: 'warn',
  })
  const during = {
    startsAt: new Date(fixture.today).toISOString(),
    endsAt: new Date(fixture.today + DAY_MS).toISOString(),
  }
  const body = () => JSON.stringify({ query: DAY, variables: { during } })
  const load = {
    url: `${server.url}/graphql`,
    headers: { cookie: fixture.cookies[0] ?? '' },
    clients: CLIENTS,
    body,
  }
  await runLoad({ ...load, requests: WARM_UP })
  const ours = await runLoad({ ...load, requests: REQUESTS }, true)
  await server.stop()
  await fixture.drop()
  const { data } = JSON.parse(ours.bodies[0] ?? '{}') as { data: { timeline: { busy: object[] }[] } }
  const busy = data.timeline.reduce((sum, it) => sum + it.busy.length, 0)
  const limit = await fromMemory(data.timeline)
  const against = `the same ${data.timeline.length} rows with ${busy} bookings from memory`
  return [
    atLeast(0.6, { name: 'day of 200, 10⁶ bookings', unit: 'days/s', ours: ours.perSecond, against, limit }),
    atMost(4, {
      name: 'day of 200, p99',
      unit: 'ms',
      ours: ours.p99Ms,
      against: 'its p50',
      limit: ours.p50Ms,
    }),
  ]
}

async function fromMemory(rows: readonly object[]): Promise<number> {
  const server = await startProcess('sqlite:unused', 'test/bench/bare-server.ts')
  const memory = { url: `${server.url}/memory`, headers: {}, clients: 1, requests: 1 }
  await runLoad({ ...memory, body: () => JSON.stringify({ bookings: [], rows }) })
  const body = JSON.stringify({ query: MEMORY })
  const load = { url: `${server.url}/graphql`, headers: {}, clients: CLIENTS, body: () => body }
  await runLoad({ ...load, requests: WARM_UP })
  const { perSecond } = await runLoad({ ...load, requests: REQUESTS })
  await server.stop()
  return perSecond
}
