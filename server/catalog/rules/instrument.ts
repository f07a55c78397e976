/** What an instrument is said to be, and whether that can be right (fields and lengths as in the NRII record, type 4). */

import { isLocalDate, type LocalDate } from '../../kernel/calendar.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

export const USAGE_CLASSES = ['general', 'dedicated'] as const
export type UsageClass = (typeof USAGE_CLASSES)[number]

export const SHARE_MODES = ['internal', 'external', 'none'] as const
export type ShareMode = (typeof SHARE_MODES)[number]

export const RUN_STATUSES = [
  'normal',
  'standby',
  'remote',
  'occasional_fault',
  'frequent_fault',
  'await_repair',
  'await_scrap',
] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

/** Whether an instrument of that state can be used at all. */
export function isInOrder(runStatus: RunStatus): boolean {
  return runStatus !== 'await_repair' && runStatus !== 'await_scrap'
}

export const ACQUISITION_SOURCES = ['purchased', 'developed', 'donated', 'other'] as const
export type AcquisitionSource = (typeof ACQUISITION_SOURCES)[number]

export const FUNDING_SOURCES = ['central', 'local', 'own', 'other'] as const
export type FundingSource = (typeof FUNDING_SOURCES)[number]

export const SERVICE_MODES = ['self_use', 'sample_submission', 'test_item'] as const
export type ServiceMode = (typeof SERVICE_MODES)[number]

export type InstrumentSpec = { readonly name: string; readonly value: string; readonly unit: string | null }

/** What the owner says of an instrument. */
export type InstrumentForm = {
  readonly nameZh: string
  readonly nameEn: string | null
  /** Six digits, see categories. */
  readonly categoryCode: string
  readonly model: string
  readonly manufacturer: string
  /** ISO 3166-1 alpha-2. */
  readonly originCountry: string | null
  /** Unique within the institution. */
  readonly localAssetNo: string
  readonly serialNumber: string | null
  readonly usageClass: UsageClass
  readonly source: AcquisitionSource
  readonly fundingSources: readonly FundingSource[]
  readonly originalValueFen: Fen
  readonly commissionedOn: LocalDate | null
  readonly locationZh: string
  readonly specs: readonly InstrumentSpec[]
  readonly techSpecsZh: string | null
  readonly functionsZh: string | null
  readonly serviceContentZh: string | null
  readonly accessRulesZh: string | null
  readonly keywordsZh: readonly string[]
  readonly serviceModes: readonly ServiceMode[]
  readonly shareMode: ShareMode
  readonly runStatus: RunStatus
  readonly customsSupervised: boolean
}

export type InstrumentFacts = {
  /** Today where the instrument is. */
  readonly today: LocalDate
  readonly categoryKnown: boolean
  /** The instrument of the same institution that has this asset number already. */
  readonly assetNoTakenBy: string | undefined
}

/** Longest texts, in characters: those of the NRII record where it has one. */
const LENGTH_MAX = {
  nameZh: 100,
  nameEn: 100,
  model: 100,
  manufacturer: 100,
  localAssetNo: 45,
  serialNumber: 100,
  locationZh: 100,
  techSpecsZh: 500,
  functionsZh: 300,
  serviceContentZh: 200,
  accessRulesZh: 500,
} as const satisfies Partial<Record<keyof InstrumentForm, number>>

const SPECS_MAX = 50
const SPEC_LENGTH_MAX = 100
const KEYWORDS_MAX = 20
const KEYWORD_LENGTH_MAX = 30
/** decimal(12,2) of the record, in fen. */
const VALUE_FEN_MAX = 999_999_999_999

