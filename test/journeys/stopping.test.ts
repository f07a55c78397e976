/** A server that is told to stop finishes what it began: whatever it acknowledged is in the database. */

import { expect, test } from 'vitest'
import { bookingsByIds } from '../../server/booking/queries/bookings.ts'
import { addDays, dateOf, DEFAULT_ZONE, instantOf } from '../../server/kernel/calendar.ts'
import { HOUR_MS } from '../../server/kernel/interval.ts'
import { openStore } from '../../server/platform/db.ts'
import { dialectOf } from '../../server/platform/dialect/choose.ts'
import { startProcess } from '../support/process.ts'
import { copyDemo, DEMO_PASSWORD } from '../support/server.ts'
import { dialects } from '../support/dialects.ts'

const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) {
  __typename ... on Booking { id } ... on Rejection { problems { code } } } }`

test.each(dialects)(
  '%s: loses no acknowledged booking on SIGTERM, and ends with success',
  async (dialect) => {
    const { databaseUrl, drop } = await copyDemo(dialect)
    const server = await startProcess(databaseUrl, 'server/main.ts', { LOG_LEVEL: 'warn' })
    const post = async (query: string, variables: object, cookie = '') => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query, variables }),
      })
      return {
        cookie: response.headers.get('set-cookie') ?? '',
        body: (await response.json()) as { data: Record<string, unknown> },
      }
    }
    const credentials = { email: 'keeper@demo.local', password: DEMO_PASSWORD }
    const { cookie } = await post(
      'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
      { input: credentials },
    )
    const mine = await post(
      '{ instruments(filter: { managedByMe: true, state: APPROVED }, first: 1) { edges { node { id } } } }',
      {},
      cookie,
    )
    const { edges } = mine.body.data['instruments'] as { edges: { node: { id: string } }[] }
    const from = instantOf(addDays(dateOf(Date.now(), DEFAULT_ZONE), 16), '00:00', DEFAULT_ZONE)

    const acknowledged: string[] = []
    const refused: unknown[] = []
    const ended = new Promise<number | null>((resolve) =>
      server.process.once('exit', (code) => resolve(code)),
    )
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const startsAt = from + n * 2 * HOUR_MS
        const input = {
          instrumentId: edges[0]?.node.id,
          startsAt: new Date(startsAt).toISOString(),
          endsAt: new Date(startsAt + HOUR_MS).toISOString(),
          purpose: '停机演练',
          clientKey: `stop-${n}`,
        }
        // A connection that was not accepted any more is no answer, and promises nothing.
        const answer = await post(BOOK, { input }, cookie).catch(() => undefined)
        if (!answer) return
        const booked = answer.body.data['bookInstrument'] as { __typename: string; id: string }
        if (booked.__typename === 'Booking') acknowledged.push(booked.id)
        else refused.push(booked)
        if (acknowledged.length === 5) server.process.kill('SIGTERM')
      }),
    )
    expect(await ended).toBe(0)
    expect(refused).toEqual([])
    expect(acknowledged.length).toBeGreaterThanOrEqual(5)
    const store = openStore(dialectOf(databaseUrl))
    const kept = await bookingsByIds(store.db, acknowledged)
    expect(kept.map((it) => it?.state)).toEqual(acknowledged.map(() => 'confirmed'))
    await store.close()
    await drop()
  },
)
