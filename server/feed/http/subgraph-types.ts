/** The entities of the subgraph: instruments by id, and their owners by the code that every platform knows. */

import {
  type InstrumentSpec,
  RUN_STATUSES,
  SERVICE_MODES,
  SHARE_MODES,
  USAGE_CLASSES,
} from '../../catalog/rules/instrument.ts'
import { enumValues } from '../../graphql/builder.ts'
import { INSTITUTION_KINDS } from '../../institutions/rules.ts'
import { PAGE_SIZE, PAGE_SIZE_MAX } from '../../kernel/page.ts'
import { instrumentsOfInstitutions } from '../actions/public-catalog.ts'
import type {
  PublicCategory,
  PublicDistrict,
  PublicInstitution,
  PublicInstrument,
} from '../rules/public-instrument.ts'
import { builder } from './subgraph-builder.ts'

const PUBLIC = { tag: { name: 'public' } } as const

const InstitutionKindEnum = builder.enumType('InstitutionKind', {
  description: 'What kind of legal person an institution is.',
  values: enumValues(INSTITUTION_KINDS),
})
const RunStatusEnum = builder.enumType('RunStatus', {
  description: 'The usual state of an instrument.',
  values: enumValues(RUN_STATUSES),
})
const ServiceModeEnum = builder.enumType('ServiceMode', {
  description: 'How an instrument can be used.',
  values: enumValues(SERVICE_MODES),
})
const ShareModeEnum = builder.enumType('ShareMode', {
  description: 'With whom an instrument is shared.',
  values: enumValues(SHARE_MODES),
})
const UsageClassEnum = builder.enumType('UsageClass', {
  description: 'General or dedicated (通用、专用).',
  values: enumValues(USAGE_CLASSES),
})

const DistrictRef = builder.objectRef<PublicDistrict>('District').implement({
  description: 'A district or banner of the city (旗区).',
  directives: { shareable: {} },
  fields: (t) => ({
    adcode: t.exposeID('adcode', { description: 'Six digits, GB/T 2260.' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { description: 'English name.' }),
  }),
})

const CategoryRef = builder.objectRef<PublicCategory>('Category').implement({
  description: 'A class of instruments.',
  directives: { shareable: {} },
  fields: (t) => ({
    code: t.exposeID('code', { description: 'Six digits, two for each level (大型科学仪器设备分类与代码).' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
  }),
})

const InstrumentSpecRef = builder.objectRef<InstrumentSpec>('InstrumentSpec').implement({
  description: 'One figure of an instrument.',
  directives: { shareable: {} },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What is measured.' }),
    value: t.exposeString('value', { description: 'The figure.' }),
    unit: t.exposeString('unit', { nullable: true, description: 'Its unit.' }),
  }),
})

export const InstrumentRef = builder.objectRef<PublicInstrument>('Instrument')
export const InstitutionRef = builder.objectRef<PublicInstitution>('Institution')

InstrumentRef.implement({
  description: 'An instrument that is shared through the platform.',
  directives: { key: { fields: 'id' }, ...PUBLIC },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    nameZh: t.exposeString('nameZh', { description: 'Full Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    url: t.string({
      description: 'Its page on the platform, where it is booked.',
      resolve: (it, _args, ctx) => `${ctx.settings.publicUrl}/instruments/${it.id}`,
    }),
    categoryCode: t.exposeString('categoryCode', { description: 'Six digits.' }),
    categoryPath: t.field({
      type: [CategoryRef],
      description: 'Its category and those above, from the first level down.',
      resolve: (it) => [...it.categories],
    }),
    model: t.exposeString('model', { description: "As on the maker's label." }),
    manufacturer: t.exposeString('manufacturer', { description: 'Full name of the maker.' }),
    originCountry: t.exposeString('originCountry', { nullable: true, description: 'ISO 3166-1 alpha-2.' }),
    institution: t.expose('institution', { type: InstitutionRef, description: 'Its owner.' }),
    district: t.expose('district', { type: DistrictRef, description: 'Where it stands.' }),
    locationZh: t.exposeString('locationZh', { description: 'Building and room, in Chinese.' }),
    usageClass: t.expose('usageClass', { type: UsageClassEnum, description: 'General or dedicated.' }),
    commissionedOn: t.expose('commissionedOn', {
      type: 'LocalDate',
      nullable: true,
      description: 'First day of use.',
    }),
    specs: t.field({
      type: [InstrumentSpecRef],
      description: 'Key figures, as the owner ordered them.',
      resolve: (it) => [...it.specs],
    }),
    techSpecsZh: t.exposeString('techSpecsZh', {
      nullable: true,
      description: 'Key indicators, in Chinese.',
    }),
    functionsZh: t.exposeString('functionsZh', {
      nullable: true,
      description: 'What it can do, in Chinese.',
    }),
    serviceContentZh: t.exposeString('serviceContentZh', {
      nullable: true,
      description: 'What is offered, in Chinese.',
    }),
    accessRulesZh: t.exposeString('accessRulesZh', {
      nullable: true,
      description: 'Who may use it and how, in Chinese.',
    }),
    keywordsZh: t.stringList({
      description: 'As the owner ordered them.',
      resolve: (it) => [...it.keywordsZh],
    }),
    serviceModes: t.field({
      type: [ServiceModeEnum],
      description: 'How it can be used, as the owner ordered them.',
      resolve: (it) => [...it.serviceModes],
    }),
    shareMode: t.expose('shareMode', { type: ShareModeEnum, description: 'With whom it is shared.' }),
    runStatus: t.expose('runStatus', { type: RunStatusEnum, description: 'Its usual state.' }),
    isDemo: t.exposeBoolean('isDemo', { description: 'True for demo data (演示数据).' }),
    updatedAt: t.expose('updatedAt', { type: 'Instant', description: 'When its description last changed.' }),
  }),
})

InstitutionRef.implement({
  description: 'An institution that the city admitted.',
  directives: { key: { fields: 'uscc' }, ...PUBLIC },
  fields: (t) => ({
    uscc: t.exposeString('uscc', { description: '统一社会信用代码, 18 characters, GB 32100-2015.' }),
    nameZh: t.exposeString('nameZh', { description: 'Full Chinese name.', directives: { shareable: {} } }),
    nameEn: t.exposeString('nameEn', {
      nullable: true,
      description: 'English name.',
      directives: { shareable: {} },
    }),
    kind: t.expose('kind', { type: InstitutionKindEnum, description: 'What it is.' }),
    district: t.expose('district', { type: DistrictRef, description: 'Where it is.' }),
    servesExternal: t.exposeBoolean('servesExternal', { description: 'Whether it serves others.' }),
    isDemo: t.exposeBoolean('isDemo', {
      description: 'True for demo data (演示数据).',
      directives: { shareable: {} },
    }),
    instruments: t.loadableList({
      type: InstrumentRef,
      description: 'Its instruments that are shared, by Chinese name; at most 100.',
      complexity: (args) => ({ field: 1, multiplier: pageSize(args.first) }),
      args: { first: t.arg.int({ required: false, description: 'How many, 1 to 100; 20 unless told.' }) },
      byPath: true,
      load: (usccs: string[], ctx, args) => instrumentsOfInstitutions(ctx, usccs, pageSize(args.first)),
      resolve: (it) => it.uscc,
    }),
  }),
})

export function pageSize(first: number | null | undefined): number {
  return Math.min(Math.max(first ?? PAGE_SIZE, 1), PAGE_SIZE_MAX)
}
