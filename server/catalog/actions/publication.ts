/** The way of an instrument into the catalog and out of it. Each action is one transaction. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { authorise, type AbilityName } from '../../identity/rules.ts'
import {
  districtsByAdcodes,
  type Institution,
  institutionsByIds,
} from '../../institutions/queries/institutions.ts'
import { type ReviewState, reviewProblems } from '../../institutions/rules.ts'
import { dateOf, DEFAULT_ZONE } from '../../kernel/calendar.ts'
import { present } from '../../kernel/invariant.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import { categoriesByCodes } from '../queries/categories.ts'
import { updateInstrumentText } from '../queries/instrument-search.ts'
import {
  type Instrument,
  instrumentIdByAssetNo,
  insertInstrument,
  instrumentsByIds,
  updateInstrumentForm,
  updateInstrumentState,
} from '../queries/instruments.ts'
import { openingHoursByInstrumentIds } from '../queries/opening.ts'
import { codePath } from '../rules/category.ts'
import { type InstrumentForm, instrumentProblems, isInOrder, trimmedForm } from '../rules/instrument.ts'
import { DEFAULT_POLICY } from '../rules/policy.ts'
import { missingProblems, submissionProblems, withdrawalProblems } from '../rules/publication.ts'
import { searchGrams } from '../rules/search.ts'

/** The instrument, where the viewer has the ability; throws a `Rejection` where he has not, or there is none. */
export async function authorisedInstrument(
  ctx: Context,
  id: string,
  ability: AbilityName,
): Promise<Instrument> {
  if (!ctx.viewer) authorise(ctx.viewer, ability)
  const [instrument] = await instrumentsByIds(ctx.store.db, [id])
  if (!instrument) throw new Rejection([problem('INSTRUMENT_NOT_FOUND')])
  authorise(ctx.viewer, ability, { institutionId: instrument.institutionId })
  return instrument
}

/** The instrument as it stands, which nobody else changes until the transaction ends. */
export async function lockedInstrument(ctx: Context, trx: Trx, id: string): Promise<Instrument> {
  await ctx.store.dialect.lock(trx, [`instrument:${id}`])
  const [instrument] = await instrumentsByIds(trx, [id])
  return present(instrument, `instrument ${id}`)
}

/** Begins the description of an instrument, which only its institution and the city see until the city approves it. */
export async function draftInstrument(
  ctx: Context,
  input: { readonly institutionId: string; readonly instrument: InstrumentForm },
  { isDemo = false } = {},
): Promise<Instrument> {
  authorise(ctx.viewer, 'editInstruments', { institutionId: input.institutionId })
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [assetLock(input.institutionId), 'instrument-number'])
    const [institution] = await institutionsByIds(trx, [input.institutionId])
    if (!institution) throw new Rejection([problem('INSTITUTION_NOT_FOUND')])
    const form = trimmedForm(input.instrument)
    refuse([
      ...(institution.isOwner && institution.state === 'approved' ? [] : [problem('INSTITUTION_NOT_OWNER')]),
      ...(await formProblems(ctx, trx, form, { institutionId: institution.id, timeZone: DEFAULT_ZONE })),
    ])
    const instrument: Instrument = {
      ...form,
      id: ctx.newId(),
      institutionId: institution.id,
      districtAdcode: institution.districtAdcode,
      timeZone: DEFAULT_ZONE,
      state: 'draft',
      reviewNote: null,
      policy: DEFAULT_POLICY,
      capacity: 1,
      parentId: null,
      scheduleOfId: null,
      isDemo,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    }
    await insertInstrument(trx, instrument)
    await indexInstrument(ctx, trx, instrument, institution)
    await audit(ctx, trx, { action: 'draftInstrument', id: instrument.id })
    return instrument
  })
}

/** Describes an instrument anew. One that the city has approved stays so, and must stay complete. */
export async function editInstrument(
  ctx: Context,
  input: { readonly instrumentId: string; readonly instrument: InstrumentForm },
): Promise<Instrument> {
  const { id, institutionId } = await authorisedInstrument(ctx, input.instrumentId, 'editInstruments')
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [assetLock(institutionId)])
    const instrument = await lockedInstrument(ctx, trx, id)
    const form = trimmedForm(input.instrument)
    const isBeyondDraft = instrument.state === 'submitted' || instrument.state === 'approved'
    refuse([
      ...(await formProblems(ctx, trx, form, instrument)),
      ...(isBeyondDraft ? missingProblems(form) : []),
    ])
    const edited = { ...instrument, ...form, updatedAt: ctx.now() }
    await updateInstrumentForm(trx, id, form, edited.updatedAt)
    const [institution] = await institutionsByIds(trx, [institutionId])
    await indexInstrument(ctx, trx, edited, present(institution, 'the owner'))
    await audit(ctx, trx, { action: 'editInstrument', id })
    if (edited.state === 'approved') await ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: id })
    const hasBroken = isInOrder(instrument.runStatus) && !isInOrder(edited.runStatus)
    if (hasBroken) await ctx.emit(ctx, trx, { type: 'instrument.disabled', subjectId: id })
    return edited
  })
}

