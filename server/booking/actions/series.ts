/** Booking a series: what would become of each occurrence, and making them: all or none, or those that fit. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import { type Answer, answerProblems } from '../../catalog/rules/form-fields.ts'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { dateOf, type LocalDate, timeOf } from '../../kernel/calendar.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { lockInstruments } from '../queries/blocked-time.ts'
import type { ClientKey } from '../queries/bookings.ts'
import { type Series, seriesByClientKey } from '../queries/series.ts'
import { insertOccurrences, insertSeries } from '../queries/series-changes.ts'
import { clientKeyProblems, purposeProblems } from '../rules/booking-problems.ts'
import { type Judgement, judgeEach } from '../rules/judging.ts'
import {
  brokenSeriesProblems,
  type Override,
  type Planned,
  plannedSeries,
  settledSeries,
} from '../rules/series.ts'
import { seesCalendar } from './access.ts'
import { type Customer, customerOf } from './customer.ts'
import { againWhenOvertaken, judgingFacts } from './judgement.ts'
import { storeBooking } from './place.ts'

export type SeriesForm = Interval & {
  readonly instrumentId: string
  readonly rrule: string
  /** Occurrences that are left out. */
  readonly exdates: readonly LocalDate[]
  /** Occurrences at another time than the rule says. */
  readonly overrides: readonly Override[]
  /** Whether somebody is to operate the instrument; left out: as it demands. */
  readonly withOperator?: boolean | null | undefined
  /** Whom the series is for; left out: the viewer. Staff may book for others. */
  readonly forPersonId?: string | null | undefined
}

export type SeriesPreview = Pick<SeriesForm, 'instrumentId'> & {
  readonly timeZone: string
  /** By date, the excluded ones too. */
  readonly occurrences: readonly PreviewedOccurrence[]
  /** Why there is no series at all. */
  readonly problems: readonly Problem[]
}

export type PreviewedOccurrence = Planned & {
  /** Every reason why not, the most telling first; empty when it is free. */
  readonly problems: readonly Problem[]
}

/** What would become of each occurrence for the viewer, or for whom he names, by the facts of this moment. */
export async function previewSeries(ctx: Context, form: SeriesForm): Promise<SeriesPreview> {
  const [instrument] = await instrumentsByIds(ctx.store.db, [form.instrumentId])
  const { instrumentId } = form
  if (!instrument || !seesCalendar(ctx.viewer, instrument)) {
    const problems = [problem('INSTRUMENT_NOT_FOUND')]
    return { instrumentId, timeZone: '', occurrences: [], problems }
  }
  const { timeZone } = instrument
  const { planned, problems } = plannedSeries({ ...form, timeZone })
  if (problems.length > 0) return { instrumentId, timeZone, occurrences: [], problems }
  const { withOperator } = form
  const customer = ctx.viewer ? await customerOf(ctx, ctx.viewer, form) : NOBODY
  const all = await judgeSeries(ctx, ctx.store.db, { instrumentId, planned, customer, withOperator })
  const judged = new Map(all.map((it) => [it.date, it]))
  const occurrences = planned.map((it) => ({ ...it, problems: judged.get(it.date)?.problems ?? [] }))
  return { instrumentId, timeZone, occurrences, problems }
}

type Occurrence = Planned & {
  /** The id of the booking that it becomes. */
  readonly id: string
  readonly judgement: Judgement
  readonly problems: readonly Problem[]
}

const NOBODY = { personId: null, institutionId: null }

type Candidates = Pick<SeriesForm, 'instrumentId' | 'withOperator'> & {
  readonly planned: readonly Planned[]
  readonly customer: Customer | typeof NOBODY
}

/** Judges every occurrence that is wanted, each against those before it too. */
async function judgeSeries(
  ctx: Context,
  db: Db,
  { instrumentId, planned, customer, withOperator }: Candidates,
): Promise<readonly Occurrence[]> {
  const candidates = planned.filter((it) => !it.isExcluded).map((it) => ({ ...it, id: ctx.newId() }))
  const facts = await judgingFacts(ctx, db, {
    instrumentId,
    personId: customer.personId,
    customerInstitutionId: customer.institutionId,
    spans: candidates,
    exceptIds: [],
    isAsked: withOperator ?? null,
  })
  return judgeEach(facts, candidates).map(({ candidate, judgement }) => ({
    ...candidate,
    judgement,
    problems: judgement.problems,
  }))
}

export type SeriesBooking = SeriesForm & {
  readonly purpose: string
  /** To the form of the instrument; the same for every booking. */
  readonly answers?: readonly Answer[] | null | undefined
  /** Make those that fit and record the others with their reasons, instead of making none. */
  readonly skipsConflicts: boolean
  /** Chosen by the client; sending the same form with it again answers with the series that it made. */
  readonly clientKey: string | null
}

/**
 * Books a series for the viewer, or for whom he names, in one transaction. Throws a `Rejection` with every reason against every occurrence
 * when nothing is made.
 */
