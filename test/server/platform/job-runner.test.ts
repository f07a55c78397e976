/** Jobs run when they are due, in one process at a time, and go on when a process dies. */

import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../../server/platform/db.ts'
import { type Job, runDueJobs, startJobs } from '../../../server/platform/job-runner.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const log = pino({ level: 'silent' })

let world: World
const now = () => world.clock.now

function run(...jobs: readonly Job[]): Promise<readonly string[]> {
  return runDueJobs(world.store, jobs, now, log)
}

/** A promise and the function that fulfils it. */
function gate() {
  return Promise.withResolvers<undefined>()
}

function jobRow(name: string) {
  return world.store.db.selectFrom('job').selectAll().where('name', '=', name).executeTakeFirstOrThrow()
}

describe.each(dialects)('jobs on %s', (name) => {
  beforeEach(async () => {
    world = await openWorld(name)
  })
  afterEach(() => world.close())

  test('run at once, and then when their time has come again', async () => {
    let runs = 0
    const job: Job = { name: 'count', everyMs: 1_000, run: async () => void (runs += 1) }
    expect(await run(job)).toEqual(['count'])
    expect(await run(job)).toEqual([])
    world.clock.now += 999
    expect(await run(job)).toEqual([])
    world.clock.now += 1
    expect(await run(job)).toEqual(['count'])
    expect(runs).toBe(2)
  })

  test('run once however many runners race for them', async () => {
    let runs = 0
    const job: Job = { name: 'count', everyMs: 1_000, run: async () => void (runs += 1) }
    for (let round = 1; round <= 10; round += 1) {
      const ran = await Promise.all(Array.from({ length: 6 }, () => run(job)))
      expect(ran.flat()).toEqual(['count'])
      expect(runs).toBe(round)
      world.clock.now += 1_000
    }
  })

  test('are left alone while another runner is in the middle of them', async () => {
    const started = gate()
    const finish = gate()
    const job: Job = {
      name: 'long',
      everyMs: 1_000,
      run: async () => {
        started.resolve(undefined)
        await finish.promise
      },
    }
    const first = run(job)
    await started.promise
    world.clock.now += 60_000
    expect(await run(job)).toEqual([])
    finish.resolve(undefined)
    expect(await first).toEqual(['long'])
  })

  test('are taken over five minutes after the runner died', async () => {
    const died = run({ name: 'dies', everyMs: 1_000, run: () => new Promise<void>(() => {}) })
    void died
    await expect
      .poll(async () => (await world.store.db.selectFrom('job').selectAll().execute()).length)
      .toBe(1)
    await expect.poll(async () => (await jobRow('dies')).claimed_until).toBe(world.clock.now + 300_000)
    const job: Job = { name: 'dies', everyMs: 1_000, run: async () => {} }
    world.clock.now += 299_999
    expect(await run(job)).toEqual([])
    world.clock.now += 1
    expect(await run(job)).toEqual(['dies'])
  })

  test('that fail are noted, do not stop the others, and are tried again', async () => {
    let isBroken = true
    const broken: Job = {
      name: 'broken',
      everyMs: 1_000,
      run: async () => {
        if (isBroken) throw new Error('the mail server is away')
      },
    }
    const other: Job = { name: 'other', everyMs: 1_000, run: async () => {} }
    expect(await run(broken, other)).toEqual(['broken', 'other'])
    expect((await jobRow('broken')).last_error).toBe('the mail server is away')
    expect((await jobRow('other')).last_error).toBeNull()
    isBroken = false
    world.clock.now += 1_000
    expect(await run(broken)).toEqual(['broken'])
    expect((await jobRow('broken')).last_error).toBeNull()
  })

  test('that run now are finished before stopping ends', async () => {
    const started = gate()
    const finish = gate()
    let isDone = false
    const job: Job = {
      name: 'long',
      everyMs: 1_000,
      run: async () => {
        started.resolve(undefined)
        await finish.promise
        isDone = true
      },
    }
    const jobs = startJobs(world.store, [job], now, log)
    await started.promise
    const stopped = jobs.stop()
    expect(isDone).toBe(false)
    finish.resolve(undefined)
    await stopped
    expect(isDone).toBe(true)
  })
})

describe.runIf(dialects.includes('postgres'))('jobs of two processes', () => {
  beforeEach(async () => {
    world = await openWorld('postgres')
  })
  afterEach(() => world.close())

  test('run in one of them', async () => {
    const other = openStore(world.store.dialect)
    let runs = 0
    const job: Job = { name: 'count', everyMs: 1_000, run: async () => void (runs += 1) }
    for (let round = 1; round <= 20; round += 1) {
      const ran = await Promise.all([world.store, other].map((store) => runDueJobs(store, [job], now, log)))
      expect(ran.flat()).toEqual(['count'])
      world.clock.now += 1_000
    }
    expect(runs).toBe(20)
    await other.close()
  })
})
