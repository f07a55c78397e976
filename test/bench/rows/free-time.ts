/**
 * Any of ten thousand instruments free for three hours in seven days, against the bare algorithm over the same rows in
 * memory. The week ahead is equally full at every size: more bookings are a longer history. `HUGE=1` adds 10⁷ bookings.
 */

import { sql } from 'kysely'
import { freeSlots } from '../../../server/booking/actions/free-slots.ts'
import { timeMemory } from '../../../server/booking/actions/time-memory.ts'
import { emit } from '../../../server/events.ts'
import { pricedSlots } from '../../../server/fees/actions/free-slots.ts'
import { DAY_MS, HOUR_MS, type Instant, type Interval } from '../../../server/kernel/interval.ts'
import { contextMaker } from '../../../server/platform/context-maker.ts'
import { type Fixture, openFixture } from '../fixture.ts'
import { quantiles } from '../load.ts'
import { atMost, type Row } from '../report.ts'

const INSTRUMENTS = 10_000
const ROUNDS = 200
const LENGTH_MS = 3 * HOUR_MS
/** Gaps of two hours: three are free only where a booking was taken away, on one instrument in twenty. */
const HOURS = { booking: 18, spacing: 20 }
const SETTINGS = {
  publicUrl: 'http://bench',
  sessionIdleMs: DAY_MS,
  allowsDemoAccounts: false,
  sendsMail: false,
}

export async function freeTimeRow(): Promise<readonly Row[]> {
  const sizes = [100_000, 1_000_000, ...(process.env['HUGE'] === '1' ? [10_000_000] : [])]
  const measured: { readonly bookings: number; readonly rows: readonly Row[]; readonly ours: number }[] = []
  for (const bookings of sizes) measured.push({ bookings, ...(await measure(bookings)) })
  const [least, most] = [measured[0], measured.at(-1)]
  const growth = atMost(1.3, {
    name: `free for 3 h, ${most?.bookings} bookings`,
    unit: 'ms',
    ours: most?.ours ?? 0,
    against: `${least?.bookings} bookings`,
    limit: least?.ours ?? 0,
  })
  return [...measured.flatMap((it) => it.rows), growth]
}

async function measure(bookings: number) {
  const fixture = await openFixture({ instruments: INSTRUMENTS, bookings, clients: 1, hours: HOURS })
  const { store, today } = fixture
  await store.transact(async (trx) => {
    const between = sql`starts_at >= ${today + 2 * DAY_MS} and starts_at < ${today + 4 * DAY_MS}`
    await sql`delete from blocked_span where ${between} and unit_id like 'bench-i%7' and unit_id < 'bench-i5'`.execute(
      trx,
    )
  })
  const during = { startsAt: today + DAY_MS, endsAt: today + 8 * DAY_MS }
  const ctx = contextMaker({ store, emit, settings: SETTINGS })()
  const began = performance.now()
  await timeMemory(store).current(ctx.now())
  const loadMs = performance.now() - began
  const bare = await bareAlgorithm(fixture, during)
  const search = { filter: {}, during, lengthMs: LENGTH_MS, forMe: false }
  const found = await freeSlots(ctx, search)
  const expected = bare()
  if (found.length !== expected || expected === 0)
    throw new Error(`${found.length} found, ${expected} expected.`)
  const limits: number[] = []
  const ours: number[] = []
  for (let i = 0; i < ROUNDS; i += 1) {
    limits.push(await timed(() => Promise.resolve(bare())))
    ours.push(await timed(() => pricedSlots(ctx, search, { sort: 'earliest' })))
  }
  await fixture.drop()
  process.stderr.write(`${bookings} bookings: ${found.length} free, read in ${loadMs.toFixed(0)} ms\n`)
  const [own, limit] = [quantiles(ours), quantiles(limits)]
  const about = { unit: 'ms', against: 'bare walk over the same rows in memory' }
  const name = `free for 3 h in 7 days, 10⁴ instruments, ${bookings} bookings`
  return {
    ours: own.p50Ms,
    rows: [
      atMost(3, { ...about, name: `${name}, p50`, ours: own.p50Ms, limit: limit.p50Ms }),
      atMost(3, { ...about, name: `${name}, p99`, ours: own.p99Ms, limit: limit.p99Ms }),
    ],
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** Sorted typed arrays, walked once: no policy, no zone, no opening hours, no grid, nothing read. Counts who is free. */
async function bareAlgorithm({ store }: Fixture, during: Interval): Promise<() => number> {
  const rows = await store.db
    .selectFrom('blocked_span')
    .select(['unit_id', 'starts_at', 'ends_at'])
    .where('ends_at', '>', during.startsAt - DAY_MS)
    .orderBy('unit_id')
    .orderBy('starts_at')
    .execute()
  const taken = [...Map.groupBy(rows, (it) => it.unit_id).values()].map((own) =>
    Float64Array.from(own.flatMap((it) => [it.starts_at, it.ends_at])),
  )
  const starts = new Float64Array(taken.length)
  return () => {
    let free = 0
    for (const spans of taken) {
      const start = firstGap(spans, during)
      if (start + LENGTH_MS <= during.endsAt) starts[free++] = start
    }
    starts.subarray(0, free).sort()
    return free
  }
}

function firstGap(spans: Float64Array, { startsAt, endsAt }: Interval): Instant {
  let at = startsAt
  for (let i = 0; i < spans.length; i += 2) {
    if ((spans[i] ?? 0) >= at + LENGTH_MS) return at
    if ((spans[i + 1] ?? 0) > at) at = spans[i + 1] ?? 0
    if (at >= endsAt) break
  }
  return at
}
