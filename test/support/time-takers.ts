/** Every path by which time can be taken, as one table: how to prepare it, how to attempt it, and what losers are told. */

import { arrangeInstrument } from '../../server/booking/actions/arrange.ts'
import { bookInstrument, moveBooking } from '../../server/booking/actions/book.ts'
import { approveBooking, cancelBooking } from '../../server/booking/actions/decide.ts'
import { bookInstruments, moveBookingGroup } from '../../server/booking/actions/group.ts'
import { holdTime } from '../../server/booking/actions/holds.ts'
import { scheduleMaintenance } from '../../server/booking/actions/maintenance.ts'
import { acceptOffer } from '../../server/booking/actions/offers.ts'
import { moveSeries } from '../../server/booking/actions/series-change.ts'
import { setOperation } from '../../server/booking/actions/operators.ts'
import { bookSeries } from '../../server/booking/actions/series.ts'
import { joinWaitingList } from '../../server/booking/actions/waiting-list.ts'
import { EVERY_DAY } from '../../server/booking/rules/waiting-list.ts'
import type { Context } from '../../server/context.ts'
import type { Viewer } from '../../server/identity/rules.ts'
import { dateOf, timeOf } from '../../server/kernel/calendar.ts'
import { DAY_MS, HOUR_MS, type Instant, type Interval, MINUTE_MS } from '../../server/kernel/interval.ts'
import { type ProblemCode, Rejection } from '../../server/kernel/problem.ts'
import { importUsage } from '../../server/usage/actions/import.ts'
import { recordUse, startWalkIn } from '../../server/usage/actions/walk-ins.ts'
import type { Lab } from './bookings.ts'

/** An instrument of its own, and what was prepared on it. */
export type Round = {
  readonly lab: Lab
  readonly people: readonly Viewer[]
  readonly instrumentId: string
  /** Another instrument that those who book several want too. */
  readonly otherId: string
  /** Somebody who operates nothing else. */
  readonly operatorId: string
  readonly now: Instant
  /** A context in somebody's name, in one of the processes. */
  as(viewer: Viewer | undefined, process?: number): Context
  /** What a path prepared, by its name. */
  readonly ready: Map<string, readonly string[]>
}

type Codes = readonly ProblemCode[]

export type TimeTaker = {
  /** `ahead`: takes `moment`. `past`: takes time that has passed. `units`: changes how many there are. */
  readonly realm: 'ahead' | 'past' | 'units'
  /** Whether `otherId` has to be there. */
  readonly isAboutTwo?: true
  /** Takes `moment` for this path before the others begin, which then keeps it through the race. */
  readonly hold?: (round: Round) => Promise<void>
  readonly prepare?: (round: Round) => Promise<void>
  /** The id of what took the time; the same id again is the same thing. Throws a `Rejection` when it is lost. */
  readonly attempt: (round: Round, client: number) => Promise<string>
  readonly losers: Codes
}

/** All attempts ahead share this moment, and differ in their spans. */
export const moment = ({ now }: Pick<Round, 'now'>): Instant => now + 45 * MINUTE_MS

function spanOf({ now }: Round, client: number): Interval {
  const startsAt = now + (1 + (client % 6)) * 5 * MINUTE_MS
  return { startsAt, endsAt: startsAt + HOUR_MS }
}

/** Far from `moment`: where what moves is before. */
function parked({ now }: Round, day: number, hour = 0): Interval {
  const startsAt = now + day * DAY_MS + hour * HOUR_MS
  return { startsAt, endsAt: startsAt + HOUR_MS }
}

const PURPOSE = { purpose: '竞争', clientKey: null }
/** The research group for which time is held. */
export const HOLDERS = 'holders'
const TAKEN: Codes = [
  'BOOKING_OVERLAPS',
  'BOOKING_OVERLAPS_MAINTENANCE',
  'BOOKING_OVERLAPS_HOLD',
  'BOOKING_OVERLAPS_OFFER',
]
const SERIES_TAKEN: Codes = ['SERIES_OCCURRENCE_REFUSED', ...TAKEN]
const DAILY = { rrule: 'FREQ=DAILY;COUNT=3', exdates: [], overrides: [], skipsConflicts: false }

function person({ people }: Round, client: number): Viewer | undefined {
  return people[client % people.length]
}

function only(round: Round, name: string): string {
  return round.ready.get(name)?.[0] ?? ''
}

async function book(round: Round, viewer: Viewer | undefined, at: Interval, process = 0): Promise<string> {
  const { instrumentId } = round
  return (await bookInstrument(round.as(viewer, process), { instrumentId, ...at, ...PURPOSE })).id
}

/** Books `moment` for somebody, and remembers that under the name of the path. */
const holdFor =
  (name: string, who: (round: Round) => Viewer) =>
  async (round: Round): Promise<void> => {
    round.ready.set(name, [await book(round, who(round), spanOf(round, 0))])
  }

