/** An enterprise applies for a grant with evidence; the bureau grants an amount or refuses. Each action is one transaction. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, mayEverywhere } from '../../identity/rules.ts'
import { institutionsByIds } from '../../institutions/queries/institutions.ts'
import { dateOf, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import { type Fen } from '../../kernel/money.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { type Problem, problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  type Grant,
  grantByClientKey,
  type GrantDecision,
  type GrantKey,
  grantsByIds,
  type GrantScope,
  grantsPage,
  insertGrant,
  updateGrantDecided,
  yearTotal,
} from '../queries/grants.ts'
import { insertMovement } from '../queries/movements.ts'
import { bansOf } from '../queries/programmes.ts'
import {
  amountProblems,
  applicationProblems,
  decisionProblems,
  grantEnd,
  type GrantForm,
} from '../rules/grants.ts'
import { programmeKey } from '../rules/movements.ts'
import { openProblems } from '../rules/programmes.ts'
import { programmeById } from './programmes.ts'

export type Application = GrantForm & { readonly programmeId: string; readonly institutionId: string }

/** Applies for a grant in the name of an institution. The same client key again is the same application. */
export async function applyForGrant(ctx: Context, form: Application): Promise<Grant> {
  const { programmeId, institutionId } = form
  const { personId } = authorise(ctx.viewer, 'applyForVouchers', { institutionId })
  const programme = await programmeById(ctx.store.db, programmeId)
  const key = { clientKey: form.clientKey, input: JSON.stringify({ ...form, purpose: form.purpose.trim() }) }
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [programmeKey(programmeId)])
    const earlier = await appliedEarlier(trx, personId, key)
    if (earlier) return earlier
    const [institution] = await institutionsByIds(trx, [institutionId])
    const today = dateOf(ctx.now(), DEFAULT_ZONE)
    const year = Number(today.slice(0, 4))
    const yearFen = await yearTotal(trx, { programmeId, institutionId, year })
    const facts = { institutionKind: institution?.kind ?? 'university', yearFen }
    refuse([
      ...openProblems(programme, today),
      ...(await banProblems(ctx, trx, form)),
      ...(await relatedProblems(trx, form)),
      ...applicationProblems(form, programme.rules, facts),
    ])
    const grant = newGrant(ctx, form, { personId, year })
    await insertGrant(trx, grant, key)
    await ctx.audit(ctx, trx, {
      action: 'applyForVoucher',
      subjectType: 'VoucherGrant',
      subjectId: grant.id,
      detail: { programmeId, institutionId, askedFen: grant.askedFen, fileSha256: grant.fileSha256 },
    })
    return grant
  })
}

async function appliedEarlier(trx: Trx, personId: string, key: GrantKey): Promise<Grant | undefined> {
  const earlier = await grantByClientKey(trx, personId, key.clientKey)
  if (earlier && earlier.input !== key.input)
    throw new Rejection([problem('CLIENT_KEY_REUSED', [earlier.grant.id])])
  return earlier?.grant
}

function newGrant(
  ctx: Context,
  form: Application,
  { personId, year }: { readonly personId: string; readonly year: number },
): Grant {
  const { programmeId, institutionId, kind, askedFen, fileSha256 } = form
  return {
    id: ctx.newId(),
    programmeId,
    institutionId,
    applicantId: personId,
    kind,
    askedFen,
    purpose: form.purpose.trim(),
    relatedIds: [...new Set(form.relatedIds)],
    fileName: form.fileName.trim(),
    fileSha256,
    year,
    state: 'applied',
    appliedAt: ctx.now(),
    decidedAt: null,
    decidedBy: null,
    decision: null,
    grantedFen: 0,
    expiresAt: null,
    reservedFen: 0,
    capturedFen: 0,
  }
}

