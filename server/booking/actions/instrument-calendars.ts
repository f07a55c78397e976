/** The private calendar of an instrument, with names, for each of those who keep it. */

import { authorisedInstrument } from '../../catalog/actions/publication.ts'
import { type Instrument, instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { peopleByIds, type Person } from '../../identity/queries/people.ts'
import { viewerOfPerson } from '../../identity/queries/sessions.ts'
import { may } from '../../identity/rules.ts'
import { hashOfSecret, randomSecret } from '../../identity/secrets.ts'
import { present } from '../../kernel/invariant.ts'
import {
  deleteInstrumentCalendar,
  instrumentCalendarByToken,
  instrumentCalendarsOf,
  upsertInstrumentCalendar,
} from '../queries/instrument-calendars.ts'
import type { FedBooking } from '../queries/feeds.ts'
import { instrumentFeed } from './feeds.ts'

type Asked = { readonly instrumentId: string }

/** A new secret for the viewer's link to an instrument's calendar; the one before it stops working. */
export async function renewInstrumentCalendar(ctx: Context, { instrumentId }: Asked): Promise<string> {
  await authorisedInstrument(ctx, instrumentId, 'approveBookings')
  const { personId } = present(ctx.viewer, 'who may approve')
  const token = randomSecret()
  await ctx.store.transact(async (trx) => {
    const link = { tokenHash: hashOfSecret(token), at: ctx.now() }
    await upsertInstrumentCalendar(trx, { instrumentId, personId }, link)
    await ctx.audit(ctx, trx, { ...AUDITED, action: 'renewInstrumentCalendar', subjectId: instrumentId })
  })
  return token
}

/** The viewer's link to an instrument's calendar stops working. */
export async function revokeInstrumentCalendar(ctx: Context, { instrumentId }: Asked): Promise<Instrument> {
  const instrument = await authorisedInstrument(ctx, instrumentId, 'approveBookings')
  const { personId } = present(ctx.viewer, 'who may approve')
  await ctx.store.transact(async (trx) => {
    await deleteInstrumentCalendar(trx, { instrumentId, personId })
    await ctx.audit(ctx, trx, { ...AUDITED, action: 'revokeInstrumentCalendar', subjectId: instrumentId })
  })
  return instrument
}

const AUDITED = { subjectType: 'Instrument' } as const

/** Whether the viewer has a link to each instrument's calendar, in the order of `ids`. */
export async function hasInstrumentCalendars(ctx: Context, ids: readonly string[]): Promise<boolean[]> {
  const { viewer, store } = ctx
  const known = viewer ? await instrumentCalendarsOf(store.db, viewer.personId, ids) : new Set<string>()
  return ids.map((it) => known.has(it))
}

/** What a keeper reads of his instrument; null where the link is none, or its owner keeps the instrument no more. */
export async function keeperFeed(ctx: Context, token: string) {
  const { db } = ctx.store
  const link = await instrumentCalendarByToken(db, hashOfSecret(token))
  const viewer = link && (await viewerOfPerson(db, link.personId))
  if (!link || !viewer) return null
  const [instrument] = await instrumentsByIds(db, [link.instrumentId])
  if (!instrument || !may(viewer, 'approveBookings', instrument)) return null
  const feed = await instrumentFeed({ ...ctx, viewer }, link.instrumentId)
  if (!feed) return null
  return { ...feed, people: await peopleOf(ctx, feed.bookings) }
}

/** Those who booked, and those who operate for them. */
async function peopleOf(ctx: Context, bookings: readonly FedBooking[]): Promise<ReadonlyMap<string, Person>> {
  const ids = new Set(bookings.flatMap((it) => [it.personId, it.operatorId ?? it.personId]))
  const found = ids.size > 0 ? await peopleByIds(ctx.store.db, [...ids]) : []
  return new Map(found.flatMap((it) => (it ? [[it.id, it] as const] : [])))
}