/** One person of the lab, whom nobody else needs, operates the instruments of the round. */
async function nameOperator(round: Round): Promise<void> {
  for (const instrumentId of [round.instrumentId, round.otherId]) {
    const form = { instrumentId, demand: 'offered', operatorIds: [round.operatorId] } as const
    await setOperation(round.as(round.lab.keeper), form)
  }
}

async function wait(round: Round, viewer: Viewer): Promise<void> {
  await joinWaitingList(round.as(viewer), {
    instrumentId: round.instrumentId,
    ...spanOf(round, 0),
    lengthMs: HOUR_MS,
    weekdays: EVERY_DAY,
    dayFrom: '00:00',
    dayUntil: '24:00',
    wants: 'offer',
    purpose: '候补',
  })
}

const cancel = (round: Round, bookingId: string, process = 0) =>
  cancelBooking(round.as(round.lab.manager, process), { bookingId, reason: null })

const group = ({ instrumentId, otherId }: Round, at: Interval, client: number) => {
  const ids = client % 2 === 0 ? [instrumentId, otherId] : [otherId, instrumentId]
  return { ...PURPOSE, items: ids.map((id) => ({ instrumentId: id, ...at })) }
}

function past({ now }: Round, client: number): Interval {
  const startsAt = now - 3 * HOUR_MS + client * MINUTE_MS
  return { startsAt, endsAt: startsAt + HOUR_MS }
}

const COLUMNS = ['资产编号', '使用人邮箱', '开始时间', '结束时间']

