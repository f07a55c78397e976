/**
 * Every path that takes time against every other: twenty clients, spans that overlap, and on PostgreSQL two stores, as
 * two processes have. Each path runs often against booking and against itself, the other pairs a few times;
 * `RACE_ROUNDS=50` runs fifty rounds of every pair.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arrangeInstrument } from '../../../server/booking/actions/arrange.ts'
import type { Context } from '../../../server/context.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { type Interval, MINUTE_MS, overlaps } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { openStore } from '../../../server/platform/db.ts'
import { type Lab, openLab, policyWith } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addGroup, addPerson } from '../../support/people.ts'
import { HOLDERS, moment, type Round, TIME_TAKERS, type TimeTaker } from '../../support/time-takers.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const CLIENTS = 20
const PROCESSES = 2
/** With booking and with itself, and with others. A round on PostgreSQL takes five times as long. */
const ROUNDS = { sqlite: [25, 3], postgres: [8, 2] } as const
const asked = process.env['RACE_ROUNDS']

const NAMES = Object.keys(TIME_TAKERS)
const PAIRS = NAMES.flatMap((a, i) => NAMES.slice(i).map((b) => [a, b] as const))

function roundsOf(dialect: (typeof dialects)[number], a: string, b: string): number {
  if (asked !== undefined) return Number(asked)
  const [main, other] = ROUNDS[dialect]
  return a === b || a === 'book' ? main : other
}

type Outcome = { readonly id: string } | { readonly codes: readonly string[] }

describe.each(dialects)('%s: of two paths to the same time', (dialect) => {
  let world: World
  let lab: Lab
  let people: readonly Viewer[]
  let stores: readonly Context['store'][]
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    const others = dialect === 'sqlite' ? 0 : PROCESSES - 1
    stores = [world.store, ...Array.from({ length: others }, () => openStore(world.store.dialect))]
    const ids = Array.from({ length: CLIENTS }, (_, i) => `p${i}`)
    people = await Promise.all(ids.map((id) => addPerson(world, id, 'firm', ['researcher'])))
    await addGroup(world, HOLDERS, 'firm', ['stranger'])
  })
  afterAll(async () => {
    await Promise.all(stores.slice(1).map((it) => it.close()))
    await world.close()
  })

  const newId = () => `race-${String((count += 1)).padStart(7, '0')}`

  /** An instrument with as many units as there are paths that hold one, and all that the paths prepare. */
  async function roundFor(takers: ReadonlyMap<string, TimeTaker>): Promise<Round> {
    const [instrumentId, otherId] = [newId(), newId()]
    const approval = takers.has('approve') ? 'keeper' : 'none'
    const policy = policyWith({ approval, durationMsMin: 5 * MINUTE_MS, stepMs: 5 * MINUTE_MS })
    await addInstrument(world, instrumentId, { institutionId: 'lab', policy })
    const isAboutTwo = [...takers.values()].some((it) => it.isAboutTwo)
    if (isAboutTwo) await addInstrument(world, otherId, { institutionId: 'lab', policy })
    const as: Round['as'] = (viewer, at = 0) => ({
      ...world.as(viewer),
      store: stores[at % stores.length] ?? world.store,
      newId,
    })
    const { now } = world.clock
    const { personId: operatorId } = await addPerson(world, newId(), 'lab', ['researcher'])
    const round: Round = { lab, people, instrumentId, otherId, operatorId, now, as, ready: new Map() }
    const capacity = capacityOf(takers)
    // Past time is no unit's: where instruments share a schedule, it is locked by another name than the instrument's.
    const scheduleOfId = [...takers.values()].every((it) => it.realm === 'past') ? otherId : null
    const arrangement = { instrumentId, capacity, parentId: null, scheduleOfId }
    if (capacity > 1 || scheduleOfId) await arrangeInstrument(as(lab.keeper), arrangement)
    for (const it of takers.values()) await it.hold?.(round)
    for (const it of takers.values()) await it.prepare?.(round)
    return round
  }

  /** Runs all at once; what is neither made nor refused is a bug. */
  async function race(round: Round, takers: ReadonlyMap<string, TimeTaker>) {
    const names = [...takers.keys()]
    const attempts = Array.from({ length: CLIENTS }, async (_, client) => {
      const name = names[client % names.length] ?? ''
      const taker = takers.get(name)
      // Each path comes through both processes.
      const made = taker?.attempt(round, Math.floor(client / names.length))
      return [name, { id: (await made) ?? '' }] as const
    })
    const settled = await Promise.allSettled(attempts)
    return settled.map((it, client): readonly [string, Outcome] => {
      if (it.status === 'fulfilled') return it.value
      if (!(it.reason instanceof Rejection)) throw it.reason
      return [names[client % names.length] ?? '', { codes: it.reason.problems.map((each) => each.code) }]
    })
  }

  /** What is taken on the instrument, each thing once; nothing of it overlaps on a unit. */
  async function taken(instrumentId: string): Promise<ReadonlyMap<string, Interval>> {
    const rows = await world.store.db
      .selectFrom('blocked_span')
      .selectAll()
      .where('instrument_id', '=', instrumentId)
      .execute()
    const spans = rows.map((it) => ({ ...it, startsAt: it.starts_at, endsAt: it.ends_at }))
    for (const own of Map.groupBy(spans, (it) => it.unit_id).values()) {
      own.forEach((a, i) => own.slice(i + 1).forEach((b) => expect(overlaps(a, b)).toBe(false)))
    }
    return new Map(spans.map((it) => [it.id, it]))
  }

  async function capacityNow(id: string): Promise<number> {
    const { db } = world.store
    const row = await db.selectFrom('instrument').select('capacity').where('id', '=', id).executeTakeFirst()
    return row?.capacity ?? 0
  }

  test.each(PAIRS)('%s, %s: who fits wins, and the others hear why not', async (a, b) => {
    const takers = new Map(
      [...new Set([a, b])].flatMap((name) => {
        const taker = TIME_TAKERS[name]
        return taker ? [[name, taker] as const] : []
      }),
    )
    for (let i = 0; i < roundsOf(dialect, a, b); i += 1) {
      const round = await roundFor(takers)
      const outcomes = await race(round, takers)
      for (const [name, taker] of takers)
        expect(
          wrongReasons(
            taker,
            outcomes.filter(([by]) => by === name),
          ),
        ).toEqual([])
      const capacity = await capacityNow(round.instrumentId)
      expectWinners(takers, outcomes, capacity)
      const at = moment(round)
      const there = [...(await taken(round.instrumentId)).values()].filter(
        (it) => it.startsAt <= at && at < it.endsAt,
      )
      expect(there.length).toBeLessThanOrEqual(capacity)
      // Nobody may wait for too much at once.
      await world.store.transact((trx) =>
        trx
          .updateTable('waiting_entry')
          .set({ state: 'left' })
          .where('instrument_id', '=', round.instrumentId)
          .execute(),
      )
    }
  })
})

