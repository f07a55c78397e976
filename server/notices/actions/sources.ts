/** The one table of what people are told about: for each type of event, whom it concerns and with which facts. */

import { maintenanceByIds } from '../../booking/queries/maintenance.ts'
import { holdersOfOffers, offersByIds } from '../../booking/queries/offers.ts'
import { queueOf, type WaitingEntry } from '../../booking/queries/waiting-list.ts'
import { wishedTime } from '../../booking/rules/waiting-list.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Db } from '../../database.ts'
import { statementNumber } from '../../fees/rules/statements.ts'
import { type Instant, type Interval, overlaps } from '../../kernel/interval.ts'
import {
  administrators,
  bookersAhead,
  type Change,
  changesByKeys,
  keepersOf,
  keepersOfInstrument,
  statementFor,
} from '../queries/recipients.ts'
import type { NoticeKind } from '../rules/kinds.ts'
import { toldOperators } from '../rules/operators.ts'
import type { NoticeData } from '../rules/sentences.ts'

/** An event of the outbox. */
export type Happened = {
  readonly id: number
  readonly at: Instant
  readonly type: string
  readonly subjectId: string
  readonly payload: Readonly<Record<string, unknown>>
  /** The line of the history of a booking that it is about; undefined where it is about none. */
  readonly change: Change | undefined
}

/** Events with what changed in the bookings that they are about, read for all of them together. */
export async function withChanges(
  db: Db,
  events: readonly Omit<Happened, 'change'>[],
): Promise<readonly Happened[]> {
  const keys = events.map(({ type, subjectId: bookingId, payload: { version } }) =>
    SOURCES[type] === aboutBooking && typeof version === 'number' ? { bookingId, version } : undefined,
  )
  const changes = await changesByKeys(db, keys)
  return events.map((event, i) => ({ ...event, change: changes[i] }))
}

/** What somebody is to be told. */
export type Draft = {
  readonly personId: string
  readonly kind: NoticeKind
  readonly instrumentId: string | null
  readonly bookingId: string | null
  readonly data: NoticeData
}

type Source = (db: Db, event: Happened) => Promise<readonly Draft[]>

const SOURCES: Readonly<Record<string, Source>> = {
  'booking.booked': aboutBooking,
  'booking.changed': aboutBooking,
  'booking.cancelled': aboutBooking,
  'booking.missed': aboutBooking,
  'time.retaken': toThoseNamed('booking_replaced'),
  'approval.asked': aboutRequest,
  'approval.passed': toThoseNamed('request_passed'),
  'waiting.offered': aboutOffer('offer_made'),
  'waiting.lapsed': aboutOffer('offer_lapsed'),
  'time.freed': aboutFreedTime,
  'instrument.disabled': aboutDisabled,
  'instrument.withdrawn': aboutDisabled,
  'maintenance.changed': aboutMaintenance,
  'ledger.broken': aboutLedger,
  'statement.issued': aboutStatement('statement_issued'),
  'statement.voided': aboutStatement('statement_voided'),
  'qualification.expiring': toThoseNamed('qualification_expiring'),
  'restriction.imposed': toThoseNamed('restriction_imposed'),
  'appeal.decided': toThoseNamed('appeal_decided'),
  'overtime.warned': toThemAndKeepers('overtime_warned', 'overtime_to_keep'),
  'fault.filed': toThemAndKeepers('fault_reported', 'fault_filed'),
  'fault.reported': toThoseNamed('fault_reported'),
}

/** Whom an event is told to; nobody for most. */
export async function draftsOf(db: Db, event: Happened): Promise<readonly Draft[]> {
  return (await SOURCES[event.type]?.(db, event)) ?? []
}

/** A person is told what others did with his booking, and what became of his request; an operator, what it means to him. */
async function aboutBooking(_db: Db, { subjectId, change }: Happened): Promise<readonly Draft[]> {
  if (!change) return []
  const { what, actorId, personId, instrumentId, span, before, note } = change
  const about = { instrumentId, bookingId: subjectId }
  const operators = toldOperators(change).map(({ personId: operatorId, kind, ...data }): Draft => ({
    ...about,
    personId: operatorId,
    kind,
    data,
  }))
  const kind =
    actorId === personId ? undefined : KIND_OF_CHANGE[actorId === null ? `${what} by itself` : what]
  if (!kind) return operators
  const was = kind === 'booking_moved' && before ? { was: before } : {}
  const data = { span, ...was, ...(note === null ? {} : { note }) }
  return [{ ...about, personId, kind, data }, ...operators]
}

const KIND_OF_CHANGE: Readonly<Record<string, NoticeKind>> = {
  booked: 'booking_made',
  requested: 'booking_made',
  approved: 'request_approved',
  rejected: 'request_rejected',
  'rejected by itself': 'request_expired',
  moved: 'booking_moved',
  cancelled: 'booking_cancelled',
  'cancelled by itself': 'booking_cancelled',
  missed: 'booking_missed',
  'missed by itself': 'booking_missed',
}

/** Whoever decides is told that it is his turn: who leads the group, or the keepers of the instrument. */
async function aboutRequest(db: Db, event: Happened): Promise<readonly Draft[]> {
  const { step, instrumentId, askedBy } = event.payload
  if (step === 'pi') return toThoseNamed('approval_asked')(db, event)
  const keepers = typeof instrumentId === 'string' ? await keepersOfInstrument(db, instrumentId) : []
  const personIds = keepers.filter((it) => it !== askedBy)
  return toThoseNamed('request_received')(db, { ...event, payload: { ...event.payload, personIds } })
}

