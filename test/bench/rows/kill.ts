/** A server killed twenty times amid a thousand bookings and check-outs, on both databases: none lost, none doubled. */

import { startPostgres } from '../../support/postgres-process.ts'
import { CHECK_OUTS, killOnce } from '../../support/killing.ts'
import { openFixture } from '../fixture.ts'
import { atLeast, type Row } from '../report.ts'

const KILLS = Number(process.env['BENCH_KILLS'] ?? 20)
/** The server is killed after so many of the thousand answers, each time at another moment. */
const killAt = (round: number) => 50 + ((round * 367) % 900)

export async function killRow(): Promise<readonly Row[]> {
  const postgres = await startPostgres()
  const rows = [
    await killOn('SQLite'),
    await killOn('PostgreSQL', await postgres.createDatabase('bench_kill')),
  ]
  await postgres.stop()
  return rows
}

async function killOn(where: string, databaseUrl?: string): Promise<Row> {
  const size = { instruments: CHECK_OUTS + 1, bookings: 0, clients: 2 }
  const fixture = await openFixture(size, databaseUrl)
  await fixture.store.close()
  let sound = 0
  for (let round = 0; round < KILLS; round += 1) {
    const { acknowledged, faults } = await killOnce(fixture, round, killAt(round))
    process.stderr.write(
      `${where}, ${acknowledged} acknowledged: ${faults.join('; ') || 'all there, once'}\n`,
    )
    if (faults.length === 0) sound += 1
  }
  await fixture.drop()
  return atLeast(1, {
    name: `kill -9, ${where}`,
    unit: 'kills without loss',
    ours: sound,
    against: 'kills',
    limit: KILLS,
  })
}
