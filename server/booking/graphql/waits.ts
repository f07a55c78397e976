/** For whom bookings wait, asked once for a request however many bookings a list has. */

import DataLoader from 'dataloader'
import type { Context } from '../../context.ts'
import { waitsByBookingIds } from '../queries/approvals.ts'
import type { ApprovalWait } from '../rules/approval.ts'

const loaders = new WeakMap<Context, DataLoader<string, ApprovalWait | undefined>>()

/** For whom a booking waits; undefined where nothing was written of it. */
export function waitFor(ctx: Context, bookingId: string): Promise<ApprovalWait | undefined> {
  const loader =
    loaders.get(ctx) ?? new DataLoader((ids: readonly string[]) => waitsByBookingIds(ctx.store.db, ids))
  loaders.set(ctx, loader)
  return loader.load(bookingId)
}