export async function bookSeries(ctx: Context, form: SeriesBooking): Promise<Series> {
  const viewer = authorise(ctx.viewer, 'bookInstruments')
  refuse([...purposeProblems(form.purpose), ...clientKeyProblems(form.clientKey)])
  const client = clientKeyOf(form)
  const whom = await customerOf(ctx, viewer, form)
  const known = await madeEarlier(ctx.store.db, whom, client)
  if (known) return known
  const [instrument] = await instrumentsByIds(ctx.store.db, [form.instrumentId])
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  const { timeZone } = instrument
  const { planned, problems } = plannedSeries({ ...form, timeZone })
  refuse(problems)
  const series: Series = {
    id: ctx.newId(),
    instrumentId: instrument.id,
    institutionId: instrument.institutionId,
    personId: whom.personId,
    timeZone,
    rrule: form.rrule.trim(),
    purpose: form.purpose.trim(),
    splitFrom: null,
    createdAt: ctx.now(),
  }
  const { skipsConflicts, withOperator } = form
  const answers = form.answers ?? []
  const customer = { personId: whom.personId, customerInstitutionId: whom.institutionId }
  const make = () =>
    ctx.store.transact(async (trx) => {
      await lockInstruments(ctx, trx, [instrument.id], customer)
      const earlier = await madeEarlier(trx, whom, client)
      const wanted = { planned, skipsConflicts, client, answers, customer: whom, withOperator }
      return earlier ?? makeSeries(ctx, trx, series, wanted)
    })
  try {
    return await againWhenOvertaken(ctx, make)
  } catch (error) {
    // The key may have been used meanwhile, for another instrument.
    const earlier = await madeEarlier(ctx.store.db, whom, client)
    if (earlier) return earlier
    throw error
  }
}

type Wanted = Pick<SeriesForm, 'withOperator'> & {
  readonly planned: readonly Planned[]
  readonly customer: Customer
  readonly skipsConflicts: boolean
  readonly client: ClientKey | undefined
  readonly answers: readonly Answer[]
}

async function makeSeries(
  ctx: Context,
  trx: Trx,
  series: Series,
  { planned, skipsConflicts, client, answers, customer, withOperator }: Wanted,
): Promise<Series> {
  const { id: seriesId, instrumentId, timeZone, personId, purpose } = series
  const judged = await judgeSeries(ctx, trx, { instrumentId, planned, customer, withOperator })
  refuse(answerProblems(judged[0]?.judgement.form.form ?? [], answers))
  const { made, refused } = settledSeries(judged, skipsConflicts)
  if (made.length === 0) {
    throw new Rejection(brokenSeriesProblems(refused.map((it) => ({ ...it, when: whenText(it, timeZone) }))))
  }
  await insertSeries(trx, series, client)
  const customerInstitutionId = customer.institutionId
  for (const { id, startsAt, endsAt, judgement } of made) {
    const wanted = { instrumentId, startsAt, endsAt, personId, customerInstitutionId }
    await storeBooking(ctx, trx, { id, wanted, personId, purpose, answers }, judgement)
  }
  const kept = new Set(made.map((it) => it.id))
  await insertOccurrences(
    trx,
    judged.map((it) => ({
      ...it,
      seriesId,
      bookingId: kept.has(it.id) ? it.id : null,
      isException: it.isChanged,
    })),
  )
  await ctx.audit(ctx, trx, {
    action: 'bookSeries',
    subjectType: 'BookingSeries',
    subjectId: seriesId,
    detail: { instrumentId, made: made.length, refused: refused.length },
  })
  return series
}

/** A local start as people read it in any language: `2026-03-02 09:00`. */
export function whenText({ startsAt }: Pick<Interval, 'startsAt'>, timeZone: string): string {
  return `${dateOf(startsAt, timeZone)} ${timeOf(startsAt, timeZone)}`
}

async function madeEarlier(
  db: Db,
  { personId }: Customer,
  client: ClientKey | undefined,
): Promise<Series | undefined> {
  const earlier = client && (await seriesByClientKey(db, personId, client.key))
  if (earlier && earlier.input !== client.input)
    throw new Rejection([problem('CLIENT_KEY_REUSED', [earlier.series.id])])
  return earlier?.series
}

function clientKeyOf(form: SeriesBooking): ClientKey | undefined {
  if (form.clientKey === null) return undefined
  const { instrumentId, startsAt, endsAt, rrule, exdates, overrides, purpose, skipsConflicts } = form
  const answered = form.answers && form.answers.length > 0 ? [form.answers] : []
  const helped = typeof form.withOperator === 'boolean' ? [{ withOperator: form.withOperator }] : []
  const changes = overrides.map((it) => [it.date, it.startsAt, it.endsAt])
  const sent = [instrumentId, startsAt, endsAt, rrule, exdates, changes, purpose.trim(), skipsConflicts]
  return { key: form.clientKey, input: JSON.stringify([...sent, ...answered, ...helped]) }
}
