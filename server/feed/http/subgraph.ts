/**
 * The Apollo Federation 2 subgraph for the city platform, which joins our `Institution` with its own by the
 * unified social credit code. Protocol: https://www.apollographql.com/docs/graphos/reference/federation/subgraph-spec
 */

import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Page } from '../../kernel/page.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { knownInstitutions, knownInstruments, publicInstrumentsPage } from '../actions/public-catalog.ts'
import type { PublicInstitution, PublicInstrument } from '../rules/public-instrument.ts'
import { builder } from './subgraph-builder.ts'
import { subgraphSdl } from './subgraph-sdl.ts'
import { InstitutionRef, InstrumentRef, pageSize } from './subgraph-types.ts'

const PageInfoRef = builder.objectRef<Page<unknown>['pageInfo']>('PageInfo').implement({
  description: 'Where a page stands in its list.',
  directives: { shareable: {} },
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more rows follow.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'Whether rows stand before.' }),
    startCursor: t.exposeString('startCursor', { nullable: true, description: 'Cursor of the first row.' }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description: 'Give it as `after` for the next page.',
    }),
  }),
})

const InstrumentEdgeRef = builder
  .objectRef<Page<PublicInstrument>['edges'][number]>('InstrumentEdge')
  .implement({
    description: 'One row of an InstrumentConnection.',
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Opaque; give it as `after`.' }),
      node: t.expose('node', { type: InstrumentRef, description: 'The row itself.' }),
    }),
  })

const InstrumentConnectionRef = builder.objectRef<Page<PublicInstrument>>('InstrumentConnection').implement({
  description: 'A page of instruments. Order: the oldest on the platform first.',
  fields: (t) => ({
    edges: t.field({
      type: [InstrumentEdgeRef],
      description: 'Rows, the oldest first.',
      resolve: (it) => [...it.edges],
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: 'Where the page stands.',
      resolve: (it) => it.pageInfo,
    }),
  }),
})

const ServiceRef = builder.objectRef<object>('_Service').implement({
  description: 'What composition needs of the subgraph.',
  fields: (t) => ({
    sdl: t.string({ description: 'The schema as text, with its directives.', resolve: () => sdl }),
  }),
})

const EntityRef = builder.unionType('_Entity', {
  description: 'Everything that has a key.',
  types: [InstrumentRef, InstitutionRef],
  resolveType: (it) => ('uscc' in it ? InstitutionRef : InstrumentRef),
})

builder.queryFields((t) => ({
  instrument: t.loadable({
    type: InstrumentRef,
    nullable: true,
    description: 'One instrument; null when there is none that is shared.',
    args: { id: t.arg.id({ description: 'The id of the instrument.' }) },
    load: (ids: string[], ctx) => knownInstruments(ctx, ids),
    resolve: (_root, args) => args.id,
  }),
  instruments: t.field({
    type: InstrumentConnectionRef,
    description: 'All instruments that are shared.',
    complexity: (args) => ({ field: 1, multiplier: pageSize(args.first) }),
    args: {
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => publicInstrumentsPage(ctx, args),
  }),
  _service: t.field({ type: ServiceRef, description: 'The subgraph itself.', resolve: () => ({}) }),
  _entities: t.field({
    type: [EntityRef],
    nullable: { list: false, items: true },
    description: 'Entities in the order of their representations; null where there is none that is shared.',
    complexity: (args) => ({ field: 1, multiplier: args.representations.length }),
    args: { representations: t.arg({ type: ['_Any'], description: 'Each its __typename and its key.' }) },
    resolve: (_root, args, ctx) => entities(ctx, args.representations),
  }),
}))

const Representation = z.union([
  z
    .object({ __typename: z.literal('Instrument'), id: z.string().max(100) })
    .transform(({ id }) => ({ isInstrument: true, key: id })),
  z
    .object({ __typename: z.literal('Institution'), uscc: z.string().max(100) })
    .transform(({ uscc }) => ({ isInstrument: false, key: uscc })),
])

async function entities(
  ctx: Context,
  representations: readonly unknown[],
): Promise<(PublicInstrument | PublicInstitution | null)[]> {
  const parsed = z.array(Representation).safeParse(representations)
  if (!parsed.success) throw new Rejection([problem('INPUT_INVALID', [], { field: 'representations' })])
  const keysOf = (isInstrument: boolean) => [
    ...new Set(parsed.data.filter((it) => it.isInstrument === isInstrument).map((it) => it.key)),
  ]
  const [instruments, institutions] = await Promise.all([
    knownInstruments(ctx, keysOf(true)),
    knownInstitutions(ctx, keysOf(false)),
  ])
  const instrumentOf = new Map(instruments.map((it) => [it?.id, it]))
  const institutionOf = new Map(institutions.map((it) => [it?.uscc, it]))
  return parsed.data.map(
    ({ isInstrument, key }) => (isInstrument ? instrumentOf : institutionOf).get(key) ?? null,
  )
}

export const subgraph = builder.toSchema()

const sdl = subgraphSdl(subgraph)
