/** The feed follows the catalog: each change once, stamped so that no harvester misses it. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { randomOf } from '../../../seeds/random.ts'
import { updateInstrumentState } from '../../../server/catalog/queries/instruments.ts'
import { harvestBound, STAMPING } from '../../../server/feed/actions/harvest.ts'
import { refreshFeedRecords } from '../../../server/feed/actions/records.ts'
import { feedRecordsByInstrumentIds } from '../../../server/feed/queries/records.ts'
import type { ReviewState } from '../../../server/institutions/rules.ts'
import { announce, ask, harvestAll } from '../../support/harvest.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution } from '../../support/people.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const SECOND = 1_000

let world: World

async function add(id: string, state: ReviewState = 'approved'): Promise<void> {
  await addInstrument(world, id, { institutionId: 'lab', state })
}

function setStates(ids: readonly string[], state: ReviewState): Promise<void> {
  return world.store.transact(async (trx) => {
    for (const id of ids)
      await updateInstrumentState(trx, id, { state, reviewNote: null, at: world.clock.now })
  })
}

async function withdraw(id: string): Promise<void> {
  await setStates([id], 'withdrawn')
  await announce(world, 'instrument.withdrawn', id)
}

async function publish(id: string): Promise<void> {
  await setStates([id], 'approved')
  await announce(world, 'instrument.published', id)
}

function refresh(): Promise<void> {
  return refreshFeedRecords(world.as())
}

function recordsOf(...ids: readonly string[]) {
  return feedRecordsByInstrumentIds(world.store.db, ids)
}

describe.each(dialects)('the records of the feed on %s', (name) => {
  beforeEach(async () => {
    world = await openWorld(name)
    await addInstitution(world, 'lab')
  })
  afterEach(() => world.close())

  test('an instrument that is published has a record, stamped when the feed learnt of it', async () => {
    await add('sem')
    await announce(world, 'instrument.published', 'sem')
    expect(await recordsOf('sem')).toEqual([])
    world.clock.now += 3 * SECOND
    await refresh()
    expect(await recordsOf('sem')).toEqual([
      { instrumentId: 'sem', changedAt: NEW_YEAR + 3 * SECOND, isDeleted: false },
    ])
  })

  test('a change stamps the record anew, and nothing else does', async () => {
    await add('sem')
    await announce(world, 'instrument.published', 'sem')
    await refresh()
    world.clock.now += SECOND
    await refresh()
    expect((await recordsOf('sem'))[0]?.changedAt).toBe(NEW_YEAR)
    await announce(world, 'instrument.updated', 'sem')
    await refresh()
    expect((await recordsOf('sem'))[0]?.changedAt).toBe(NEW_YEAR + SECOND)
  })

  test('a withdrawn instrument leaves a tombstone in its sets; published again it is back', async () => {
    await add('sem')
    await announce(world, 'instrument.published', 'sem')
    await refresh()
    world.clock.now += SECOND
    await withdraw('sem')
    await refresh()
    const gone = await ask(world.as(), { verb: 'ListRecords', metadataPrefix: 'oai_dc', set: 'cat:01' })
    expect(gone.records).toMatchObject([{ id: 'sem', isDeleted: true, stamp: '2026-01-01T00:00:01Z' }])
    world.clock.now += SECOND
    await publish('sem')
    await refresh()
    const back = await ask(world.as(), { verb: 'ListRecords', metadataPrefix: 'oai_dc', set: 'cat:01' })
    expect(back.records).toMatchObject([{ id: 'sem', isDeleted: false, stamp: '2026-01-01T00:00:02Z' }])
  })

  test('a tombstone is stamped once', async () => {
    await add('sem')
    await announce(world, 'instrument.published', 'sem')
    await refresh()
    await withdraw('sem')
    await refresh()
    world.clock.now += SECOND
    await announce(world, 'instrument.updated', 'sem')
    await refresh()
    expect(await recordsOf('sem')).toEqual([{ instrumentId: 'sem', changedAt: NEW_YEAR, isDeleted: true }])
  })

  test.each(['draft', 'submitted', 'rejected', 'withdrawn'] as const)(
    'an instrument that was never more than %s has no record',
    async (state) => {
      await add('sem', state)
      await announce(world, 'instrument.updated', 'sem')
      await refresh()
      expect(await recordsOf('sem')).toEqual([])
    },
  )

  test('an instrument that is not shared, or whose owner the city does not know, has no record', async () => {
    await addInstitution(world, 'unknown', { state: 'submitted' })
    await addInstrument(world, 'own', { institutionId: 'lab', shareMode: 'none' })
    await addInstrument(world, 'theirs', { institutionId: 'unknown' })
    await announce(world, 'instrument.published', 'own', 'theirs')
    await refresh()
    expect(await recordsOf('own', 'theirs')).toEqual([])
  })

  test('an instrument that moves to another class is in its new sets only', async () => {
    await add('sem')
    await announce(world, 'instrument.published', 'sem')
    await refresh()
    await world.store.transact((trx) =>
      sql`update instrument set category_code = '010100', share_mode = 'internal'`.execute(trx),
    )
    await announce(world, 'instrument.updated', 'sem')
    await refresh()
    const { records } = await ask(world.as(), { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc' })
    expect(records[0]?.sets).toEqual(['cat:01', 'cat:01:010100', 'org:USCC-lab', 'region:150602'])
    expect(
      (await ask(world.as(), { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', set: 'share' })).errors,
    ).toEqual(['noRecordsMatch'])
  })

  test('stamps do not go backwards with the clock', async () => {
    await add('one')
    await add('two')
    await announce(world, 'instrument.published', 'one')
    await refresh()
    world.clock.now -= 60 * SECOND
    await announce(world, 'instrument.published', 'two')
    await refresh()
    expect((await recordsOf('two'))[0]?.changedAt).toBe(NEW_YEAR)
  })

  test('a thousand changes are taken in one run, past events of other things', async () => {
    await add('sem')
    for (let i = 0; i < 3; i += 1) {
      const at = { at: 0, type: 'booking.booked', subject_id: 'b', payload: '{}' }
      await world.store.transact((trx) =>
        trx
          .insertInto('outbox_event')
          .values(Array.from({ length: 400 }, () => at))
          .execute(),
      )
    }
    await announce(world, 'instrument.published', 'sem')
    await refresh()
    expect(await recordsOf('sem')).toHaveLength(1)
  })

  test('several runs at the same time take each change once', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await add(id)
    await announce(world, 'instrument.published', 'a', 'b', 'c', 'd')
    await Promise.all([refresh(), refresh(), refresh()])
    expect(await recordsOf('a', 'b', 'c', 'd')).toHaveLength(4)
  })

  test('a harvester that asks again from the last answer on ends with the catalog, whatever happened between', async () => {
    const random = randomOf(42)
    const shown = new Map<string, boolean>()
    for (let i = 0; i < 130; i += 1) await add(`i${i}`, 'draft')
    const copy = new Map<string, boolean>()
    let from: string | undefined
    const stir = async () => {
      world.clock.now += random.between(0, 900)
      const changed = new Set(Array.from({ length: 12 }, () => `i${random.between(0, 129)}`))
      const published = [...changed].filter((id) => random.next() < 0.6 || !shown.has(id))
      const withdrawn = [...changed].filter((id) => !published.includes(id))
      for (const id of changed) shown.set(id, published.includes(id))
      await setStates(published, 'approved')
      await announce(world, 'instrument.published', ...published)
      await setStates(withdrawn, 'withdrawn')
      await announce(world, 'instrument.withdrawn', ...withdrawn)
      if (random.next() < 0.7) await refresh()
    }
    const learn = async () => {
      const span = from === undefined ? {} : { from }
      const nothing = await ask(world.as(), { verb: 'ListRecords', metadataPrefix: 'oai_dc', ...span })
      if (nothing.errors[0] === 'noRecordsMatch') {
        from = nothing.at
        return
      }
      const { at, records } = await harvestAll(world.as(), span, stir)
      for (const each of records) copy.set(each.id, !each.isDeleted)
      from = at
    }
    for (let round = 0; round < 15; round += 1) {
      await stir()
      if (random.next() < 0.6) await learn()
    }
    await refresh()
    await learn()
    expect(shown.size).toBeGreaterThan(60)
    expect(live(copy)).toEqual(live(shown))
  })
})

describe.runIf(dialects.includes('postgres'))('the bound of a harvest', () => {
  beforeEach(async () => {
    world = await openWorld('postgres')
  })
  afterEach(() => world.close())

  test('waits for changes that are being stamped, so that none becomes visible behind it', async () => {
    const { store } = world
    const stamping = await store.db.startTransaction().execute()
    await store.dialect.lock(stamping, [STAMPING])
    const bound = harvestBound(world.as())
    const waiting = sql<{
      count: number
    }>`select count(*) as count from pg_locks where locktype = 'advisory' and not granted`
    await expect.poll(async () => Number((await waiting.execute(store.db)).rows[0]?.count)).toBe(1)
    world.clock.now += 5 * SECOND
    await stamping.commit().execute()
    expect(await bound).toBe(NEW_YEAR + 5 * SECOND)
  })
})

/** The ids that are there, sorted. */
function live(all: ReadonlyMap<string, boolean>): readonly string[] {
  return [...all].flatMap(([id, isThere]) => (isThere ? [id] : [])).toSorted()
}
