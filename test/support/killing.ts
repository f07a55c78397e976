/**
 * A server process that is killed amid acknowledged bookings and check-outs, and what is there when the next one runs:
 * every acknowledged thing once, and, when all is sent again with the same keys, every thing once.
 */

import { insertBlockedSpan } from '../../server/booking/queries/blocked-time.ts'
import { insertBooking } from '../../server/booking/queries/bookings.ts'
import { insertOffer } from '../../server/booking/queries/offers.ts'
import { insertWaitingEntry } from '../../server/booking/queries/waiting-list.ts'
import { EVERY_DAY } from '../../server/booking/rules/waiting-list.ts'
import { HOUR_MS, MINUTE_MS } from '../../server/kernel/interval.ts'
import { openStore, type Store } from '../../server/platform/db.ts'
import { dialectOf } from '../../server/platform/dialect/choose.ts'
import { type Fixture, instrumentId } from '../bench/fixture.ts'
import { bookingOf } from './bookings.ts'
import { type ServerProcess, startProcess } from './process.ts'

/** One instrument for each check-out, because one is used by one person at a time. */
export const CHECK_OUTS = 100
const BOOKINGS = 900
const CLIENTS = 20
const PERSON = 'bench-p0'
/** Who does not come. */
const ABSENT = 'bench-p1'
const JOBS_MS_MAX = 60_000