/** Hands a complete description to the city. */
export async function submitInstrument(ctx: Context, instrumentId: string): Promise<Instrument> {
  const { id } = await authorisedInstrument(ctx, instrumentId, 'editInstruments')
  return ctx.store.transact(async (trx) => {
    const instrument = await lockedInstrument(ctx, trx, id)
    const [hours] = await openingHoursByInstrumentIds(trx, [id])
    const hasOpeningHours = (hours ?? []).some((it) => it.windows.length > 0)
    refuse(submissionProblems(instrument, { state: instrument.state, hasOpeningHours }))
    return changeState(ctx, trx, instrument, { action: 'submitInstrument', state: 'submitted', note: null })
  })
}

/** Admits an instrument to the catalog, or sends it back with a reason. */
export async function reviewInstrument(
  ctx: Context,
  decision: { readonly instrumentId: string; readonly approve: boolean; readonly note: string | null },
): Promise<Instrument> {
  authorise(ctx.viewer, 'reviewInstruments')
  const { id } = await authorisedInstrument(ctx, decision.instrumentId, 'reviewInstruments')
  return ctx.store.transact(async (trx) => {
    const instrument = await lockedInstrument(ctx, trx, id)
    refuse(reviewProblems(instrument.state, decision.approve, decision.note))
    const state = decision.approve ? 'approved' : 'rejected'
    const note = decision.note?.trim() ?? null
    const reviewed = await changeState(ctx, trx, instrument, { action: 'reviewInstrument', state, note })
    if (decision.approve) await ctx.emit(ctx, trx, { type: 'instrument.published', subjectId: id })
    return reviewed
  })
}

/** Takes an instrument out of the catalog. The reason is kept. */
export async function withdrawInstrument(
  ctx: Context,
  input: { readonly instrumentId: string; readonly reason: string },
): Promise<Instrument> {
  const { id } = await authorisedInstrument(ctx, input.instrumentId, 'editInstruments')
  return ctx.store.transact(async (trx) => {
    const instrument = await lockedInstrument(ctx, trx, id)
    refuse(withdrawalProblems(instrument.state, input.reason))
    const change = { action: 'withdrawInstrument', state: 'withdrawn', note: input.reason.trim() } as const
    const withdrawn = await changeState(ctx, trx, instrument, change)
    if (instrument.state === 'approved')
      await ctx.emit(ctx, trx, { type: 'instrument.withdrawn', subjectId: id })
    return withdrawn
  })
}

type StateChange = { readonly action: string; readonly state: ReviewState; readonly note: string | null }

async function changeState(
  ctx: Context,
  trx: Trx,
  instrument: Instrument,
  { action, state, note }: StateChange,
): Promise<Instrument> {
  const at = ctx.now()
  await updateInstrumentState(trx, instrument.id, { state, reviewNote: note, at })
  await audit(ctx, trx, { action, id: instrument.id, detail: { state, note } })
  return { ...instrument, state, reviewNote: note, updatedAt: at }
}

async function formProblems(
  ctx: Context,
  trx: Trx,
  form: InstrumentForm,
  instrument: { readonly id?: string; readonly institutionId: string; readonly timeZone: string },
) {
  const [category] = await categoriesByCodes(trx, [form.categoryCode])
  const holder = await instrumentIdByAssetNo(trx, instrument.institutionId, form.localAssetNo)
  return instrumentProblems(form, {
    today: dateOf(ctx.now(), instrument.timeZone),
    categoryKnown: category !== undefined,
    assetNoTakenBy: holder === instrument.id ? undefined : holder,
  })
}

async function indexInstrument(ctx: Context, trx: Trx, instrument: Instrument, institution: Institution) {
  const [district] = await districtsByAdcodes(trx, [instrument.districtAdcode])
  const categories = await categoriesByCodes(trx, codePath(instrument.categoryCode))
  const grams = searchGrams({
    form: instrument,
    institution,
    district: present(district, 'the district of an instrument'),
    categories: categories.flatMap((it) => it ?? []),
  })
  await updateInstrumentText(trx, ctx.store.dialect, instrument.id, grams)
}

/** Asset numbers of one institution are given one after another, so that each is judged against all others. */
function assetLock(institutionId: string): string {
  return `asset-numbers:${institutionId}`
}

type Audited = {
  readonly action: string
  readonly id: string
  readonly detail?: Readonly<Record<string, unknown>>
}

function audit(ctx: Context, trx: Trx, { action, id, detail = {} }: Audited): Promise<void> {
  return ctx.audit(ctx, trx, { action, subjectType: 'Instrument', subjectId: id, detail })
}
