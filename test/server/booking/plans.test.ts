/** What the hot paths ask of the database: how many statements, and none that reads a history it does not return. */

import { CompiledQuery, type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookInstrument } from '../../../server/booking/actions/book.ts'
import { availability, bookingsOf, maintenanceOf } from '../../../server/booking/actions/calendar.ts'
import { expireRequests } from '../../../server/booking/actions/decide.ts'
import { instrumentFeed } from '../../../server/booking/actions/feeds.ts'
import { bookingRequests, deskBookings, myBookings } from '../../../server/booking/actions/lists.ts'
import { outlooks } from '../../../server/booking/actions/outlook.ts'
import { timeline } from '../../../server/booking/actions/timeline.ts'
import { instrumentsByIds } from '../../../server/catalog/queries/instruments.ts'
import type { Context } from '../../../server/context.ts'
import type { Db } from '../../../server/database.ts'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { markNoShows } from '../../../server/usage/actions.ts'
import { addBooking, type Lab, openLab, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const DAY = span('00:00', '24:00')
const HISTORY = 400

/** Changes nothing: whoever takes it gets an executor of his own. */
const PLAIN: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => result,
}

describe.each(dialects)('%s: the database', (dialect) => {
  let world: World
  let lab: Lab

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    for (const id of ['tem', 'xrd']) await addInstrument(world, id, { institutionId: 'lab' })
    for (let i = 0; i < HISTORY; i += 1) {
      const startsAt = DAY.startsAt - (i + 1) * 6 * HOUR_MS
      const at = { startsAt, endsAt: startsAt + HOUR_MS }
      await addBooking(
        world,
        { id: 'sem', institutionId: 'lab' },
        { id: `b${i}`, personId: 'ada', state: 'completed', ...at },
      )
    }
    world.clock.now = NEW_YEAR
  })

  afterAll(() => world.close())

  /** The statements that an action asks, as the database gets them. */
  async function statementsOf(act: (ctx: Context) => Promise<unknown>): Promise<readonly CompiledQuery[]> {
    const asked: CompiledQuery[] = []
    const listening = <T extends Db>(db: T): T => {
      const execute = db.getExecutor().executeQuery.bind(db.getExecutor())
      db.getExecutor().executeQuery = (query, ...rest) => {
        asked.push(query)
        return execute(query, ...rest)
      }
      return db
    }
    const copy = <T extends Db>(db: T) => listening(db.withPlugin(PLAIN) as T)
    const { store } = world
    const ctx = world.as(lab.keeper)
    await act({
      ...ctx,
      store: { ...store, db: copy(store.db), transact: (work) => store.transact((trx) => work(copy(trx))) },
    })
    return asked
  }

  const ACTIONS: Readonly<
    Record<string, readonly [statementsMax: number, act: (ctx: Context) => Promise<unknown>]>
  > = {
    'booking an instrument': [
      dialect === 'sqlite' ? 9 : 10,
      (ctx) =>
        bookInstrument(ctx, {
          instrumentId: 'sem',
          ...span('10:00', '11:00'),
          purpose: '测试',
          clientKey: 'k',
        }),
    ],
    'a week of one instrument': [1, (ctx) => bookingsOf(ctx, 'sem', DAY)],
    'the availability of one instrument': [2, (ctx) => availability(ctx, 'sem', DAY)],
    'the maintenance of one instrument': [2, (ctx) => maintenanceOf(ctx, 'sem', DAY)],
    'the day of many instruments': [3, (ctx) => timeline(ctx, {}, DAY, 200)],
    'the outlook of a page of instruments': [2, async (ctx) => outlooks(ctx, await found())],
    'what a person has to come': [1, (ctx) => myBookings(ctx, 'upcoming', {})],
    'what a person had': [1, (ctx) => myBookings(ctx, 'past', {})],
    'the day of a desk': [1, (ctx) => deskBookings(ctx, { during: DAY }, {})],
    'the requests of a desk': [1, (ctx) => bookingRequests(ctx, null, {})],
    'the calendar file of an instrument': [3, (ctx) => instrumentFeed(ctx, 'sem')],
    'looking for no-shows': [1, markNoShows],
    'looking for undecided requests': [1, expireRequests],
  }

  const found = async () =>
    (await instrumentsByIds(world.store.db, ['sem', 'tem', 'xrd'])).flatMap((it) => it ?? [])

  /** How the database would run a statement, as its own words. PostgreSQL is told that small tables are large. */
  async function planOf({ sql: text, parameters }: CompiledQuery): Promise<string> {
    const explain = dialect === 'sqlite' ? 'explain query plan' : 'explain (costs off)'
    return world.store.db.connection().execute(async (db) => {
      if (dialect === 'postgres') await sql`set enable_seqscan = off`.execute(db)
      const { rows } = await db.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(`${explain} ${text}`, [...parameters]),
      )
      return rows.map((it) => String(it['detail'] ?? it['QUERY PLAN'])).join('\n')
    })
  }

  test.each(Object.keys(ACTIONS))('answers %s by indexes, with few statements', async (name) => {
    const [statementsMax, act] = ACTIONS[name] ?? [0, async () => {}]
    const asked = await statementsOf(act)
    expect(asked.length).toBeLessThanOrEqual(statementsMax)
    expect(asked.length).toBeGreaterThan(0)
    for (const it of asked) {
      const plan = await planOf(it)
      expect(plan).not.toMatch(/SCAN (booking|blocked_span|taken|usage_record|maintenance|opening_hours)\b/)
      expect(plan).not.toMatch(/Seq Scan on (booking|blocked_span|usage_record|maintenance|opening_hours)\b/)
      // All that started before a moment is a history; the last of it is one probe.
      expect(plan).not.toMatch(/SEARCH (booking|blocked_span|taken) .*_id=\? AND starts_at<\?\)/)
    }
  })

  test('reads the day of an instrument and not its history', async () => {
    const [week] = await statementsOf((ctx) =>
      bookingsOf(ctx, 'sem', { startsAt: DAY.startsAt, endsAt: DAY.startsAt + 7 * DAY_MS }),
    )
    const plan = week ? await planOf(week) : ''
    expect(plan).toMatch(
      dialect === 'sqlite'
        ? /booking_time \(instrument_id=\? AND starts_at>\? AND starts_at<\?\)/
        : /Index Cond: .*starts_at > .*starts_at < /,
    )
  })
})
