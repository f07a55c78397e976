/** What people can do with institutions. Each action is one transaction. */

import type { Context } from '../../context.ts'
import { insertGrant, setPersonInstitution } from '../../identity/queries/people.ts'
import { authorise, mayEverywhere, may } from '../../identity/rules.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  districtsByAdcodes,
  type Institution,
  institutionByUscc,
  type InstitutionFilter,
  institutionsByIds,
  institutionsPage,
  insertInstitution,
  updateInstitutionReview,
} from '../queries/institutions.ts'
import { type InstitutionKind, institutionProblems, reviewProblems } from '../rules.ts'

export type InstitutionForm = {
  readonly uscc: string
  readonly nameZh: string
  readonly nameEn: string | null
  readonly kind: InstitutionKind
  readonly district: string
  readonly addressZh: string
  readonly contactPhone: string | null
  readonly contactEmail: string | null
  readonly introductionZh: string | null
  readonly servesExternal: boolean
  readonly isOwner: boolean
}

/** Asks the city to admit an institution; whoever asks becomes its manager when the city does, unless he is the city. */
export async function registerInstitution(
  ctx: Context,
  form: InstitutionForm,
  isDemo = false,
): Promise<Institution> {
  const viewer = authorise(ctx.viewer, 'registerInstitutions')
  return ctx.store.transact(async (trx) => {
    const [district] = await districtsByAdcodes(trx, [form.district])
    const usccTaken = (await institutionByUscc(trx, form.uscc)) !== undefined
    refuse(institutionProblems({ ...form, districtKnown: district !== undefined, usccTaken }))
    const { district: districtAdcode, ...rest } = form
    const institution: Institution = {
      ...rest,
      districtAdcode,
      id: ctx.newId(),
      state: 'submitted',
      reviewNote: null,
      registeredBy: may(viewer, 'reviewInstitutions') ? null : viewer.personId,
      isDemo,
      createdAt: ctx.now(),
    }
    await insertInstitution(trx, institution)
    await ctx.audit(ctx, trx, {
      action: 'registerInstitution',
      subjectType: 'Institution',
      subjectId: institution.id,
    })
    return institution
  })
}

/** Admits or refuses an institution. A refusal needs a note. */
export async function reviewInstitution(
  ctx: Context,
  decision: { readonly institutionId: string; readonly approve: boolean; readonly note: string | null },
): Promise<Institution> {
  authorise(ctx.viewer, 'reviewInstitutions')
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [`institution:${decision.institutionId}`])
    const [institution] = await institutionsByIds(trx, [decision.institutionId])
    if (!institution) throw new Rejection([problem('INSTITUTION_NOT_FOUND')])
    refuse(reviewProblems(institution.state, decision.approve, decision.note))
    const state = decision.approve ? 'approved' : 'rejected'
    await updateInstitutionReview(trx, institution.id, { state, note: decision.note })
    if (decision.approve && institution.registeredBy) {
      await setPersonInstitution(trx, institution.registeredBy, institution.id)
      await insertGrant(trx, {
        id: ctx.newId(),
        personId: institution.registeredBy,
        role: 'manager',
        institutionId: institution.id,
        createdAt: ctx.now(),
      })
    }
    await ctx.audit(ctx, trx, {
      action: 'reviewInstitution',
      subjectType: 'Institution',
      subjectId: institution.id,
      detail: { state, note: decision.note },
    })
    await ctx.emit(ctx, trx, { type: 'institution.reviewed', subjectId: institution.id })
    return { ...institution, state, reviewNote: decision.note }
  })
}

/** Institutions by Chinese name: approved ones for everybody, the others for those who review them. */
export async function findInstitutions(
  ctx: Context,
  wanted: InstitutionFilter,
  args: PageArgs,
): Promise<Page<Institution> & { filter: InstitutionFilter }> {
  const seesAll = mayEverywhere(ctx.viewer, 'seeUnpublished')
  const filter = { ...wanted, state: seesAll && wanted.state ? wanted.state : ('approved' as const) }
  const page = pageRequest(args)
  const rows = await institutionsPage(ctx.store.db, filter, page)
  return { ...pageOf(rows, page, (it) => [it.nameZh, it.id]), filter }
}

/** One institution, when it is approved or the viewer may see it all the same. */
export async function visibleInstitution(ctx: Context, id: string): Promise<Institution | null> {
  const [institution] = await institutionsByIds(ctx.store.db, [id])
  if (!institution) return null
  const isVisible =
    institution.state === 'approved' ||
    institution.registeredBy === ctx.viewer?.personId ||
    may(ctx.viewer, 'seeUnpublished', { institutionId: id })
  return isVisible ? institution : null
}