const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) {
  __typename ... on Booking { id } ... on Rejection { problems { code } } } }`
const CHECK_IN = `mutation ($input: CheckInInput!) { checkIn(input: $input) {
  __typename ... on UsageRecord { id } ... on Rejection { problems { code } } } }`
const CHECK_OUT = `mutation ($input: CheckOutInput!) { checkOut(input: $input) {
  __typename ... on UsageRecord { id } ... on Rejection { problems { code } } } }`

type Sent = { readonly query: string; readonly input: object }
/** An id, a code, or undefined where no answer came. */
type Answer = { readonly id?: string; readonly code?: string } | undefined

/** What one killing showed: how much had been acknowledged, and everything that was not as it should be. */
export type Killing = { readonly acknowledged: number; readonly faults: readonly string[] }

/** Kills the server once `killAt` answers have come, starts it again, sends everything again, and counts. */
export async function killOnce(fixture: Fixture, round: number, killAt: number): Promise<Killing> {
  const { databaseUrl, cookies } = fixture
  const uses = await onStore(databaseUrl, (store) => insertBegun(store, round))
  const sent = [
    ...bookingsOf(fixture, round),
    ...uses.map((it) => ({ query: CHECK_OUT, input: { bookingId: it } })),
  ]
  const order = sent.map((_, i) => (i * 611) % sent.length)
  const cookie = cookies[0] ?? ''
  const server = await start(databaseUrl)
  for (const bookingId of uses) await post(server, cookie, { query: CHECK_IN, input: { bookingId } })
  const first = await sendAll(
    order.flatMap((i) => sent[i] ?? []),
    { server, cookie, killAt },
  )
  await ended(server)
  const late = await onStore(databaseUrl, (store) => insertDue(store, round))
  const again = await start(databaseUrl)
  const second = await sendAll(
    order.flatMap((i) => sent[i] ?? []),
    { server: again, cookie, killAt: undefined },
  )
  const jobs = await onStore(databaseUrl, (store) => jobFaults(store, late))
  await again.stop()
  const kept = await onStore(databaseUrl, (store) => countFaults(store, round, uses))
  const lost = first.flatMap((it, i) => lostFaults(it, second[i]))
  return { acknowledged: first.filter((it) => it?.id).length, faults: [...counted(lost), ...jobs, ...kept] }
}

function start(databaseUrl: string): Promise<ServerProcess> {
  return startProcess(databaseUrl, 'server/main.ts', { SEED: 'none', LOG_LEVEL: 'warn' })
}

async function onStore<T>(databaseUrl: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(dialectOf(databaseUrl))
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

function ended({ process }: ServerProcess): Promise<void> {
  return new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) resolve()
    process.once('exit', () => resolve())
  })
}

/** Free hours, each with a key of its own. */
function bookingsOf({ freeFrom }: Fixture, round: number): readonly Sent[] {
  const hours = BOOKINGS / CHECK_OUTS
  return Array.from({ length: BOOKINGS }, (_, n) => {
    const startsAt = freeFrom + (round * hours + Math.floor(n / CHECK_OUTS)) * HOUR_MS
    const at = {
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + HOUR_MS).toISOString(),
    }
    const clientKey = `kill-${round}-${n}`
    return {
      query: BOOK,
      input: { instrumentId: instrumentId(n % CHECK_OUTS), ...at, purpose: '断电演练', clientKey },
    }
  })
}

/** Bookings whose time is now, one on each instrument; those of the rounds before are over. Returns their ids. */
async function insertBegun(store: Store, round: number): Promise<readonly string[]> {
  // Short enough that nobody comes late or leaves early.
  const startsAt = Date.now() - 2 * MINUTE_MS
  const at = { startsAt, endsAt: startsAt + 30 * MINUTE_MS, customerInstitutionId: 'bench-lab' }
  const ids = Array.from({ length: CHECK_OUTS }, (_, n) => `now-${round}-${n}`)
  await store.transact(async (trx) => {
    await trx.deleteFrom('blocked_span').where('id', 'like', 'now-%').execute()
    for (const [n, id] of ids.entries()) {
      const booking = bookingOf(
        { id: instrumentId(n), institutionId: 'bench-lab' },
        { ...at, id, personId: PERSON },
      )
      await insertBooking(trx, booking, undefined)
      await insertBlockedSpan(trx, { ...booking, busyUntil: booking.endsAt, kind: 'booking' })
    }
  })
  return ids
}

async function sendAll(
  all: readonly Sent[],
  {
    server,
    cookie,
    killAt,
  }: { readonly server: ServerProcess; readonly cookie: string; readonly killAt: number | undefined },
): Promise<readonly Answer[]> {
  const answers: Answer[] = all.map(() => undefined)
  let next = 0
  let came = 0
  const client = async () => {
    while (next < all.length) {
      const n = next
      next += 1
      const one = all[n]
      answers[n] = one && (await post(server, cookie, one))
      if (answers[n]) came += 1
      if (came === killAt) server.process.kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return answers
}

/** No answer promises nothing. */
async function post({ url }: ServerProcess, cookie: string, { query, input }: Sent): Promise<Answer> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query, variables: { input } }),
    })
    const { data } = (await response.json()) as {
      data?: Record<string, { id?: string; problems?: readonly { code: string }[] }> | null
    }
    const [made] = Object.values(data ?? {})
    return made?.id === undefined
      ? { code: made?.problems?.[0]?.code ?? `HTTP ${response.status}` }
      : { id: made.id }
  } catch {
    return undefined
  }
}

/** What was acknowledged is answered the same, or is over; what was not is done now. */
function lostFaults(before: Answer, after: Answer): readonly string[] {
  const isOver = after?.code === 'BOOKING_NOT_IN_USE'
  if (before?.code !== undefined) return [`refused: ${before.code}`]
  if (before?.id === undefined) return after?.id !== undefined || isOver ? [] : [`not done: ${after?.code}`]
  return after?.id === before.id || isOver ? [] : ['lost']
}

/** Each fault once, with how often it was found. */
function counted(faults: readonly string[]): readonly string[] {
  return [...Map.groupBy(faults, (it) => it)].map(([fault, all]) => `${fault} × ${all.length}`)
}

type Due = { readonly missed: string; readonly offer: string }

/** What fell due while no server ran: a booking to which nobody came, and an offer that nobody answered. */
async function insertDue(store: Store, round: number): Promise<Due> {
  const now = Date.now()
  const due = { missed: `missed-${round}`, offer: `offer-${round}` }
  const owner = { id: instrumentId(CHECK_OUTS), institutionId: 'bench-lab' }
  const past = { startsAt: now - 2 * HOUR_MS - round * 1000, endsAt: now - HOUR_MS }
  const soon = {
    startsAt: now + (2 + round) * 24 * HOUR_MS,
    endsAt: now + (2 + round) * 24 * HOUR_MS + HOUR_MS,
  }
  const about = { instrumentId: owner.id, personId: ABSENT }
  await store.transact(async (trx) => {
    const booking = bookingOf(owner, {
      ...past,
      id: due.missed,
      personId: ABSENT,
      customerInstitutionId: 'bench-lab',
    })
    await insertBooking(trx, booking, undefined)
    await insertBlockedSpan(trx, { ...booking, busyUntil: booking.endsAt, kind: 'booking' })
    const always = { weekdays: EVERY_DAY, dayFrom: '00:00', dayUntil: '24:00', wants: 'offer' } as const
    const wish = {
      ...about,
      ...soon,
      lengthMs: HOUR_MS,
      ...always,
      institutionId: 'bench-lab',
      purpose: '候补',
    }
    const entryId = `entry-${round}`
    await insertWaitingEntry(trx, {
      ...wish,
      id: entryId,
      state: 'waiting',
      hasMissed: false,
      withOperator: false,
      createdAt: now,
    })
    const times = { ...soon, offeredAt: now - HOUR_MS, expiresAt: now - MINUTE_MS }
    const offer = { ...about, ...times, id: due.offer, entryId, round: due.offer }
    await insertOffer(trx, { ...offer, state: 'open', bookingId: null })
    await insertBlockedSpan(trx, { ...about, ...soon, id: due.offer, busyUntil: soon.endsAt, kind: 'offer' })
    // The time until the next run has passed, as has the claim of the process that is gone.
    await trx.updateTable('job').set({ next_at: 0, claimed_until: 0 }).execute()
  })
  return due
}

/** Waits until the jobs have done what fell due. */
async function jobFaults({ db }: Store, { missed, offer }: Due): Promise<readonly string[]> {
  const until = performance.now() + JOBS_MS_MAX
  for (;;) {
    const booking = await db.selectFrom('booking').select('state').where('id', '=', missed).executeTakeFirst()
    const offered = await db
      .selectFrom('time_offer')
      .select('state')
      .where('id', '=', offer)
      .executeTakeFirst()
    if (booking?.state === 'missed' && offered?.state === 'lapsed') return []
    if (performance.now() > until) return [`jobs left ${booking?.state} and ${offered?.state}`]
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Each booking, use and charge once, none half made. */
async function countFaults(
  { db }: Store,
  round: number,
  uses: readonly string[],
): Promise<readonly string[]> {
  const bookings = await db
    .selectFrom('booking')
    .select('id')
    .where('client_key', 'like', `kill-${round}-%`)
    .execute()
  const ids = bookings.map((it) => it.id)
  const spans = await db.selectFrom('blocked_span').select('id').where('id', 'in', ids).execute()
  const done = await db
    .selectFrom('booking')
    .select('id')
    .where('id', 'in', uses)
    .where('state', '=', 'completed')
    .execute()
  const records = await db
    .selectFrom('usage_record')
    .select('id')
    .where('booking_id', 'in', uses)
    .where('ended_at', 'is not', null)
    .execute()
  const recordIds = records.map((it) => it.id)
  const charges = await db.selectFrom('charge').select('usage_id').where('booking_id', 'in', uses).execute()
  const told = await db
    .selectFrom('outbox_event')
    .select('subject_id')
    .where('type', '=', 'usage.recorded')
    .where('subject_id', 'in', recordIds)
    .execute()
  const counts = { bookings: ids, spans, done, records, charges, told }
  const wanted = {
    bookings: BOOKINGS,
    spans: BOOKINGS,
    done: CHECK_OUTS,
    records: CHECK_OUTS,
    charges: CHECK_OUTS,
    told: CHECK_OUTS,
  }
  return Object.entries(counts).flatMap(([what, found]) => {
    const expected = Reflect.get(wanted, what)
    return found.length === expected ? [] : [`${what}: ${found.length} of ${expected}`]
  })
}
