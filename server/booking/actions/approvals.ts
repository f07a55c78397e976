/** The inbox of those who lead a group, and deciding many requests at once. */

import type { Context } from '../../context.ts'
import { may } from '../../identity/rules.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { requestsOfPrincipal, waitingCount, type WaitingRequest } from '../queries/approvals.ts'
import type { Booking } from '../queries/bookings.ts'
import type { Override } from '../rules/overrides.ts'
import { approveBooking, rejectBooking } from './decide.ts'

/** More are not decided at once. */
const BATCH_MAX = 100

/** More requests than this are not counted. */
const COUNTED_MAX = 100

/** Requests that wait for the viewer as the one who leads a group, those that wait longest first. */
export async function approvalRequests(ctx: Context, args: PageArgs): Promise<Page<WaitingRequest>> {
  const page = pageRequest(args)
  const personId = decider(ctx)
  const rows = personId === undefined ? [] : await requestsOfPrincipal(ctx.store.db, personId, page)
  return pageOf(rows, page, (it) => [it.wait.askedAt, it.booking.id])
}

/** How many requests wait for the viewer as the one who leads a group, 100 at most. */
export async function approvalRequestCount(ctx: Context): Promise<number> {
  const personId = decider(ctx)
  return personId === undefined ? 0 : waitingCount(ctx.store.db, personId, COUNTED_MAX)
}

function decider({ viewer }: Context): string | undefined {
  const personId = viewer?.personId
  return personId !== undefined && may(viewer, 'decideForGroup', { personId }) ? personId : undefined
}

/** What became of one of many requests. */
export type DecidedRequest = {
  readonly bookingId: string
  /** Null where it was refused. */
  readonly booking: Booking | null
  readonly problems: readonly Problem[]
}

export type Decision = {
  readonly bookingIds: readonly string[]
  readonly approve: boolean
  /** A word to the person; a refusal needs one. */
  readonly note: string | null
  /** Sets aside what staff may set aside. */
  readonly override?: Override | undefined
}

/** Decides requests one after another, each by itself: what is wrong with one does not hold up the others. */
export async function decideRequests(
  ctx: Context,
  { bookingIds, approve, note, override }: Decision,
): Promise<readonly DecidedRequest[]> {
  const ids = [...new Set(bookingIds)]
  refuse(ctx.viewer ? [] : [problem('SIGN_IN_REQUIRED')])
  refuse(
    ids.length > 0 && ids.length <= BATCH_MAX ? [] : [problem('INPUT_INVALID', [], { field: 'bookingIds' })],
  )
  const decided: DecidedRequest[] = []
  for (const bookingId of ids) {
    try {
      const booking = approve
        ? await approveBooking(ctx, { bookingId, note, override })
        : await rejectBooking(ctx, { bookingId, reason: note ?? '' })
      decided.push({ bookingId, booking, problems: [] })
    } catch (error) {
      if (!(error instanceof Rejection)) throw error
      decided.push({ bookingId, booking: null, problems: error.problems })
    }
  }
  return decided
}
