/**
 * Faults: anybody who may book reports one, a keeper confirms or dismisses it. An unusable instrument is closed until it
 * is expected back, in the transaction that moves or gives up the bookings that it hits.
 */

import { seesCalendar } from '../../booking/actions/access.ts'
import { closeWhereFree, endMaintenance } from '../../booking/actions/maintenance.ts'
import {
  applyRows,
  type Proposal,
  proposalsFor,
  type RescheduleForm,
  type RescheduleOutcome,
  withoutRefused,
} from '../../booking/actions/reschedule.ts'
import { lockInstruments } from '../../booking/queries/blocked-time.ts'
import type { Booking } from '../../booking/queries/bookings.ts'
import { bookingsDuring } from '../../booking/queries/lists.ts'
import { maintenanceByIds } from '../../booking/queries/maintenance.ts'
import { rescheduleProblems } from '../../booking/rules/reschedule.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { type AbilityName, authorise, may } from '../../identity/rules.ts'
import type { Instant } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { reasonProblems } from '../../booking/rules/booking-problems.ts'
import {
  type FaultReport,
  faultsByIds,
  insertFault,
  openFaults,
  updateFaultDecided,
} from '../queries/faults.ts'
import { openUses } from '../queries/records.ts'
import {
  confirmationProblems,
  decisionProblems,
  type FaultDecision,
  type FaultSeverity,
  faultTextProblems,
  resolutionProblems,
  untilProblems,
} from '../rules/faults.ts'

export type FaultForm = {
  readonly instrumentId: string
  readonly severity: FaultSeverity
  readonly text: string
}

/** Tells the keepers of an instrument what is wrong with it. */
export async function reportFault(ctx: Context, form: FaultForm): Promise<FaultReport> {
  const viewer = authorise(ctx.viewer, 'bookInstruments')
  const [instrument] = await instrumentsByIds(ctx.store.db, [form.instrumentId])
  if (!instrument || !seesCalendar(viewer, instrument)) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  refuse(faultTextProblems(form.text))
  const fault: FaultReport = {
    id: ctx.newId(),
    instrumentId: instrument.id,
    institutionId: instrument.institutionId,
    reporterId: viewer.personId,
    severity: form.severity,
    text: form.text.trim(),
    state: 'reported',
    reportedAt: ctx.now(),
    expectedUntil: null,
    maintenanceIds: [],
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  }
  return ctx.store.transact(async (trx) => {
    await insertFault(trx, fault)
    await record(ctx, trx, 'reportFault', fault)
    const { id: subjectId, instrumentId, institutionId, text: note } = fault
    await ctx.emit(ctx, trx, { type: 'fault.filed', subjectId, instrumentId, institutionId, note })
    return fault
  })
}

/** The bookings that an instrument out of order from now until then would hit, and where each could go. */
export async function downtimeProposals(
  ctx: Context,
  { instrumentId, until }: { readonly instrumentId: string; readonly until: Instant },
): Promise<readonly Proposal[]> {
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  authorise(ctx.viewer, 'scheduleMaintenance', { institutionId: instrument?.institutionId ?? null })
  refuse(untilProblems(until, ctx.now()))
  return proposalsFor(ctx, ctx.store.db, await hits(ctx, ctx.store.db, instrumentId, until), until)
}

/** Bookings from now until then to which somebody may still come, by start. */
async function hits(ctx: Context, db: Db, instrumentId: string, until: Instant): Promise<readonly Booking[]> {
  const found = await bookingsDuring(db, instrumentId, { startsAt: ctx.now(), endsAt: until })
  return found.map((it) => it.booking).filter((it) => ['requested', 'confirmed'].includes(it.state))
}

export type Confirmation = FaultDecision & Omit<RescheduleForm, 'reason'> & { readonly faultId: string }
export type ConfirmedFault = {
  readonly fault: FaultReport
  /** Of the bookings that were to be moved or given up, in their order. */
  readonly outcomes: readonly RescheduleOutcome[]
}

/**
 * Confirms a fault. Where the instrument is unusable, it is closed until then but for the bookings that stay, and the
 * people of all that it hits are told.
 */
export async function confirmFault(ctx: Context, form: Confirmation): Promise<ConfirmedFault> {
  const known = await faultFor(ctx, form.faultId, 'scheduleMaintenance')
  const until = form.severity === 'unusable' ? form.until : null
  const rows = until === null ? [] : form.rows
  const decided: FaultReport[] = []
  refuse([...confirmationProblems(known.state, form, ctx.now()), ...rescheduleProblems(rows, known.text)])
  const outcomes = await withoutRefused(ctx, { ...form, rows, reason: known.text }, async (trx, left) => {
    await lockInstruments(ctx, trx, [known.instrumentId])
    const before = await faultIn(trx, known.id)
    refuse(decisionProblems(before.state))
    const hit = until === null ? [] : await hits(ctx, trx, known.instrumentId, until)
    const ids = new Set(hit.map((it) => it.id))
    const closed = { ...before, severity: form.severity, expectedUntil: until }
    const maintenanceIds: string[] = []
    const close = async () => {
      if (until !== null) maintenanceIds.push(...(await closeUntil(ctx, trx, closed, until)))
    }
    // What is not hit any more, because it was moved or given up meanwhile, stays as it is.
    const concerned = left.map((it) => (ids.has(it.bookingId) ? it : { ...it, choice: 'leave' as const }))
    const done = await applyRows(ctx, trx, { rows: concerned, reason: known.text, whenLeft: close })
    const fault = { ...closed, maintenanceIds, state: 'confirmed' as const, ...decisionOf(ctx, form.note) }
    await updateFaultDecided(trx, fault)
    await record(ctx, trx, 'confirmFault', fault)
    for (const it of hit) await tellOf(ctx, trx, fault, it)
    decided.splice(0, 1, fault)
    return done
  })
  return { fault: present(decided[0], 'a confirmed fault'), outcomes }
}

