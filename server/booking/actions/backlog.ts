/** Works off what has fallen due, a bounded batch at a time, however long nobody did. */

const BATCH = 200

/** Does `work` for each thing that `read` finds, once. One that fails does not hold up the others; all failures are thrown at the end. */
export async function workOff<T>(
  read: (after: T | undefined, limit: number) => Promise<readonly T[]>,
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  let after: T | undefined
  for (;;) {
    const due = await read(after, BATCH)
    for (const it of due) await work(it).catch((error: unknown) => failures.push(error))
    after = due.at(-1)
    if (due.length < BATCH) break
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} could not be worked off`)
}
