/** A server that is killed loses nothing that it acknowledged, and doubles nothing that is sent again; see the bench for more. */

import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, inject, test } from 'vitest'
import { openFixture } from '../bench/fixture.ts'
import { CHECK_OUTS, killOnce } from '../support/killing.ts'
import { dialects } from '../support/dialects.ts'

/** When the server is killed: after so many of a thousand answers. */
const KILLED_AT = [150, 700]

test.each(dialects)(
  '%s: killed amid bookings and check-outs, none is lost and none is doubled',
  async (dialect) => {
    const id = randomUUID().replaceAll('-', '')
    const databaseUrl =
      dialect === 'sqlite' ? `sqlite:${join(tmpdir(), `kill-${id}.db`)}` : await emptyPostgres(`kill_${id}`)
    const fixture = await openFixture({ instruments: CHECK_OUTS + 1, bookings: 0, clients: 2 }, databaseUrl)
    await fixture.store.close()
    for (const [round, killAt] of KILLED_AT.entries()) {
      const { acknowledged, faults } = await killOnce(fixture, round, killAt)
      expect(faults).toEqual([])
      expect(acknowledged).toBeGreaterThanOrEqual(killAt)
    }
  },
  240_000,
)

async function emptyPostgres(name: string): Promise<string> {
  const client = new Client({ connectionString: `${inject('postgresUrl')}/postgres` })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return `${inject('postgresUrl')}/${name}`
}