/** Every reason why an instrument cannot be described like this, draft or not; empty when it can. */
export function instrumentProblems(form: InstrumentForm, facts: InstrumentFacts): readonly Problem[] {
  const problems: Problem[] = []
  if (form.nameZh === '') problems.push(problem('INPUT_INVALID', [], { field: 'nameZh' }))
  if (form.localAssetNo === '') problems.push(problem('INPUT_INVALID', [], { field: 'localAssetNo' }))
  if (facts.assetNoTakenBy !== undefined) problems.push(problem('ASSET_NO_TAKEN', [facts.assetNoTakenBy]))
  if (!facts.categoryKnown) problems.push(problem('CATEGORY_NOT_FOUND'))
  return [...problems, ...lengthProblems(form), ...listProblems(form), ...valueProblems(form, facts.today)]
}

function lengthProblems(form: InstrumentForm): readonly Problem[] {
  return Object.entries(LENGTH_MAX).flatMap(([field, max]) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries forgets the literal types.
    const text = form[field as keyof typeof LENGTH_MAX]
    return text !== null && Array.from(text).length > max
      ? [problem('TEXT_TOO_LONG', [], { field, max })]
      : []
  })
}

function listProblems({
  specs,
  keywordsZh,
  fundingSources,
  serviceModes,
}: InstrumentForm): readonly Problem[] {
  const fits = (text: string | null, max: number) => text === null || Array.from(text).length <= max
  const areSpecsSound =
    specs.length <= SPECS_MAX &&
    specs.every(
      ({ name, value, unit }) =>
        name !== '' && value !== '' && [name, value, unit].every((it) => fits(it, SPEC_LENGTH_MAX)),
    )
  const areKeywordsSound =
    keywordsZh.length <= KEYWORDS_MAX &&
    isSet(keywordsZh) &&
    keywordsZh.every((it) => it !== '' && fits(it, KEYWORD_LENGTH_MAX))
  const sound = {
    specs: areSpecsSound,
    keywordsZh: areKeywordsSound,
    fundingSources: isSet(fundingSources),
    serviceModes: isSet(serviceModes),
  }
  return Object.entries(sound).flatMap(([field, holds]) =>
    holds ? [] : [problem('INPUT_INVALID', [], { field })],
  )
}

function valueProblems(form: InstrumentForm, today: LocalDate): readonly Problem[] {
  const problems: Problem[] = []
  const { originalValueFen, originCountry, commissionedOn } = form
  if (!Number.isSafeInteger(originalValueFen) || originalValueFen < 0 || originalValueFen > VALUE_FEN_MAX) {
    problems.push(problem('INPUT_INVALID', [], { field: 'originalValueFen' }))
  }
  if (originCountry !== null && !/^[A-Z]{2}$/.test(originCountry)) {
    problems.push(problem('INPUT_INVALID', [], { field: 'originCountry' }))
  }
  if (commissionedOn !== null && !isLocalDate(commissionedOn)) {
    problems.push(problem('INPUT_INVALID', [], { field: 'commissionedOn' }))
  } else if (commissionedOn !== null && commissionedOn > today) {
    problems.push(problem('COMMISSIONED_IN_FUTURE'))
  }
  return problems
}

function isSet(words: readonly string[]): boolean {
  return new Set(words).size === words.length
}

/** The form with the blanks around its texts taken away, and empty texts made null where a text may be missing. */
export function trimmedForm(form: InstrumentForm): InstrumentForm {
  return {
    ...form,
    nameZh: form.nameZh.trim(),
    nameEn: filled(form.nameEn),
    model: form.model.trim(),
    manufacturer: form.manufacturer.trim(),
    originCountry: filled(form.originCountry),
    localAssetNo: form.localAssetNo.trim(),
    serialNumber: filled(form.serialNumber),
    locationZh: form.locationZh.trim(),
    specs: form.specs.map(({ name, value, unit }) => ({
      name: name.trim(),
      value: value.trim(),
      unit: filled(unit),
    })),
    techSpecsZh: filled(form.techSpecsZh),
    functionsZh: filled(form.functionsZh),
    serviceContentZh: filled(form.serviceContentZh),
    accessRulesZh: filled(form.accessRulesZh),
    keywordsZh: form.keywordsZh.map((it) => it.trim()),
  }
}

function filled(text: string | null): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
