/** An instrument's description as a form holds it, and as the API wants it. Pure. */

import type { InstrumentForm } from '../../server/catalog/rules/instrument.ts'
import type { InstrumentInput, ManagedInstrumentFragment } from '../gql/graphql.ts'

type Spec = { name: string; value: string; unit: string }

/** The description while it is written: texts are never null, the value is in yuan. */
export type InstrumentValues = {
  nameZh: string
  nameEn: string
  categoryCode: string | undefined
  model: string
  manufacturer: string
  originCountry: string | undefined
  localAssetNo: string
  serialNumber: string
  usageClass: InstrumentInput['usageClass']
  source: InstrumentInput['source']
  fundingSources: InstrumentInput['fundingSources']
  originalValueYuan: number | null
  commissionedOn: string | undefined
  locationZh: string
  specs: Spec[]
  techSpecsZh: string
  functionsZh: string
  serviceContentZh: string
  accessRulesZh: string
  keywordsZh: string[]
  serviceModes: InstrumentInput['serviceModes']
  shareMode: InstrumentInput['shareMode']
  runStatus: InstrumentInput['runStatus']
  customsSupervised: boolean
}

const EMPTY: InstrumentValues = {
  nameZh: '',
  nameEn: '',
  categoryCode: undefined,
  model: '',
  manufacturer: '',
  originCountry: 'CN',
  localAssetNo: '',
  serialNumber: '',
  usageClass: 'GENERAL',
  source: 'PURCHASED',
  fundingSources: ['OWN'],
  originalValueYuan: null,
  commissionedOn: undefined,
  locationZh: '',
  specs: [],
  techSpecsZh: '',
  functionsZh: '',
  serviceContentZh: '',
  accessRulesZh: '',
  keywordsZh: [],
  serviceModes: ['SELF_USE'],
  shareMode: 'EXTERNAL',
  runStatus: 'NORMAL',
  customsSupervised: false,
}

/** What a form begins with: nothing but the usual choices, or an instrument as it is. */
export function valuesOf(instrument: ManagedInstrumentFragment | undefined): InstrumentValues {
  if (!instrument) return EMPTY
  const { originalValueFen } = instrument
  return {
    ...EMPTY,
    nameZh: instrument.nameZh,
    nameEn: instrument.nameEn ?? '',
    categoryCode: instrument.categoryCode,
    model: instrument.model,
    manufacturer: instrument.manufacturer,
    originCountry: instrument.originCountry ?? undefined,
    localAssetNo: instrument.localAssetNo,
    serialNumber: instrument.serialNumber ?? '',
    usageClass: instrument.usageClass,
    source: instrument.source,
    fundingSources: instrument.fundingSources,
    originalValueYuan: originalValueFen === 0 ? null : originalValueFen / 100,
    commissionedOn: instrument.commissionedOn ?? undefined,
    locationZh: instrument.locationZh,
    specs: instrument.specs.map(({ name, value, unit }) => ({ name, value, unit: unit ?? '' })),
    techSpecsZh: instrument.techSpecsZh ?? '',
    functionsZh: instrument.functionsZh ?? '',
    serviceContentZh: instrument.serviceContentZh ?? '',
    accessRulesZh: instrument.accessRulesZh ?? '',
    keywordsZh: instrument.keywordsZh,
    serviceModes: instrument.serviceModes,
    shareMode: instrument.shareMode,
    runStatus: instrument.runStatus,
    customsSupervised: instrument.customsSupervised,
  }
}

/** A new instrument like another: everything of its kind, nothing of that one piece or its place. */
export function valuesLike(instrument: ManagedInstrumentFragment): InstrumentValues {
  const { localAssetNo, serialNumber, originalValueYuan, commissionedOn, locationZh, runStatus } = EMPTY
  return {
    ...valuesOf(instrument),
    localAssetNo,
    serialNumber,
    originalValueYuan,
    commissionedOn,
    locationZh,
    runStatus,
    fundingSources: EMPTY.fundingSources,
    source: EMPTY.source,
    customsSupervised: false,
  }
}

/** Yuan with two decimals as fen; nothing is zero. */
export function fenOf(yuan: number | null | undefined): number {
  return Math.round((yuan ?? 0) * 100)
}

function filled(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

/** The same for the API: empty texts are null, empty lines of specifications are left out. */
export function inputOf(values: InstrumentValues): InstrumentInput {
  const { originalValueYuan, ...rest } = values
  return {
    ...rest,
    nameEn: filled(values.nameEn),
    categoryCode: values.categoryCode ?? '',
    originCountry: filled(values.originCountry),
    serialNumber: filled(values.serialNumber),
    commissionedOn: filled(values.commissionedOn),
    originalValueFen: fenOf(originalValueYuan),
    specs: values.specs
      .filter(({ name, value }) => filled(name) !== null || filled(value) !== null)
      .map(({ name, value, unit }) => ({ name, value, unit: filled(unit) })),
    techSpecsZh: filled(values.techSpecsZh),
    functionsZh: filled(values.functionsZh),
    serviceContentZh: filled(values.serviceContentZh),
    accessRulesZh: filled(values.accessRulesZh),
  }
}

/** A word of the API as the rules spell it. */
function lower<Word extends string>(word: Word): Lowercase<Word> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- toLowerCase forgets the literal types.
  return word.toLowerCase() as Lowercase<Word>
}

/** The same for the rules that judge descriptions and count how complete they are. */
export function formOf(input: InstrumentInput): InstrumentForm {
  return {
    ...input,
    nameEn: input.nameEn ?? null,
    originCountry: input.originCountry ?? null,
    serialNumber: input.serialNumber ?? null,
    commissionedOn: input.commissionedOn ?? null,
    techSpecsZh: input.techSpecsZh ?? null,
    functionsZh: input.functionsZh ?? null,
    serviceContentZh: input.serviceContentZh ?? null,
    accessRulesZh: input.accessRulesZh ?? null,
    specs: input.specs.map((it) => ({ ...it, unit: it.unit ?? null })),
    usageClass: lower(input.usageClass),
    source: lower(input.source),
    fundingSources: input.fundingSources.map(lower),
    serviceModes: input.serviceModes.map(lower),
    shareMode: lower(input.shareMode),
    runStatus: lower(input.runStatus),
  }
}