/** What losers were told and should not have been; every one of them has to be told something. */
function wrongReasons(
  taker: TimeTaker,
  outcomes: readonly (readonly [string, Outcome])[],
): readonly string[] {
  const told = outcomes.flatMap(([, it]) => ('codes' in it ? [it.codes] : []))
  const known: readonly string[] = taker.losers
  return told.flatMap((codes) =>
    codes.length === 0 ? ['no reason'] : codes.filter((it) => !known.includes(it)),
  )
}

/** As many units as there are paths that hold one before the race. */
function capacityOf(takers: ReadonlyMap<string, TimeTaker>): number {
  return Math.max(1, [...takers.values()].filter((it) => it.hold).length)
}

/** Every path that holds time keeps it once; the rest of the units goes to the others, as does past time. */
function expectWinners(
  takers: ReadonlyMap<string, TimeTaker>,
  outcomes: readonly (readonly [string, Outcome])[],
  capacity: number,
): void {
  const winnersOf = (holds: boolean, realm: TimeTaker['realm']) => {
    const own = new Set(
      [...takers]
        .filter(([, it]) => it.realm === realm && (it.hold !== undefined) === holds)
        .map(([name]) => name),
    )
    const ids = outcomes.flatMap(([name, it]) => (own.has(name) && 'id' in it ? [it.id] : []))
    return { paths: own.size, count: new Set(ids).size }
  }
  const holding = winnersOf(true, 'ahead')
  const reaching = winnersOf(false, 'ahead')
  const later = winnersOf(false, 'past')
  const arranging = winnersOf(false, 'units')
  expect(holding.count).toBe(holding.paths)
  expect(later.count).toBe(later.paths > 0 ? 1 : 0)
  expect(arranging.count).toBe(arranging.paths)
  // How many fit depends on when the units came; beside those who hold there is room only on a second one.
  const most = reaching.paths > 0 ? capacity - holding.paths : 0
  const least = arranging.paths > 0 && most > 0 ? Number(holding.paths === 0) : most
  expect(reaching.count).toBeGreaterThanOrEqual(least)
  expect(reaching.count).toBeLessThanOrEqual(most)
}
