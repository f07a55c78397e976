/**
 * Timed work, safe with several processes: a job runs where a conditional update claims it. A claim ends by
 * itself, so that work goes on elsewhere when a process dies in the middle.
 */

import type { Logger } from 'pino'
import type { Instant } from '../kernel/interval.ts'
import type { Store } from './db.ts'

export type Job = {
  readonly name: string
  readonly everyMs: number
  run(): Promise<void>
}

const CLAIM_MS = 5 * 60_000
const TICK_MS = 500

/** Runs the jobs that are due and that no other process has claimed. Returns the names of those it ran. */
export async function runDueJobs(
  store: Store,
  jobs: readonly Job[],
  now: () => Instant,
  log: Logger,
): Promise<readonly string[]> {
  const ran: string[] = []
  for (const job of jobs) {
    if (!(await claim(store, job, now()))) continue
    const error = await job.run().then(
      () => null,
      (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
    )
    if (error) log.error({ job: job.name, err: error }, 'job failed')
    await release(store, job, now(), error?.message ?? null)
    ran.push(job.name)
  }
  return ran
}

/** Looks for due jobs until `stop` is called; `stop` waits for the job that is running. */
export function startJobs(store: Store, jobs: readonly Job[], now: () => Instant, log: Logger) {
  let stopped = false
  let wake: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  const tick = () => {
    running = runDueJobs(store, jobs, now, log)
      .catch((error: unknown) => log.error({ err: error }, 'jobs could not be claimed'))
      .finally(() => {
        if (!stopped) wake = setTimeout(tick, TICK_MS)
      })
  }
  tick()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(wake)
      await running
    },
  }
}

async function claim({ db, transact }: Store, { name }: Job, now: Instant): Promise<boolean> {
  const known = await db
    .selectFrom('job')
    .select(['next_at', 'claimed_until'])
    .where('name', '=', name)
    .executeTakeFirst()
  if (known && (known.next_at > now || known.claimed_until > now)) return false
  return transact(async (trx) => {
    await trx
      .insertInto('job')
      .values({ name, next_at: 0, claimed_until: 0, last_error: null })
      .onConflict((it) => it.doNothing())
      .execute()
    const { numUpdatedRows } = await trx
      .updateTable('job')
      .set({ claimed_until: now + CLAIM_MS })
      .where('name', '=', name)
      .where('next_at', '<=', now)
      .where('claimed_until', '<=', now)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  })
}

async function release({ transact }: Store, job: Job, now: Instant, error: string | null): Promise<void> {
  await transact((trx) =>
    trx
      .updateTable('job')
      .set({ claimed_until: 0, next_at: now + job.everyMs, last_error: error })
      .where('name', '=', job.name)
      .execute(),
  )
}
