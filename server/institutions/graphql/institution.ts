/** Districts and institutions in the schema. Maps arguments to one action or query. */

import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import { PersonConnectionRef, PersonRef, RoleGrantRef, ViewerRef } from '../../identity/graphql/people.ts'
import { staffOf } from '../../identity/actions/staff.ts'
import {
  findInstitutions,
  registerInstitution,
  reviewInstitution,
  visibleInstitution,
} from '../actions/institutions.ts'
import {
  type District,
  districts,
  districtsByAdcodes,
  type Institution,
  institutionCount,
  type InstitutionFilter,
  institutionsByIds,
} from '../queries/institutions.ts'

const InstitutionKindEnum = builder.enumType('InstitutionKind', {
  description: 'What kind of legal person an institution is.',
  values: enumValues([
    'university',
    'research_institute',
    'enterprise',
    'testing_body',
    'government_platform',
  ] as const),
})

export const ReviewStateEnum = builder.enumType('ReviewState', {
  description: 'How a thing that the city reviews stands.',
  values: enumValues(['draft', 'submitted', 'approved', 'rejected', 'withdrawn'] as const),
})

export const DistrictRef = builder.loadableObjectRef<District, string>('District', {
  load: (adcodes, ctx) => foundOrError(districtsByAdcodes(ctx.store.db, adcodes)),
  toKey: (it) => it.adcode,
  cacheResolved: true,
})
DistrictRef.implement({
  description: 'One of the nine districts and banners of the city (旗区).',
  fields: (t) => ({
    adcode: t.exposeID('adcode', { description: 'Six digits, GB/T 2260.' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { description: 'English name.' }),
  }),
})

export const InstitutionRef = builder.loadableObjectRef<Institution, string>('Institution', {
  load: (ids, ctx) => foundOrError(institutionsByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
InstitutionRef.implement({
  description: 'An institution that owns instruments, uses them, or both.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    uscc: t.exposeString('uscc', { description: '统一社会信用代码, 18 characters, GB 32100-2015.' }),
    nameZh: t.exposeString('nameZh', { description: 'Full Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    kind: t.field({ type: InstitutionKindEnum, description: 'What it is.', resolve: (it) => it.kind }),
    district: t.field({ type: DistrictRef, description: 'Where it is.', resolve: (it) => it.districtAdcode }),
    addressZh: t.exposeString('addressZh', { description: 'Street address in Chinese.' }),
    contactPhone: t.exposeString('contactPhone', { nullable: true, description: 'Landline of the office.' }),
    contactEmail: t.exposeString('contactEmail', { nullable: true, description: 'Mailbox of the office.' }),
    introductionZh: t.exposeString('introductionZh', {
      nullable: true,
      description: 'A few sentences in Chinese.',
    }),
    servesExternal: t.exposeBoolean('servesExternal', { description: 'Whether it serves others.' }),
    isOwner: t.exposeBoolean('isOwner', { description: 'Whether it owns instruments on the platform.' }),
    state: t.field({
      type: ReviewStateEnum,
      description: 'How it stands with the city.',
      resolve: (it) => it.state,
    }),
    reviewNote: t.exposeString('reviewNote', { nullable: true, description: 'What the reviewer wrote.' }),
    isDemo: t.exposeBoolean('isDemo', { description: 'True for demo data (演示数据).' }),
  }),
})

builder.objectFields(InstitutionRef, (t) => ({
  people: t.loadable({
    type: PersonConnectionRef,
    byPath: true,
    description: 'Who works there, by Chinese name; empty for those who may not see them.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    load: (ids: string[], ctx, args) => staffOf(ctx, ids, args),
    resolve: (it) => it.id,
  }),
}))

builder.objectFields(ViewerRef, (t) => ({
  institution: t.field({
    type: InstitutionRef,
    nullable: true,
    description: 'Where the person works; null when not known.',
    resolve: (it) => it.institutionId,
  }),
}))

builder.objectFields(PersonRef, (t) => ({
  institution: t.field({
    type: InstitutionRef,
    nullable: true,
    description: 'Where the person works; null when not known.',
    resolve: (it) => it.institutionId,
  }),
}))

builder.objectFields(RoleGrantRef, (t) => ({
  institution: t.field({
    type: InstitutionRef,
    nullable: true,
    description: 'Where the role counts; null for city roles.',
    resolve: (it) => it.institutionId,
  }),
}))

const InstitutionFilterInput = builder.inputType('InstitutionFilter', {
  description: 'Which institutions; every condition must hold.',
  fields: (t) => ({
    text: t.string({ required: false, description: 'Part of the Chinese name.' }),
    state: t.field({
      type: ReviewStateEnum,
      required: false,
      description: 'Approved unless told; others only for the city.',
    }),
    isOwner: t.boolean({ required: false, description: 'Owners of instruments, or not.' }),
    district: t.string({ required: false, description: 'Adcode of the district.' }),
  }),
})

const InstitutionConnectionRef = connectionRef<Institution, { filter: InstitutionFilter }>(
  'Institution',
  InstitutionRef,
  'by Chinese name',
)

builder.objectFields(InstitutionConnectionRef, (t) => ({
  totalCount: t.int({
    description: 'How many institutions the filter leaves.',
    resolve: (it, _args, ctx) => institutionCount(ctx.store.db, it.filter),
  }),
}))

builder.queryFields((t) => ({
  districts: t.field({
    type: [DistrictRef],
    description: 'The nine districts and banners, by adcode.',
    resolve: (_root, _args, ctx) => districts(ctx.store.db),
  }),
  institutions: t.field({
    type: InstitutionConnectionRef,
    description: 'Institutions of the platform.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      filter: t.arg({ type: InstitutionFilterInput, required: false, description: 'Which.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findInstitutions(ctx, args.filter ?? {}, args),
  }),
  institution: t.field({
    type: InstitutionRef,
    nullable: true,
    description: 'One institution; null when there is none that the viewer may see.',
    args: { id: t.arg.id({ description: 'The id of the institution.' }) },
    resolve: (_root, args, ctx) => visibleInstitution(ctx, args.id),
  }),
}))

const RegisterInstitutionInput = builder.inputType('RegisterInstitutionInput', {
  description: 'What an institution says of itself.',
  fields: (t) => ({
    uscc: t.string({ description: '统一社会信用代码, 18 characters.' }),
    nameZh: t.string({ description: 'Full Chinese name.' }),
    nameEn: t.string({ required: false, description: 'English name.' }),
    kind: t.field({ type: InstitutionKindEnum, description: 'What it is.' }),
    district: t.string({ description: 'Adcode of its district.' }),
    addressZh: t.string({ description: 'Street address in Chinese.' }),
    contactPhone: t.string({ required: false, description: 'Landline of the office.' }),
    contactEmail: t.string({ required: false, description: 'Mailbox of the office.' }),
    introductionZh: t.string({ required: false, description: 'A few sentences in Chinese.' }),
    servesExternal: t.boolean({ description: 'Whether it serves others.' }),
    isOwner: t.boolean({ description: 'Whether it will publish instruments.' }),
  }),
})

const ReviewInstitutionInput = builder.inputType('ReviewInstitutionInput', {
  description: "The city's decision.",
  fields: (t) => ({
    institutionId: t.id({ description: 'Which institution.' }),
    approve: t.boolean({ description: 'False refuses it.' }),
    note: t.string({ required: false, description: 'Needed for a refusal.' }),
  }),
})

builder.mutationFields((t) => ({
  registerInstitution: t.field({
    type: InstitutionRef,
    description:
      'Asks the city to admit an institution; whoever asks becomes its manager when the city does.',
    args: { input: t.arg({ type: RegisterInstitutionInput, description: 'What it is.' }) },
    errors: refusable('RegisterInstitutionResult'),
    resolve: (_root, { input }, ctx) =>
      registerInstitution(ctx, {
        ...input,
        nameEn: input.nameEn ?? null,
        contactPhone: input.contactPhone ?? null,
        contactEmail: input.contactEmail ?? null,
        introductionZh: input.introductionZh ?? null,
      }),
  }),
  reviewInstitution: t.field({
    type: InstitutionRef,
    description: 'Admits or refuses an institution that waits for it.',
    args: { input: t.arg({ type: ReviewInstitutionInput, description: 'The decision.' }) },
    errors: refusable('ReviewInstitutionResult'),
    resolve: (_root, { input }, ctx) => reviewInstitution(ctx, { ...input, note: input.note ?? null }),
  }),
}))
