/** A lab with an instrument, its people and its customers, and what they do with bookings through the front door. */

import { insertBlockedSpan } from '../../server/booking/queries/blocked-time.ts'
import { type Booking, insertBooking } from '../../server/booking/queries/bookings.ts'
import type { Instrument } from '../../server/catalog/queries/instruments.ts'
import { DEFAULT_POLICY, type BookingPolicy } from '../../server/catalog/rules/policy.ts'
import type { Viewer } from '../../server/identity/rules.ts'
import type { Interval } from '../../server/kernel/interval.ts'
import { addInstrument } from './instruments.ts'
import { addInstitution, addPerson } from './people.ts'
import { wallTime } from './wall-time.ts'
import { NEW_YEAR, type World } from './world.ts'

export type Lab = {
  /** Of `lab`, which owns the instrument `sem`. */
  readonly keeper: Viewer
  readonly manager: Viewer
  readonly ann: Viewer
  /** Of `firm`, a customer. */
  readonly ada: Viewer
  readonly bob: Viewer
  /** Keeper of `firm`, where `sem` is not. */
  readonly stranger: Viewer
  /** Of the city. */
  readonly auditor: Viewer
}

/** `lab` with `sem`, open day and night unless told, booked in half hours up to eight; and its customers. */
export async function openLab(
  world: World,
  more: Partial<Parameters<typeof addInstrument>[2]> = {},
): Promise<Lab> {
  await addInstitution(world, 'lab')
  await addInstitution(world, 'firm')
  await addInstrument(world, 'sem', { institutionId: 'lab', ...more })
  return {
    keeper: await addPerson(world, 'keeper', 'lab', ['keeper']),
    manager: await addPerson(world, 'manager', 'lab', ['manager']),
    ann: await addPerson(world, 'ann', 'lab', ['researcher']),
    ada: await addPerson(world, 'ada', 'firm', ['researcher']),
    bob: await addPerson(world, 'bob', 'firm', ['researcher']),
    stranger: await addPerson(world, 'stranger', 'firm', ['keeper']),
    auditor: await addPerson(world, 'auditor', null, ['auditor']),
  }
}

/** The default policy, but for what is given. */
export function policyWith(more: Partial<BookingPolicy>): BookingPolicy {
  return { ...DEFAULT_POLICY, ...more }
}

/** A span of a day in Ordos: `span('10:00', '12:00')` is on 2 January 2026, the day after NEW_YEAR. */
export function span(from: string, to: string, date = '2026-01-02'): Interval {
  return { startsAt: moment(from, date), endsAt: moment(to, date) }
}

function moment(time: string, date: string): number {
  return wallTime(time.includes('T') ? time : `${date}T${time}`)
}

/** The span as the API takes it. */
export function sent({ startsAt, endsAt }: Interval) {
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }
}

/** What each mutation makes. */
const MADE: Readonly<Record<string, string>> = {
  arrangeInstrument: 'Instrument { id capacity }',
  bookInstruments: 'BookingGroup { id bookings { id state startsAt } }',
  cancelBookingGroup: 'BookingGroup { id bookings { id state startsAt } }',
  moveBookingGroup: 'BookingGroup { id bookings { id state startsAt } }',
  scheduleMaintenance: 'Maintenance { id startsAt endsAt reason }',
  holdTime: 'TimeHold { id startsAt endsAt }',
  releaseHold: 'TimeHold { id startsAt endsAt }',
  cancelMaintenance: 'Maintenance { id startsAt endsAt reason }',
  reportFault: 'FaultReport { id state }',
  dismissFault: 'FaultReport { id state }',
  resolveFault: 'FaultReport { id state }',
  confirmFault:
    'ConfirmedFault { fault { id state expectedUntil } outcomes { choice booking { id state startsAt } problems { code } } }',
  rescheduleBookings:
    'RescheduleReport { outcomes { choice booking { id state startsAt } problems { code } } }',
  checkIn: 'UsageRecord { id startedAt endedAt effectiveMinutes samples attendance isExternal note }',
  setBookingPolicy: 'Instrument { id }',
  setOperation: 'Instrument { id }',
  dissolveResearchGroup: 'ResearchGroup { id }',
  planAbsence: 'OperatorAbsence { id startsAt endsAt }',
  cancelAbsence: 'OperatorAbsence { id startsAt endsAt }',
  setOpeningException: 'Instrument { id }',
  setOpeningHours: 'Instrument { id }',
  withdrawInstrument: 'Instrument { id }',
  joinWaitingList: 'WaitingEntry { id state startsAt endsAt }',
  startWalkIn: 'UsageRecord { id }',
  leaveWaitingList: 'WaitingEntry { id state startsAt endsAt }',
  declineOffer: 'TimeOffer { id state startsAt endsAt }',
  checkOut: 'UsageRecord { id startedAt endedAt effectiveMinutes samples attendance isExternal note }',
}

