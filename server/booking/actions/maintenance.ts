/** Taking an instrument out of service for a while, and putting it back. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import { type Instant, type Interval, subtractIntervals } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  type BlockedTime,
  insertBlockedSpan,
  lockInstruments,
  releaseTime,
  shrinkTime,
  takenTime,
} from '../queries/blocked-time.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import {
  cancelMaintenanceRow,
  insertMaintenance,
  type Maintenance,
  maintenanceByIds,
  updateMaintenanceEnd,
} from '../queries/maintenance.ts'
import { lanesOfInstrument } from '../queries/lanes.ts'
import { regrowTurnaround } from '../queries/turnaround.ts'
import { reasonProblems } from '../rules/booking-problems.ts'
import { MAINTENANCE_MS_MAX, maintenanceProblems } from '../rules/maintenance.ts'
import { fittedSpan, type LaneTime } from '../rules/taken-time.ts'
import { timeFreed } from './freed-time.ts'
import { orWhoIsInTheWay } from './judgement.ts'
import { seatFor } from './seating.ts'

export type MaintenanceForm = Interval & {
  readonly instrumentId: string
  readonly reason: string
  /** Whether one of several units is meant; all are, unless told. */
  readonly oneUnit?: boolean | null | undefined
}

/** Takes an instrument out of service. Never covers bookings: the refusal names them. */
export async function scheduleMaintenance(ctx: Context, form: MaintenanceForm): Promise<Maintenance> {
  const { instrumentId } = form
  const { institutionId } = await instrumentOrRefuse(ctx.store.db, instrumentId)
  authorise(ctx.viewer, 'scheduleMaintenance', { institutionId })
  const schedule = () =>
    ctx.store.transact(async (trx) => {
      await lockInstruments(ctx, trx, [instrumentId])
      const { taken, lanes } = await takenBefore(trx, form)
      refuse([...whyNot(form, { taken, lanes }, ctx.now()), ...reasonProblems(form.reason)])
      return storeMaintenance(ctx, trx, form, { taken, lanes })
    })
  const reasons = async (): Promise<readonly Problem[]> =>
    whyNot(form, await takenBefore(ctx.store.db, form), ctx.now())
  return orWhoIsInTheWay(ctx, schedule, reasons)
}

async function storeMaintenance(
  ctx: Context,
  trx: Trx,
  form: MaintenanceForm,
  found: Found,
): Promise<Maintenance> {
  const { instrumentId, startsAt, endsAt } = form
  const id = ctx.newId()
  const maintenance = {
    id,
    instrumentId,
    startsAt,
    endsAt,
    reason: form.reason.trim(),
    createdBy: present(ctx.viewer, 'who schedules maintenance').personId,
    version: 1,
    updatedAt: null,
  }
  await insertMaintenance(trx, maintenance)
  const time = await seatOfMaintenance(trx, form, found)
  await insertBlockedSpan(trx, { ...time, id, instrumentId, kind: 'maintenance' })
  await recordMaintenance(ctx, trx, 'scheduleMaintenance', maintenance)
  return maintenance
}

/** Takes an instrument out of service during what is left of a span beside all that is taken. Under its lock. */
export async function closeWhereFree(ctx: Context, trx: Trx, form: MaintenanceForm): Promise<Maintenance[]> {
  const found = await takenBefore(trx, form)
  const made: Maintenance[] = []
  for (const part of subtractIntervals([form], found.taken)) {
    made.push(await storeMaintenance(ctx, trx, { ...form, ...part }, found))
  }
  return made
}

/** Takes maintenance back before it begins; ends it now when it has begun. */
export async function cancelMaintenance(ctx: Context, maintenanceId: string): Promise<Maintenance> {
  const known = await maintenanceOrRefuse(ctx.store.db, maintenanceId)
  const { institutionId } = await instrumentOrRefuse(ctx.store.db, known.instrumentId)
  authorise(ctx.viewer, 'scheduleMaintenance', { institutionId })
  return ctx.store.transact(async (trx) => {
    await lockInstruments(ctx, trx, [known.instrumentId])
    const maintenance = await maintenanceOrRefuse(trx, maintenanceId)
    if (maintenance.endsAt <= ctx.now()) throw new Rejection([problem('MAINTENANCE_OVER', [maintenanceId])])
    return endMaintenance(ctx, trx, maintenance)
  })
}

/** Ends maintenance that is not over, under the lock of its instrument. */
export async function endMaintenance(ctx: Context, trx: Trx, maintenance: Maintenance): Promise<Maintenance> {
  const { id: maintenanceId } = maintenance
  const now = ctx.now()
  const hasBegun = maintenance.startsAt < now
  if (hasBegun) {
    await updateMaintenanceEnd(trx, maintenanceId, { endsAt: now, at: now })
    await shrinkTime(trx, maintenanceId, now)
  } else {
    await cancelMaintenanceRow(trx, maintenanceId, now)
    await releaseTime(trx, maintenanceId)
    await regrowTurnaround(trx, maintenance.instrumentId, maintenance.startsAt)
  }
  await recordMaintenance(ctx, trx, 'cancelMaintenance', maintenance)
  await timeFreed(ctx, trx, { instrumentId: maintenance.instrumentId, freed: [maintenance] })
  return hasBegun ? { ...maintenance, endsAt: now } : maintenance
}

type Found = { readonly taken: readonly LaneTime[]; readonly lanes: readonly string[] }

/** Every unit, or the one that the others leave over. */
async function seatOfMaintenance(
  trx: Trx,
  { instrumentId, startsAt, endsAt, oneUnit }: MaintenanceForm,
  { taken, lanes }: Found,
): Promise<BlockedTime & { readonly lane?: string }> {
  const span = { startsAt, endsAt }
  if (oneUnit) return seatFor(trx, span, { instrumentId, lanes, turnaroundMs: 0, taken })
  for (const cut of fittedSpan(span, 0, taken).cut) await shrinkTime(trx, cut, startsAt)
  return { ...span, busyUntil: endsAt }
}

function whyNot(form: MaintenanceForm, { taken, lanes }: Found, now: Instant): readonly Problem[] {
  return maintenanceProblems(form, taken, now, form.oneUnit ? lanes.length : 1)
}

async function takenBefore(db: Db, { instrumentId, startsAt, endsAt }: MaintenanceForm): Promise<Found> {
  const span = { startsAt, endsAt: Math.min(endsAt, startsAt + MAINTENANCE_MS_MAX) }
  const lanes = await lanesOfInstrument(db, instrumentId)
  return { taken: await takenTime(db, instrumentId, span), lanes }
}

async function instrumentOrRefuse(db: Db, id: string) {
  const [instrument] = await instrumentsByIds(db, [id])
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  return instrument
}

async function maintenanceOrRefuse(db: Db, id: string): Promise<Maintenance> {
  const [maintenance] = await maintenanceByIds(db, [id])
  if (!maintenance) throw new Rejection([problem('MAINTENANCE_NOT_FOUND')])
  return maintenance
}

async function recordMaintenance(
  ctx: Context,
  trx: Trx,
  action: 'scheduleMaintenance' | 'cancelMaintenance',
  { id, instrumentId, startsAt, endsAt, reason }: Maintenance,
): Promise<void> {
  await ctx.audit(ctx, trx, {
    action,
    subjectType: 'Maintenance',
    subjectId: id,
    detail: { instrumentId, startsAt, endsAt, reason },
  })
  await ctx.emit(ctx, trx, { type: 'maintenance.changed', subjectId: id, instrumentId })
}
