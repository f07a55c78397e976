/** Taking an instrument out of service for a while, and putting it back. */

import type { Context } from '../../context.ts'
import type { Db, Trx } from '../../database.ts'
import { authorise } from '../../identity/rules.ts'
import type { Interval } from '../../kernel/interval.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import { insertBlockedSpan, releaseTime, shrinkTime, takenTime } from '../queries/blocked-time.ts'
import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import {
  deleteMaintenance,
  insertMaintenance,
  type Maintenance,
  maintenanceByIds,
  updateMaintenanceEnd,
} from '../queries/maintenance.ts'
import { regrowTurnaround } from '../queries/turnaround.ts'
import { reasonProblems } from '../rules/booking-problems.ts'
import { MAINTENANCE_MS_MAX, maintenanceProblems } from '../rules/maintenance.ts'
import { fittedSpan, type TakenTime } from '../rules/taken-time.ts'
import { orWhoIsInTheWay } from './judgement.ts'

export type MaintenanceForm = Interval & { readonly instrumentId: string; readonly reason: string }

/** Takes an instrument out of service. Never covers bookings: the refusal names them. */
export async function scheduleMaintenance(ctx: Context, form: MaintenanceForm): Promise<Maintenance> {
  const { instrumentId, startsAt, endsAt } = form
  const { institutionId } = await instrumentOrRefuse(ctx.store.db, instrumentId)
  const viewer = authorise(ctx.viewer, 'scheduleMaintenance', { institutionId })
  const schedule = () =>
    ctx.store.transact(async (trx) => {
      await ctx.store.dialect.lock(trx, [`instrument:${instrumentId}`])
      const taken = await takenBefore(trx, form)
      refuse([...maintenanceProblems(form, taken, ctx.now()), ...reasonProblems(form.reason)])
      const id = ctx.newId()
      const maintenance = {
        id,
        instrumentId,
        startsAt,
        endsAt,
        reason: form.reason.trim(),
        createdBy: viewer.personId,
      }
      await insertMaintenance(trx, maintenance)
      for (const cut of fittedSpan(form, 0, taken).cut) await shrinkTime(trx, cut, startsAt)
      await insertBlockedSpan(trx, {
        id,
        instrumentId,
        startsAt,
        endsAt,
        busyUntil: endsAt,
        kind: 'maintenance',
      })
      await recordMaintenance(ctx, trx, 'scheduleMaintenance', maintenance)
      return maintenance
    })
  const reasons = async (): Promise<readonly Problem[]> =>
    maintenanceProblems(form, await takenBefore(ctx.store.db, form), ctx.now())
  return orWhoIsInTheWay(ctx, schedule, reasons)
}

/** Takes maintenance back before it begins; ends it now when it has begun. */
export async function cancelMaintenance(ctx: Context, maintenanceId: string): Promise<Maintenance> {
  const known = await maintenanceOrRefuse(ctx.store.db, maintenanceId)
  const { institutionId } = await instrumentOrRefuse(ctx.store.db, known.instrumentId)
  authorise(ctx.viewer, 'scheduleMaintenance', { institutionId })
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [`instrument:${known.instrumentId}`])
    const maintenance = await maintenanceOrRefuse(trx, maintenanceId)
    const now = ctx.now()
    if (maintenance.endsAt <= now) throw new Rejection([problem('MAINTENANCE_OVER', [maintenanceId])])
    const hasBegun = maintenance.startsAt < now
    if (hasBegun) {
      await updateMaintenanceEnd(trx, maintenanceId, now)
      await shrinkTime(trx, maintenanceId, now)
    } else {
      await deleteMaintenance(trx, maintenanceId)
      await releaseTime(trx, maintenanceId)
      await regrowTurnaround(trx, maintenance.instrumentId, maintenance.startsAt)
    }
    await recordMaintenance(ctx, trx, 'cancelMaintenance', maintenance)
    return hasBegun ? { ...maintenance, endsAt: now } : maintenance
  })
}

function takenBefore(
  db: Db,
  { instrumentId, startsAt, endsAt }: MaintenanceForm,
): Promise<readonly TakenTime[]> {
  return takenTime(db, instrumentId, { startsAt, endsAt: Math.min(endsAt, startsAt + MAINTENANCE_MS_MAX) })
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
