/** What becomes of offered time: it is taken with one word, declined, or lapses; then the next one gets it at once. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { invariant, present } from '../../kernel/invariant.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { lockInstruments, releaseTime } from '../queries/blocked-time.ts'
import { type Booking, bookingsByIds } from '../queries/bookings.ts'
import type { CustomerKey } from '../rules/terms.ts'
import { dueOffers, offersByIds, type TimeOffer, updateOffer } from '../queries/offers.ts'
import {
  closeWaitingEntries,
  endWaitingEntry,
  serveWaitingEntries,
  setMissed,
  type WaitingEntry,
  waitingEntriesByIds,
} from '../queries/waiting-list.ts'
import { isExact, offerProblems } from '../rules/waiting-list.ts'
import { workOff } from './backlog.ts'
import { giveBack, helpOf } from './freed-time.ts'
import { judge, orWhoIsInTheWay } from './judgement.ts'
import { placeBooking } from './place.ts'

/** Books what was offered to the viewer; once, however often he says so. Judged anew: an offer is no privilege. */
export async function acceptOffer(ctx: Context, { offerId }: { readonly offerId: string }): Promise<Booking> {
  const { known, viewer } = await ownOffer(ctx, offerId)
  const { instrumentId, startsAt, endsAt } = known
  const { withOperator } = helpOf(await entryOf(ctx.store.db, known))
  const customerInstitutionId = viewer.institutionId
  const who = { personId: viewer.personId, customerInstitutionId }
  const wanted = { instrumentId, startsAt, endsAt, ...who, withOperator, exceptIds: [offerId] }
  const accept = () =>
    ctx.store.transact(async (trx) => {
      const offer = await lockOffer(ctx, trx, known, who)
      if (offer.bookingId !== null) return bookingOf(trx, offer.bookingId)
      refuse(offerProblems(offer, ctx.now()))
      const { purpose } = await entryOf(trx, offer)
      await releaseTime(trx, offerId)
      // An offer is taken with one word: the form of the instrument is not asked.
      const booking = await placeBooking(ctx, trx, { wanted, personId: viewer.personId, purpose })
      await updateOffer(trx, offerId, { state: 'accepted', bookingId: booking.id })
      await endWaitingEntry(trx, offer.entryId, 'served')
      await record(ctx, trx, 'acceptOffer', offer)
      return booking
    })
  return orWhoIsInTheWay(ctx, accept, async () => (await judge(ctx, ctx.store.db, wanted)).problems)
}

/** Gives offered time to the next one. Who waits for this very span waits no longer; others keep their place. */
export async function declineOffer(
  ctx: Context,
  { offerId }: { readonly offerId: string },
): Promise<TimeOffer> {
  const { known } = await ownOffer(ctx, offerId)
  return ctx.store.transact(async (trx) => {
    const offer = await lockOffer(ctx, trx, known)
    if (offer.state === 'declined') return offer
    refuse(offerProblems(offer, ctx.now()))
    const entry = await entryOf(trx, offer)
    if (isExact(entry)) await endWaitingEntry(trx, entry.id, 'left')
    await setMissed(trx, entry.id, false)
    await record(ctx, trx, 'declineOffer', offer)
    return passOn(ctx, trx, offer, 'declined')
  })
}

/**
 * Lets offers lapse that nobody answered in time, those of a downtime too, oldest first; and ends the waiting of those
 * who have booked by themselves, and of those whose window has passed. Job.
 */
export async function lapseOffers(ctx: Context): Promise<void> {
  const now = ctx.now()
  await workOff<TimeOffer>(
    (after, limit) => dueOffers(ctx.store.db, now, after, limit),
    (it) => lapse(ctx, it),
  )
  await ctx.store.transact(async (trx) => {
    await serveWaitingEntries(trx)
    await closeWaitingEntries(trx, now)
  })
}

async function lapse(ctx: Context, known: TimeOffer): Promise<void> {
  await ctx.store.transact(async (trx) => {
    const offer = await lockOffer(ctx, trx, known)
    if (offer.state !== 'open' || offer.expiresAt > ctx.now()) return
    await setMissed(trx, offer.entryId, true)
    await record(ctx, trx, 'lapseOffers', offer)
    await passOn(ctx, trx, offer, 'lapsed')
  })
}

/** Ends an open offer and hands its time on. */
export async function passOn(
  ctx: Context,
  trx: Trx,
  offer: TimeOffer,
  state: 'declined' | 'lapsed',
): Promise<TimeOffer> {
  const { id, instrumentId } = offer
  await updateOffer(trx, id, { state })
  await ctx.emit(ctx, trx, { type: `waiting.${state}`, subjectId: id, instrumentId })
  await giveBack(ctx, trx, offer, offer.round)
  return { ...offer, state }
}

async function ownOffer(ctx: Context, offerId: string) {
  const [known] = await offersByIds(ctx.store.db, [offerId])
  const viewer = authorise(ctx.viewer, 'waitForTime', { personId: known?.personId ?? null })
  invariant(known !== undefined, 'an offer of somebody')
  return { known, viewer }
}

/** The offer as it stands once the transaction has the instrument to itself. */
async function lockOffer(
  ctx: Context,
  trx: Trx,
  { id, instrumentId }: TimeOffer,
  customer?: CustomerKey,
): Promise<TimeOffer> {
  await lockInstruments(ctx, trx, [instrumentId], customer)
  const [offer] = await offersByIds(trx, [id])
  if (!offer) throw new Rejection([problem('WAITING_OFFER_NOT_FOUND')])
  return offer
}

async function entryOf(trx: Db, { entryId }: TimeOffer): Promise<WaitingEntry> {
  const [entry] = await waitingEntriesByIds(trx, [entryId])
  return present(entry, 'the entry of an offer')
}

async function bookingOf(trx: Trx, id: string): Promise<Booking> {
  const [booking] = await bookingsByIds(trx, [id])
  return present(booking, 'a booking that was made')
}

function record(ctx: Context, trx: Trx, action: string, offer: TimeOffer): Promise<void> {
  const { id, instrumentId, startsAt, endsAt } = offer
  const detail = { instrumentId, startsAt, endsAt }
  return ctx.audit(ctx, trx, { action, subjectType: 'TimeOffer', subjectId: id, detail })
}