function aboutOffer(kind: NoticeKind): Source {
  return async (db, { subjectId }) => {
    const [offer] = await offersByIds(db, [subjectId])
    if (!offer) return []
    const { personId, instrumentId, startsAt, endsAt, expiresAt } = offer
    const data = { span: { startsAt, endsAt }, until: expiresAt }
    return [{ personId, kind, instrumentId, bookingId: null, data }]
  }
}

/** Those who asked, and those who wait and were offered nothing, are told what stays free. */
async function aboutFreedTime(db: Db, { subjectId, payload }: Happened): Promise<readonly Draft[]> {
  const { startsAt, endsAt, byPersonId } = payload
  if (typeof startsAt !== 'number' || typeof endsAt !== 'number') return []
  const span = { startsAt, endsAt }
  const waiting = await waitingDuring(db, subjectId, span)
  const holders = await holdersOfOffers(db, subjectId, waiting)
  return waiting
    .filter((it) => it !== byPersonId && !holders.has(it))
    .map((personId) => tell('time_freed', { personId, instrumentId: subjectId, data: { span } }))
}

async function aboutDisabled(db: Db, { subjectId, at }: Happened): Promise<readonly Draft[]> {
  const waiting = (await queueOf(db, subjectId)).map((it) => it.personId)
  const people = new Set([...(await bookersAhead(db, subjectId, at)), ...waiting])
  return [...people].map((personId) =>
    tell('instrument_down', { personId, instrumentId: subjectId, data: {} }),
  )
}

/** Those who wait are told of maintenance in their time; whom maintenance meets with a booking was moved before. */
async function aboutMaintenance(db: Db, { subjectId, at }: Happened): Promise<readonly Draft[]> {
  const [maintenance] = await maintenanceByIds(db, [subjectId])
  if (!maintenance || maintenance.endsAt <= at) return []
  const { instrumentId, startsAt, endsAt, reason } = maintenance
  const span = { startsAt, endsAt }
  const waiting = await waitingDuring(db, instrumentId, span)
  return waiting.map((personId) =>
    tell('maintenance_scheduled', { personId, instrumentId, data: { span, note: reason } }),
  )
}

async function aboutLedger(db: Db, event: Happened): Promise<readonly Draft[]> {
  const personIds = await administrators(db)
  return toThoseNamed('ledger_broken')(db, { ...event, payload: { personIds } })
}

function aboutStatement(kind: 'statement_issued' | 'statement_voided'): Source {
  return async (db, { subjectId }) => {
    const statement = await statementFor(db, subjectId)
    if (!statement) return []
    const { year, counter, totalFen, personIds } = statement
    const data = { number: statementNumber(year, counter), amountFen: totalFen, statementId: subjectId }
    return personIds.map((personId) => tell(kind, { personId, instrumentId: null, data }))
  }
}

/**
 * For events that name those whom they concern: `personId` or `personIds`, and where it applies `instrumentId`,
 * `bookingId`, `startsAt` with `endsAt`, `until`, `note`.
 */
function toThoseNamed(kind: NoticeKind): Source {
  return async (_db, { payload }) => {
    const text = (key: string) => (typeof payload[key] === 'string' ? payload[key] : null)
    const moment = (key: string) => (typeof payload[key] === 'number' ? payload[key] : undefined)
    const listed: readonly unknown[] = Array.isArray(payload['personIds']) ? payload['personIds'] : []
    const people = new Set([...listed, text('personId')].filter((it) => typeof it === 'string'))
    const [startsAt, endsAt, until] = [moment('startsAt'), moment('endsAt'), moment('until')]
    const note = text('note')
    const data = {
      ...(startsAt !== undefined && endsAt !== undefined ? { span: { startsAt, endsAt } } : {}),
      ...(until === undefined ? {} : { until }),
      ...(note === null ? {} : { note }),
    }
    return [...people].map((personId) => ({
      personId,
      kind,
      instrumentId: text('instrumentId'),
      bookingId: text('bookingId'),
      data,
    }))
  }
}

/** The same, and another kind for the keepers of the `institutionId` that the event names. */
function toThemAndKeepers(kind: NoticeKind, keepersKind: NoticeKind): Source {
  return async (db, event) => {
    const { institutionId, personIds } = event.payload
    const told: readonly unknown[] = Array.isArray(personIds) ? personIds : []
    const keepers = typeof institutionId === 'string' ? await keepersOf(db, institutionId) : []
    const others = keepers.filter((it) => !told.includes(it))
    const toKeepers = { ...event, payload: { ...event.payload, personIds: others, bookingId: null } }
    return [...(await toThoseNamed(kind)(db, event)), ...(await toThoseNamed(keepersKind)(db, toKeepers))]
  }
}

function tell(kind: NoticeKind, draft: Omit<Draft, 'kind' | 'bookingId'>): Draft {
  return { ...draft, kind, bookingId: null }
}

/** Who waits for time of an instrument that shares time with `span`, each once. */
async function waitingDuring(db: Db, instrumentId: string, span: Interval): Promise<readonly string[]> {
  const [instrument] = await instrumentsByIds(db, [instrumentId])
  if (!instrument) return []
  const wishes = (entry: WaitingEntry) =>
    wishedTime(entry, instrument.timeZone).some((it) => overlaps(it, span))
  const queue = await queueOf(db, instrumentId)
  return [...new Set(queue.filter((it) => overlaps(it, span) && wishes(it)).map((it) => it.personId))]
}