/** Two that hold take their own units, in this order. */
export const TIME_TAKERS: Readonly<Record<string, TimeTaker>> = {
  book: {
    realm: 'ahead',
    attempt: (round, client) => book(round, person(round, client), spanOf(round, client), client),
    losers: TAKEN,
  },
  'book as staff': {
    realm: 'ahead',
    attempt: (round, client) => book(round, round.lab.keeper, spanOf(round, client), client),
    losers: TAKEN,
  },
  'book with an operator': {
    realm: 'ahead',
    isAboutTwo: true,
    prepare: nameOperator,
    attempt: async (round, client) => {
      const { instrumentId } = round
      const form = { instrumentId, ...spanOf(round, client), ...PURPOSE, withOperator: true }
      return (await bookInstrument(round.as(person(round, client), client), form)).id
    },
    losers: [...TAKEN, 'OPERATOR_BUSY'],
  },
  move: {
    realm: 'ahead',
    prepare: async (round) => {
      const ids = [0, 1, 2].map((i) => book(round, person(round, i), parked(round, 10, 2 * i)))
      round.ready.set('move', await Promise.all(ids))
    },
    attempt: async (round, client) => {
      const bookingId = round.ready.get('move')?.[client % 3] ?? ''
      const owner = person(round, client % 3)
      return (await moveBooking(round.as(owner, client), { bookingId, ...spanOf(round, client) })).id
    },
    losers: TAKEN,
  },
  approve: {
    realm: 'ahead',
    hold: holdFor('approve', (it) => it.lab.bob),
    attempt: async (round, client) => {
      const bookingId = only(round, 'approve')
      return (await approveBooking(round.as(round.lab.keeper, client), { bookingId, note: null })).id
    },
    losers: ['BOOKING_NOT_REQUESTED'],
  },
  'accept an offer': {
    realm: 'ahead',
    hold: holdFor('accept an offer', (it) => it.lab.keeper),
    prepare: async (round) => {
      await wait(round, round.lab.ada)
      await cancel(round, only(round, 'accept an offer'))
      const { db } = round.as(round.lab.ada).store
      const offers = await db
        .selectFrom('time_offer')
        .select('id')
        .where('instrument_id', '=', round.instrumentId)
        .execute()
      round.ready.set('accept an offer', [offers[0]?.id ?? ''])
    },
    attempt: async (round, client) => {
      const offerId = only(round, 'accept an offer')
      return (await acceptOffer(round.as(round.lab.ada, client), { offerId })).id
    },
    losers: [],
  },
  'free for who waits': {
    realm: 'ahead',
    hold: holdFor('free for who waits', (it) => it.lab.keeper),
    prepare: (round) => wait(round, round.lab.ann),
    attempt: async (round, client) => (await cancel(round, only(round, 'free for who waits'), client)).id,
    losers: ['BOOKING_OVER'],
  },
  'book a series': {
    realm: 'ahead',
    attempt: async (round, client) => {
      const { instrumentId } = round
      const form = { instrumentId, ...spanOf(round, client), ...PURPOSE, ...DAILY }
      return (await bookSeries(round.as(person(round, client), client), form)).id
    },
    losers: SERIES_TAKEN,
  },
  'move a series': {
    realm: 'ahead',
    prepare: async (round) => {
      const { instrumentId } = round
      const form = { instrumentId, ...parked(round, 15), ...PURPOSE, ...DAILY }
      const ctx = round.as(person(round, 0))
      const { id } = await bookSeries(ctx, form)
      const first = await ctx.store.db
        .selectFrom('series_occurrence')
        .select('booking_id')
        .where('series_id', '=', id)
        .orderBy('date')
        .limit(1)
        .executeTakeFirstOrThrow()
      round.ready.set('move a series', [first.booking_id ?? ''])
    },
    attempt: async (round, client) => {
      const reach = { bookingId: only(round, 'move a series'), scope: 'all', withExceptions: true } as const
      const change = { ...reach, to: spanOf(round, client), skipsConflicts: false }
      return (await moveSeries(round.as(person(round, 0), client), change)).series.id
    },
    losers: SERIES_TAKEN,
  },
  'book two instruments': {
    realm: 'ahead',
    isAboutTwo: true,
    attempt: async (round, client) => {
      const form = group(round, spanOf(round, client), client)
      return (await bookInstruments(round.as(person(round, client), client), form)).id
    },
    losers: TAKEN,
  },
  'move two instruments': {
    realm: 'ahead',
    isAboutTwo: true,
    prepare: async (round) => {
      const form = group(round, parked(round, 20), 0)
      round.ready.set('move two instruments', [(await bookInstruments(round.as(person(round, 0)), form)).id])
    },
    attempt: async (round, client) => {
      const groupId = only(round, 'move two instruments')
      const { startsAt } = spanOf(round, client)
      return (await moveBookingGroup(round.as(person(round, 0), client), { groupId, startsAt })).id
    },
    losers: TAKEN,
  },
  maintenance: {
    realm: 'ahead',
    attempt: async (round, client) => {
      const { instrumentId } = round
      const form = { instrumentId, ...spanOf(round, client), reason: '检修' }
      return (await scheduleMaintenance(round.as(round.lab.keeper, client), form)).id
    },
    losers: ['MAINTENANCE_COVERS_BOOKINGS', 'MAINTENANCE_OVERLAPS'],
  },
  hold: {
    realm: 'ahead',
    attempt: async (round, client) => {
      const { instrumentId } = round
      const form = { instrumentId, groupId: HOLDERS, ...spanOf(round, client) }
      return (await holdTime(round.as(round.lab.keeper, client), form)).id
    },
    losers: TAKEN,
  },
  'walk in': {
    realm: 'ahead',
    attempt: async (round, client) => {
      const who = { token: null, personEmail: `${person(round, client)?.personId}@test`, operatorEmail: null }
      const use = { minutes: 60, purpose: '现场', kind: 'use' } as const
      const form = { instrumentId: round.instrumentId, ...who, ...use }
      return (await startWalkIn(round.as(round.lab.keeper, client), form)).id
    },
    losers: ['INSTRUMENT_IN_USE', ...TAKEN],
  },
  'import a past use': {
    realm: 'past',
    isAboutTwo: true,
    attempt: async (round, client) => {
      const { startsAt, endsAt } = past(round, client)
      const wall = (at: Instant) => `${dateOf(at, 'Asia/Shanghai')} ${timeOf(at, 'Asia/Shanghai')}`
      const email = `${person(round, client)?.personId}@test`
      const cells = [`ASSET-${round.instrumentId}`, email, wall(startsAt), wall(endsAt)]
      const { rows } = await importUsage(round.as(round.lab.keeper, client), {
        institutionId: 'lab',
        table: { header: COLUMNS, rows: [{ number: 2, cells }] },
        chosen: [2],
      })
      if (rows[0]?.state !== 'applied') throw new Rejection(rows[0]?.problems ?? [])
      return `row ${client}`
    },
    losers: ['USAGE_OVERLAPS'],
  },
  'record a past use': {
    realm: 'past',
    isAboutTwo: true,
    attempt: async (round, client) => {
      const { instrumentId } = round
      const who = { personEmail: `${person(round, client)?.personId}@test`, operatorEmail: null }
      const form = {
        instrumentId,
        ...past(round, client),
        ...who,
        kind: 'use',
        samples: 0,
        note: null,
      } as const
      return (await recordUse(round.as(round.lab.keeper, client), form)).id
    },
    losers: ['USAGE_OVERLAPS'],
  },
  'arrange the units': {
    realm: 'units',
    attempt: async (round, client) => {
      const { instrumentId } = round
      const alone = { parentId: null, scheduleOfId: null }
      const form = { instrumentId, capacity: 1 + (Math.floor(client / 2) % 2), ...alone }
      return (await arrangeInstrument(round.as(round.lab.keeper, client), form)).id
    },
    losers: ['ARRANGEMENT_COVERS_BOOKINGS'],
  },
}