/** Nobody may be there, and nobody else gets in until then. */
async function closeUntil(
  ctx: Context,
  trx: Trx,
  { instrumentId, text }: FaultReport,
  until: Instant,
): Promise<readonly string[]> {
  const uses = await openUses(trx, instrumentId)
  if (uses.length > 0) {
    throw new Rejection([
      problem(
        'FAULT_IN_USE',
        uses.map((it) => it.bookingId),
      ),
    ])
  }
  const span = { startsAt: ctx.now(), endsAt: until }
  const made = await closeWhereFree(ctx, trx, { instrumentId, ...span, reason: text })
  return made.map((it) => it.id)
}

async function tellOf(ctx: Context, trx: Trx, { id, text }: FaultReport, booking: Booking): Promise<void> {
  const { id: bookingId, instrumentId, personId, startsAt, endsAt } = booking
  const whom = { instrumentId, bookingId, personId, startsAt, endsAt }
  await ctx.emit(ctx, trx, { type: 'fault.reported', subjectId: id, ...whom, note: text })
}

/** Says that there is no such fault, and why. */
export async function dismissFault(
  ctx: Context,
  { faultId, reason }: { readonly faultId: string; readonly reason: string },
): Promise<FaultReport> {
  const known = await faultFor(ctx, faultId, 'scheduleMaintenance')
  return ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [known.instrumentId])
    const before = await faultIn(trx, faultId)
    refuse([...decisionProblems(before.state), ...reasonProblems(reason)])
    const fault = { ...before, state: 'dismissed' as const, ...decisionOf(ctx, reason) }
    await updateFaultDecided(trx, fault)
    await record(ctx, trx, 'dismissFault', fault)
    return fault
  })
}

/** Puts an instrument back in order: what is left of the maintenance for the fault ends now. */
export async function resolveFault(ctx: Context, faultId: string): Promise<FaultReport> {
  const known = await faultFor(ctx, faultId, 'scheduleMaintenance')
  return ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [known.instrumentId])
    const before = await faultIn(trx, faultId)
    refuse(resolutionProblems(before.state))
    const ids = before.maintenanceIds
    for (const it of ids.length === 0 ? [] : await maintenanceByIds(trx, ids)) {
      if (it && it.endsAt > ctx.now()) await endMaintenance(ctx, trx, it)
    }
    const fault = { ...before, state: 'resolved' as const, ...decisionOf(ctx, before.decisionNote) }
    await updateFaultDecided(trx, fault)
    await record(ctx, trx, 'resolveFault', fault)
    return fault
  })
}

/** Open reports at an institution, oldest first. */
export async function findFaults(
  ctx: Context,
  institutionId: string,
  args: PageArgs,
): Promise<Page<FaultReport>> {
  authorise(ctx.viewer, 'seeUsage', { institutionId })
  const page = pageRequest(args)
  const rows = await openFaults(ctx.store.db, institutionId, page)
  return pageOf(rows, page, (it) => [it.reportedAt, it.id])
}

/** What the viewer may do about a fault now. */
export function faultAbilities(ctx: Context, { institutionId, state }: FaultReport) {
  const isKeeper = may(ctx.viewer, 'scheduleMaintenance', { institutionId })
  return { decide: isKeeper && state === 'reported', resolve: isKeeper && state === 'confirmed' }
}

/** Whether the viewer may know who reported a fault. */
export function seesReporter(ctx: Context, { institutionId, reporterId }: FaultReport): boolean {
  return may(ctx.viewer, 'seeBookings', { institutionId, personId: reporterId })
}

async function faultFor(ctx: Context, id: string, ability: AbilityName): Promise<FaultReport> {
  const [fault] = await faultsByIds(ctx.store.db, [id])
  authorise(ctx.viewer, ability, { institutionId: fault?.institutionId ?? null })
  if (!fault) throw new Rejection([problem('FAULT_NOT_FOUND')])
  return fault
}

async function faultIn(trx: Trx, id: string): Promise<FaultReport> {
  const [fault] = await faultsByIds(trx, [id])
  return present(fault, `fault ${id}`)
}

function decisionOf(ctx: Context, note: string | null) {
  return {
    decidedBy: present(ctx.viewer, 'who decides').personId,
    decidedAt: ctx.now(),
    decisionNote: note?.trim() || null,
  }
}

function record(
  ctx: Context,
  trx: Trx,
  action: 'reportFault' | 'confirmFault' | 'dismissFault' | 'resolveFault',
  { id, instrumentId, severity, text, expectedUntil, decisionNote }: FaultReport,
): Promise<void> {
  const detail = { instrumentId, severity, text, expectedUntil, decisionNote }
  return ctx.audit(ctx, trx, { action, subjectType: 'FaultReport', subjectId: id, detail })
}
