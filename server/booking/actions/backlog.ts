/** Works off bookings whose time has passed, a bounded batch at a time, however long nobody did. */

import { type Booking, type BookingPlace } from '../queries/bookings.ts'

const BATCH = 200

/** Does `work` for each booking that `read` finds, once. One that fails does not hold up the others; all failures are thrown at the end. */
export async function workOff(
  read: (after: BookingPlace | undefined, limit: number) => Promise<readonly Booking[]>,
  work: (booking: Booking) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  let after: BookingPlace | undefined
  for (;;) {
    const due = await read(after, BATCH)
    for (const booking of due) await work(booking).catch((error: unknown) => failures.push(error))
    after = due.at(-1)
    if (due.length < BATCH) break
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} bookings could not be worked off`)
}