async function banProblems(
  ctx: Context,
  trx: Trx,
  { programmeId, institutionId }: Pick<Grant, 'programmeId' | 'institutionId'>,
): Promise<readonly Problem[]> {
  const until = (await bansOf(trx, institutionId, [programmeId], ctx.now())).get(programmeId)
  return until === undefined ? [] : [problem('VOUCHER_BANNED', [], { until: dateOf(until, DEFAULT_ZONE) })]
}

async function relatedProblems(
  trx: Trx,
  { relatedIds }: Pick<Grant, 'relatedIds'>,
): Promise<readonly Problem[]> {
  if (relatedIds.length === 0) return []
  const found = await institutionsByIds(trx, relatedIds)
  return found.every(Boolean) ? [] : [problem('INPUT_INVALID', [], { field: 'relatedIds' })]
}

export type Review = {
  readonly grantId: string
  /** What is granted; null: nothing, it is refused. */
  readonly grantedFen: Fen | null
  readonly note: string
}

/** Grants an amount, which may be less than was asked for, or refuses; each with a reason. */
export async function reviewGrant(ctx: Context, { grantId, grantedFen, note }: Review): Promise<Grant> {
  const { personId } = authorise(ctx.viewer, 'reviewVouchers')
  const [known] = await grantsByIds(ctx.store.db, [grantId])
  if (!known) throw new Rejection([problem('VOUCHER_GRANT_NOT_FOUND')])
  const { programmeId } = known
  const { rules, ...programme } = await programmeById(ctx.store.db, programmeId)
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [programmeKey(programmeId)])
    const [grant = known] = await grantsByIds(trx, [grantId])
    const now = ctx.now()
    const today = dateOf(now, DEFAULT_ZONE)
    const year = Number(today.slice(0, 4))
    const granted = grantedFen ?? 0
    const yearFen = await yearTotal(trx, { ...grant, year }, grantId)
    const against =
      grantedFen === null
        ? []
        : [
            ...openProblems(programme, today),
            ...(await banProblems(ctx, trx, grant)),
            ...amountProblems(
              granted,
              { ...rules, perGrantFen: Math.min(rules.perGrantFen, grant.askedFen) },
              yearFen,
            ),
          ]
    refuse([...decisionProblems(grant, note), ...against])
    const decided: GrantDecision = {
      state: grantedFen === null ? 'refused' : 'granted',
      decidedAt: now,
      decidedBy: personId,
      decision: note.trim(),
      grantedFen: granted,
      expiresAt: grantedFen === null ? null : grantEnd(today, { ...programme, ...rules, zone: DEFAULT_ZONE }),
      year,
    }
    await updateGrantDecided(trx, grantId, decided)
    const movement = { programmeId, grantId, bookingId: null, claimId: null, amountFen: granted }
    await insertMovement(trx, { ...movement, kind: 'grant' }, { at: now, actorId: personId })
    await ctx.audit(ctx, trx, {
      action: 'reviewVoucher',
      subjectType: 'VoucherGrant',
      subjectId: grantId,
      detail: { state: decided.state, grantedFen: granted, note: decided.decision },
    })
    return { ...grant, ...decided }
  })
}

/** Grants of an institution for its people, or of all for the city; newest first. */
export async function findGrants(ctx: Context, scope: GrantScope, args: PageArgs): Promise<Page<Grant>> {
  authorise(ctx.viewer, 'seeVouchers', { institutionId: scope.institutionId ?? null })
  const page = pageRequest(args)
  return pageOf(await grantsPage(ctx.store.db, scope, page), page, (it) => [it.appliedAt, it.id])
}

/** Whether the viewer decides applications. */
export function reviewsGrants(ctx: Context, { state }: Grant): boolean {
  return state === 'applied' && mayEverywhere(ctx.viewer, 'reviewVouchers')
}

/** Whether a grant can no longer be used. */
export function isOver(ctx: Context, { expiresAt }: Grant): boolean {
  return expiresAt !== null && expiresAt <= ctx.now()
}