const BOOKING = 'Booking { id state version startsAt endsAt decisionNote }'

/** What a mutation answered: a thing with its fields, or a rejection with its problems. */
export type Result = {
  readonly __typename: string
  readonly id: string
  readonly state?: string
  readonly version?: number
  readonly startsAt?: string
  readonly endsAt?: string
  readonly problems?: readonly {
    readonly code: string
    readonly message: string
    readonly refs: readonly string[]
    readonly item?: number | null
  }[]
  readonly outcomes?: readonly {
    readonly choice: string
    readonly booking: { readonly id: string; readonly state: string; readonly startsAt: string }
    readonly problems: readonly { readonly code: string }[]
  }[]
  readonly bookings?: readonly { readonly id: string; readonly state: string; readonly startsAt: string }[]
}

/** Sends one mutation with its input. */
export async function act(
  world: World,
  who: Viewer | null,
  mutation: string,
  input: object,
): Promise<Result> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`
  const result = `__typename ... on ${MADE[mutation] ?? BOOKING} ... on Rejection { problems { code message refs item } }`
  const data = await world.ask(
    who,
    `mutation ($input: ${type}) { ${mutation}(input: $input) { ${result} } }`,
    { input },
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
  return data[mutation] as Result
}

/** Books `sem` through the front door. */
export function book(world: World, who: Viewer | null, at: Interval, more: object = {}): Promise<Result> {
  return act(world, who, 'bookInstrument', { instrumentId: 'sem', purpose: '形貌观察', ...sent(at), ...more })
}

/** Arranges an instrument of the lab: one unit, on its own, but for what is given. */
export function arrange(world: World, who: Viewer, instrumentId: string, more: object = {}): Promise<Result> {
  return act(world, who, 'arrangeInstrument', { instrumentId, capacity: 1, ...more })
}

/** The codes of a refusal, in order; empty for anything else. */
export function codes({ problems = [] }: Result): readonly string[] {
  return problems.map((it) => it.code)
}

type More = Interval & Pick<Booking, 'id' | 'personId'> & Partial<Booking>

/** A confirmed booking of an instrument, but for what is given. */
export function bookingOf(instrument: Pick<Instrument, 'id' | 'institutionId'>, more: More): Booking {
  return {
    instrumentId: instrument.id,
    institutionId: instrument.institutionId,
    customerInstitutionId: null,
    state: 'confirmed',
    purpose: '测试',
    decisionNote: null,
    groupId: null,
    operatorId: null,
    version: 1,
    createdAt: NEW_YEAR,
    updatedAt: NEW_YEAR,
    ...more,
  }
}

/** A booking written straight into the tables, with the time that it holds. */
export async function addBooking(
  world: World,
  instrument: Pick<Instrument, 'id' | 'institutionId'>,
  more: More,
): Promise<Booking> {
  const booking = bookingOf(instrument, more)
  const holds = !['rejected', 'cancelled', 'missed'].includes(booking.state)
  await world.store.transact(async (trx) => {
    await insertBooking(trx, booking, undefined)
    if (holds) await insertBlockedSpan(trx, { ...booking, busyUntil: booking.endsAt, kind: 'booking' })
  })
  return booking
}
