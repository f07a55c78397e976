/** Catalog search over a hundred thousand instruments, against the bare full-text query. */

import { sql } from 'kysely'
import { gramsOfQuery } from '../../../server/kernel/grams.ts'
import { startProcess } from '../../support/process.ts'
import { openFixture } from '../fixture.ts'
import { quantiles, runLoad } from '../load.ts'
import { atMost, type Row } from '../report.ts'

const INSTRUMENTS = 100_000
const ROUNDS = 60
const WORDS = [
  '羊绒',
  '煤灰',
  '羊绒 细度',
  '透射电子',
  '粉煤灰提铝',
  'M-123',
  '质谱 催化',
  '粒度',
  '荒漠生态',
  '光谱 重金属',
]

const SEARCH = `query ($filter: InstrumentFilter) { instruments(filter: $filter, first: 20) { totalCount edges { node { id nameZh } } } }`

export async function searchRow(): Promise<readonly Row[]> {
  const fixture = await openFixture({ instruments: INSTRUMENTS, bookings: 0, clients: 1 })
  const bare: number[] = []
  const { db, dialect } = fixture.store
  for (let i = 0; i < ROUNDS; i += 1) {
    for (const word of WORDS) {
      const startedAt = performance.now()
      const matches = dialect.textMatches('instrument_search', gramsOfQuery(word))
      await sql`select rowid from instrument_search where ${matches} order by rank limit 20`.execute(db)
      bare.push(performance.now() - startedAt)
    }
  }
  await fixture.store.close()
  const server = await startProcess(fixture.databaseUrl, 'server/main.ts', {
    SEED: 'none',
    LOG_LEVEL: 'warn',
  })
  const body = (n: number) =>
    JSON.stringify({ query: SEARCH, variables: { filter: { text: WORDS[n % WORDS.length] } } })
  const load = { url: `${server.url}/graphql`, headers: {}, clients: 1, body }
  await runLoad({ ...load, requests: 100 })
  const ours = await runLoad({ ...load, requests: ROUNDS * WORDS.length }, true)
  await server.stop()
  await fixture.drop()
  const empty = ours.bodies.filter((it) => it.includes('"edges":[]')).length
  if (empty > 0) throw new Error(`${empty} searches found nothing.`)
  const { p50Ms, p99Ms } = quantiles(bare)
  const against = 'bare ranked full-text query'
  return [
    atMost(3, { name: 'search 10⁵ over HTTP, p50', unit: 'ms', ours: ours.p50Ms, against, limit: p50Ms }),
    atMost(10, { name: 'search 10⁵ over HTTP, p99', unit: 'ms', ours: ours.p99Ms, against, limit: p99Ms }),
  ]
}
