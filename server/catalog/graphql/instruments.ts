/** Reading the catalog in the schema: the list, its facets, one instrument. Maps arguments to one action. */

import { builder, enumValues, IntervalInput } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { DistrictRef, InstitutionRef, ReviewStateEnum } from '../../institutions/graphql/institution.ts'
import {
  countInstruments,
  type FacetCount,
  findInstruments,
  instrumentFacets,
  type LabelledFacets,
  visibleInstrument,
} from '../actions/find.ts'
import {
  instrumentCountsByDistrict,
  instrumentCountsByInstitution,
  type InstrumentSearch,
} from '../queries/instrument-search.ts'
import type { Instrument } from '../queries/instruments.ts'
import { InstrumentRef } from './instrument.ts'
import { ShareModeEnum } from './words.ts'

export const InstrumentFilterInput = builder.inputType('InstrumentFilter', {
  description: 'Which instruments, among those that the viewer may see; every condition must hold.',
  fields: (t) => ({
    text: t.string({ required: false, description: 'Words that must all be there, in any order.' }),
    categoryCode: t.string({ required: false, description: 'Of this category or of those below it.' }),
    institutionId: t.id({ required: false, description: 'Owned by this institution.' }),
    district: t.string({ required: false, description: 'In the district of this adcode.' }),
    shareMode: t.field({ type: ShareModeEnum, required: false, description: 'Shared like this.' }),
    freeDuring: t.field({
      type: IntervalInput,
      required: false,
      description: 'Open during the whole span, and not taken; at most 31 days.',
    }),
    state: t.field({
      type: ReviewStateEnum,
      required: false,
      description: 'Standing like this; who may not see drafts finds approved ones only.',
    }),
    managedByMe: t.boolean({
      required: false,
      description: 'True: only those that the viewer keeps or manages.',
    }),
  }),
})

const InstrumentSortEnum = builder.enumType('InstrumentSort', {
  description:
    'RELEVANCE: all words in the name first, then in name, model, keywords and category, then anywhere; newest first. ' +
    'NAME: by Chinese name. NEWEST: drafted last first.',
  values: enumValues(['relevance', 'name', 'newest'] as const),
})

export const InstrumentConnectionRef = connectionRef<Instrument, { search: InstrumentSearch }>(
  'Instrument',
  InstrumentRef,
  'as the query says',
)

builder.objectFields(InstrumentConnectionRef, (t) => ({
  totalCount: t.int({
    description: 'How many instruments the filter leaves; counting stops at 10000.',
    resolve: (it, _args, ctx) => countInstruments(ctx, it.search),
  }),
}))

const FacetCountRef = builder.objectRef<FacetCount>('FacetCount').implement({
  description: 'One value of a facet.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'What the filter takes.' }),
    labelZh: t.exposeString('labelZh', { description: 'Chinese name of the value.' }),
    labelEn: t.exposeString('labelEn', { nullable: true, description: 'English name, where there is one.' }),
    count: t.exposeInt('count', { description: 'How many instruments it leaves.' }),
  }),
})

const InstrumentFacetsRef = builder.objectRef<LabelledFacets>('InstrumentFacets')
InstrumentFacetsRef.implement({
  description:
    'What the list can be narrowed by. Each facet is counted without its own condition, at most 50 values.',
  fields: (t) => ({
    categories: t.field({
      type: [FacetCountRef],
      description: 'Of the first level, and deeper around the one in the filter; the largest first.',
      resolve: (it) => [...it.categories],
    }),
    districts: t.field({
      type: [FacetCountRef],
      description: 'Districts by adcode; the largest first.',
      resolve: (it) => [...it.districts],
    }),
    institutions: t.field({
      type: [FacetCountRef],
      description: 'Owners by id; the largest first.',
      resolve: (it) => [...it.institutions],
    }),
    shareModes: t.field({
      type: [FacetCountRef],
      description: 'Share modes; the largest first.',
      resolve: (it) => [...it.shareModes],
    }),
    total: t.exposeInt('total', { description: 'How many instruments the whole filter leaves.' }),
  }),
})

builder.queryFields((t) => ({
  instruments: t.field({
    type: InstrumentConnectionRef,
    description:
      'The catalog, as `sort` says: public instruments, and those of institutions whose drafts the viewer may see.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      filter: t.arg({ type: InstrumentFilterInput, required: false, description: 'Which.' }),
      sort: t.arg({
        type: InstrumentSortEnum,
        required: false,
        description: 'RELEVANCE unless told, which is NAME without a text.',
      }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({
        required: false,
        description: 'Cursor of the row before the page, from the same sort.',
      }),
    },
    resolve: (_root, args, ctx) => findInstruments(ctx, args.filter ?? {}, args.sort ?? 'relevance', args),
  }),
  instrumentFacets: t.field({
    type: InstrumentFacetsRef,
    description: 'How many instruments each value of each facet would leave.',
    args: {
      filter: t.arg({ type: InstrumentFilterInput, required: false, description: 'Which instruments.' }),
    },
    resolve: (_root, args, ctx) => instrumentFacets(ctx, args.filter ?? {}),
  }),
  instrument: t.field({
    type: InstrumentRef,
    nullable: true,
    description: 'One instrument; null when there is none that the viewer may see.',
    args: { id: t.arg.id({ description: 'The id of the instrument.' }) },
    resolve: (_root, args, ctx) => visibleInstrument(ctx, args.id),
  }),
}))

builder.objectFields(DistrictRef, (t) => ({
  instrumentCount: t.loadable({
    type: 'Int',
    description: 'How many public instruments stand there.',
    load: (adcodes: string[], ctx) => instrumentCountsByDistrict(ctx.store.db, adcodes),
    resolve: (it) => it.adcode,
  }),
}))

builder.objectFields(InstitutionRef, (t) => ({
  instrumentCount: t.loadable({
    type: 'Int',
    description: 'How many public instruments it owns.',
    load: (ids: string[], ctx) => instrumentCountsByInstitution(ctx.store.db, ids),
    resolve: (it) => it.id,
  }),
}))
