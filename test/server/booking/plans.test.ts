/** What the hot paths ask of the database: how many statements, and none that reads a history it does not return. */

import { CompiledQuery, type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookInstrument } from '../../../server/booking/actions/book.ts'
import { availability, bookingsOf, maintenanceOf } from '../../../server/booking/actions/calendar.ts'
import { expireRequests } from '../../../server/booking/actions/expiry.ts'
import { freeSlots } from '../../../server/booking/actions/free-slots.ts'
import { instrumentFeed } from '../../../server/booking/actions/feeds.ts'
import { bookingRequests, deskBookings, myBookings } from '../../../server/booking/actions/lists.ts'
import { operatorDuties } from '../../../server/booking/actions/duties.ts'
import { absences } from '../../../server/booking/actions/operators.ts'
import { bookingQuotas } from '../../../server/booking/actions/quotas.ts'
import { outlooks } from '../../../server/booking/actions/outlook.ts'
import { bookSeries, previewSeries } from '../../../server/booking/actions/series.ts'
import { timeMemory } from '../../../server/booking/actions/time-memory.ts'
import { timeline } from '../../../server/booking/actions/timeline.ts'
import { demandedOperators } from '../../../server/booking/queries/operators.ts'
import { membershipsByBookingIds } from '../../../server/booking/queries/series.ts'
import { instrumentsByIds } from '../../../server/catalog/queries/instruments.ts'
import type { Context } from '../../../server/context.ts'
import type { Db } from '../../../server/database.ts'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { act, addBooking, type Lab, openLab, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addGroup } from '../../support/people.ts'
import { quota, sayOf } from '../../support/policies.ts'
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
    const staff = { userClasses: ['STAFF'] }
    await sayOf(world, lab.keeper, 'tem', {
      quotas: [
        quota('MINUTES', 6_000, { period: 'YEAR', ...staff }),
        quota('BOOKINGS', 50, { period: 'WEEK', per: 'INSTITUTION', ...staff }),
      ],
    })
    await act(world, lab.keeper, 'setOperation', {
      instrumentId: 'xrd',
      demand: 'REQUIRED',
      operatorIds: ['ann', 'keeper'],
    })
    await addGroup(world, 'fibre', 'firm', ['ada'])
    const at = sent({ startsAt: DAY.endsAt + HOUR_MS, endsAt: DAY.endsAt + 2 * HOUR_MS })
    await act(world, lab.keeper, 'holdTime', { instrumentId: 'tem', groupId: 'fibre', ...at })
    world.clock.now = NEW_YEAR
  })

  afterAll(() => world.close())

  /** The statements that an action asks, as the database gets them. */
  async function statementsOf(work: (ctx: Context) => Promise<unknown>): Promise<readonly CompiledQuery[]> {
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
    await work({
      ...ctx,
      store: { ...store, db: copy(store.db), transact: (each) => store.transact((trx) => each(copy(trx))) },
    })
    return asked
  }

  const ACTIONS: Readonly<
    Record<string, readonly [statementsMax: number, act: (ctx: Context) => Promise<unknown>]>
  > = {
    'booking an instrument': [
      dialect === 'sqlite' ? 10 : 11,
      (ctx) =>
        bookInstrument(ctx, {
          instrumentId: 'sem',
          ...span('10:00', '11:00'),
          purpose: '测试',
          clientKey: 'k',
        }),
    ],
    'booking a series of fifty': [
      // Eight for each booking: itself, its time, its history, audit, one for its tariff, two for who waits and is
      // told, outbox. The rest once.
      50 * 8 + (dialect === 'sqlite' ? 9 : 10),
      (ctx) =>
        bookSeries(ctx, {
          instrumentId: 'tem',
          ...span('10:00', '11:00'),
          rrule: 'FREQ=DAILY;COUNT=50',
          exdates: [],
          overrides: [],
          purpose: '测试',
          skipsConflicts: false,
          clientKey: 'k',
        }),
    ],
    'previewing a series of fifty': [
      // The instrument; then once for all: its rules and hours, what is taken, how the person stands.
      4,
      (ctx) =>
        previewSeries(ctx, {
          instrumentId: 'sem',
          ...span('10:00', '11:00'),
          rrule: 'FREQ=DAILY;COUNT=50',
          exdates: [],
          overrides: [],
        }),
    ],
    'where bookings stand in their series': [
      1,
      (ctx) => membershipsByBookingIds(ctx.store.db, ['b1', 'b2', 'b3']),
    ],
    'booking an instrument with quotas': [
      // One more than without: what counts against all of them.
      dialect === 'sqlite' ? 11 : 12,
      (ctx) =>
        bookInstrument(ctx, {
          instrumentId: 'tem',
          ...span('14:00', '15:00'),
          purpose: '测试',
          clientKey: 'q',
          forPersonId: null,
        }),
    ],
    'booking an instrument with an operator': [
      // Two more than without: what is taken of the operators' time, and taking some of it.
      dialect === 'sqlite' ? 12 : 13,
      (ctx) =>
        bookInstrument(ctx, {
          instrumentId: 'xrd',
          ...span('10:00', '11:00'),
          purpose: '测试',
          clientKey: 'o',
          withOperator: true,
        }),
    ],
    'the availability of an instrument with operators': [4, (ctx) => availability(ctx, 'xrd', DAY)],
    'what somebody operates': [1, (ctx) => operatorDuties(ctx, DAY)],
    'when those are taken without whom instruments cannot be had': [
      2,
      ({ store, now }) => demandedOperators(store.db, { ...DAY, now: now(), stayingUntil: now() }),
    ],
    'when somebody is away': [1, (ctx) => absences(ctx, { personIds: ['keeper'] })],
    'what is left of quotas': [2, (ctx) => bookingQuotas(ctx, { instrumentId: 'tem', at: DAY.startsAt })],
    'a week of one instrument': [1, (ctx) => bookingsOf(ctx, 'sem', DAY)],
    'the availability of one instrument': [3, (ctx) => availability(ctx, 'sem', DAY)],
    'the availability of one instrument to who is not of its staff': [
      4,
      (ctx) => availability({ ...ctx, viewer: lab.ada }, 'sem', DAY),
    ],
    'the maintenance of one instrument': [2, (ctx) => maintenanceOf(ctx, 'sem', DAY)],
    // Two of them for those without whom some cannot be had.
    'the day of many instruments': [6, (ctx) => timeline(ctx, {}, DAY, 200)],
    'the day of many instruments to who is not of their staff': [
      7,
      (ctx) => timeline({ ...ctx, viewer: lab.ada }, {}, DAY, 200),
    ],
    // When they are open, what is taken, for whom it is held, where the viewer works, and twice who operates for him.
    'the outlook of a page of instruments': [6, async (ctx) => outlooks(ctx, await found())],
    // Read once for a process: the place in the outbox, ids, instruments, what places say, units; then the outbox, holidays,
    // overtime, where the viewer works, what is held for his group, and twice who operates for him.
    'free time on many instruments': [
      13,
      async (ctx) => {
        await timeMemory(ctx.store).current(ctx.now())
        return freeSlots(
          { ...ctx, viewer: lab.ada },
          { filter: {}, during: DAY, lengthMs: HOUR_MS, forMe: false },
        )
      },
    ],
    'what a person has to come': [1, (ctx) => myBookings(ctx, 'upcoming', {})],
    'what a person had': [1, (ctx) => myBookings(ctx, 'past', {})],
    'the day of a desk': [1, (ctx) => deskBookings(ctx, { during: DAY }, {})],
    'the requests of a desk': [1, (ctx) => bookingRequests(ctx, null, {})],
    'the calendar file of an instrument': [4, (ctx) => instrumentFeed(ctx, 'sem')],
    'looking for no-shows': [1, markNoShows],
    'looking for undecided requests': [2, expireRequests],
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
    const [statementsMax, work] = ACTIONS[name] ?? [0, async () => {}]
    const asked = await statementsOf(work)
    expect(asked.length).toBeLessThanOrEqual(statementsMax)
    expect(asked.length).toBeGreaterThan(0)
    for (const it of asked) {
      const plan = await planOf(it)
      expect(plan).not.toMatch(/SCAN (booking|blocked_span|taken|usage_record|maintenance|opening_hours)\b/)
      expect(plan).not.toMatch(/Seq Scan on (booking|blocked_span|usage_record|maintenance|opening_hours)\b/)
      expect(plan).not.toMatch(
        /(SCAN|Seq Scan on) (restriction|qualification|training_requirement|role_grant|instrument_operator|operator_absence|time_hold|group_member)\b/,
      )
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
