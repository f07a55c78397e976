/** Twenty clients for one slot, and for overlapping slots, fifty rounds each, on both databases, two processes on PostgreSQL. */

import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { startProcess } from '../../support/process.ts'
import { startPostgres } from '../../support/postgres-process.ts'
import { type Fixture, instrumentId, openFixture } from '../fixture.ts'
import { runLoad } from '../load.ts'
import { atLeast, type Row } from '../report.ts'

const ROUNDS = 50
const CLIENTS = 20

const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) {
  __typename ... on Rejection { problems { code } } } }`

export async function raceRow(): Promise<readonly Row[]> {
  const postgres = await startPostgres()
  const rows = [
    ...(await raceOn('SQLite, one process', 1)),
    ...(await raceOn('PostgreSQL, two processes', 2, await postgres.createDatabase('bench_race'))),
  ]
  await postgres.stop()
  return rows
}

async function raceOn(where: string, processes: number, databaseUrl?: string): Promise<readonly Row[]> {
  const fixture = await openFixture({ instruments: 1, bookings: 0, clients: CLIENTS }, databaseUrl)
  await fixture.store.close()
  const servers = await Promise.all(
    Array.from({ length: processes }, () =>
      startProcess(fixture.databaseUrl, 'server/main.ts', { SEED: 'none', LOG_LEVEL: 'warn' }),
    ),
  )
  const urls = servers.map((it) => it.url)
  const rows: Row[] = []
  for (const [kind, shiftMs] of [
    ['one slot', 0],
    ['overlapping slots', 30 * MINUTE_MS],
  ] as const) {
    const won = await rounds(fixture, urls, { shiftMs, from: shiftMs === 0 ? 0 : ROUNDS })
    const name = `race for ${kind}, ${where}`
    rows.push(
      atLeast(1, { name, unit: 'rounds with one winner', ours: won, against: 'rounds', limit: ROUNDS }),
    )
  }
  await Promise.all(servers.map((it) => it.stop()))
  await fixture.drop()
  return rows
}

/** How many rounds had exactly one winner while every loser was told BOOKING_OVERLAPS. */
async function rounds(
  fixture: Fixture,
  urls: readonly string[],
  { shiftMs, from }: { readonly shiftMs: number; readonly from: number },
): Promise<number> {
  let won = 0
  for (let round = from; round < from + ROUNDS; round += 1) {
    const startsAt = fixture.freeFrom + round * DAY_MS
    const answers = await Promise.all(
      fixture.cookies.map((cookie, client) => {
        const start = startsAt + (client % 2) * shiftMs
        const input = {
          instrumentId: instrumentId(0),
          startsAt: new Date(start).toISOString(),
          endsAt: new Date(start + HOUR_MS).toISOString(),
          purpose: '竞争',
        }
        const body = () => JSON.stringify({ query: BOOK, variables: { input } })
        const url = `${urls[client % urls.length]}/graphql`
        return runLoad({ url, headers: { cookie }, clients: 1, requests: 1, body }, true)
      }),
    )
    const bodies = answers.flatMap((it) => it.bodies)
    const winners = bodies.filter((it) => it.includes('"Booking"')).length
    const losers = bodies.filter((it) => it.includes('BOOKING_OVERLAPS')).length
    if (winners === 1 && losers === CLIENTS - 1) won += 1
  }
  return won
}
