/** The federation subgraph: it composes with a hub, answers for its entities, and lets in the hub alone. */

import { composeServices } from '@theguild/federation-composition'
import { type KyselyPlugin, sql } from 'kysely'
import { parse } from 'graphql'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../../server/context.ts'
import { subgraph } from '../../../server/feed/http/subgraph.ts'
import { graphqlServer } from '../../../server/graphql/server.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution } from '../../support/people.ts'
import { type Answer, dialects, openWorld, type World } from '../../support/world.ts'

const server = graphqlServer({ schema: subgraph, log: pino({ level: 'silent' }), persisted: new Map() })

let world: World

async function answer(query: string, variables: object = {}, ctx: Context = world.as()): Promise<Answer> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  }
  return (await (await server.fetch('http://test/graphql', request, ctx)).json()) as Answer
}

async function data(query: string, variables: object = {}): Promise<unknown> {
  const { data: got, errors } = await answer(query, variables)
  expect(errors).toBeUndefined()
  return got
}

const HUB = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
  type Query {
    institutions: [Institution!]!
  }
  type Institution @key(fields: "uscc") {
    uscc: String!
    nameZh: String! @shareable
    rating: String
  }
`

async function sdl(): Promise<string> {
  const got = (await data('{ service: _service { sdl } }')) as { service: { sdl: string } }
  return got.service.sdl
}

describe.each(dialects)('the subgraph on %s', (name) => {
  beforeAll(async () => {
    world = await openWorld(name)
    await addInstitution(world, 'lab', { contactPhone: '0477-1', nameEn: 'The lab' })
    await addInstitution(world, 'new', { state: 'submitted' })
    await addInstitution(world, 'empty')
    for (const [i, id] of ['sem', 'tem', 'afm', 'icp'].entries()) {
      await addInstrument(world, id, { institutionId: 'lab', createdAt: 1_000 + i, nameZh: `仪器 ${9 - i}` })
    }
    await addInstrument(world, 'gone', { institutionId: 'lab', state: 'withdrawn' })
    await addInstrument(world, 'kept', { institutionId: 'lab', shareMode: 'none' })
    await addInstrument(world, 'hers', { institutionId: 'new' })
  })
  afterAll(() => world.close())

  test('composes with a hub that shares institutions by their code', async () => {
    const result = composeServices([
      { name: 'hub', typeDefs: parse(HUB), url: 'http://hub' },
      { name: 'instruments', typeDefs: parse(await sdl()), url: 'http://instruments' },
    ])
    expect(result.errors?.map((each) => each.message) ?? []).toEqual([])
    expect(result.publicSdl).toMatch(/type Institution[^}]*rating[^}]*}/)
    expect(result.publicSdl).toMatch(/type Institution[^}]*instruments\([^}]*}/)
    expect(result.supergraphSdl).toContain('@join__type(graph: INSTRUMENTS, key: "uscc")')
  })

  test('says of itself what composition needs, and nothing of people or money', async () => {
    const text = await sdl()
    expect(text).toContain(
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@tag", "@inaccessible"])',
    )
    expect(text).toContain('type Instrument @key(fields: "id") @tag(name: "public")')
    expect(text).toContain('type Institution @key(fields: "uscc") @tag(name: "public")')
    expect(text).not.toMatch(/_Any|_Entity|_Service|_entities/)
    const names = [...text.matchAll(/^ *(?:type |enum )?(\w+)[ :(]/gm)].map((each) => each[1]).join(' ')
    expect(names).toContain('manufacturer')
    expect(names).not.toMatch(/person|contact|email|phone|asset|serial|fen\b|value(Fen|Zh)|note|mutation/i)
  })

  test('answers for its entities in the order asked; null for what is not there or not public', async () => {
    const representations = [
      { __typename: 'Institution', uscc: 'USCC-lab' },
      { __typename: 'Instrument', id: 'tem' },
      { __typename: 'Instrument', id: 'gone' },
      { __typename: 'Instrument', id: 'kept' },
      { __typename: 'Instrument', id: 'hers' },
      { __typename: 'Instrument', id: 'USCC-lab' },
      { __typename: 'Institution', uscc: 'USCC-new' },
      { __typename: 'Institution', uscc: 'none' },
      { __typename: 'Instrument', id: 'tem', nameZh: 'ignored' },
    ]
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename
        ... on Instrument { id nameZh url institution { uscc } categoryPath { code } shareMode }
        ... on Institution { uscc nameEn kind district { adcode } instruments(first: 2) { id } }
      }
    }`
    const tem = {
      __typename: 'Instrument',
      id: 'tem',
      nameZh: '仪器 8',
      url: 'http://test/instruments/tem',
      institution: { uscc: 'USCC-lab' },
      categoryPath: [{ code: '010000' }, { code: '010100' }, { code: '010102' }],
      shareMode: 'EXTERNAL',
    }
    const lab = {
      __typename: 'Institution',
      uscc: 'USCC-lab',
      nameEn: 'The lab',
      kind: 'RESEARCH_INSTITUTE',
      district: { adcode: '150602' },
      instruments: [{ id: 'icp' }, { id: 'afm' }],
    }
    expect(await data(query, { representations })).toEqual({
      _entities: [lab, tem, null, null, null, null, null, null, tem],
    })
  })

  test.each([
    [[{ __typename: 'Person', id: 'ada' }]],
    [[{ __typename: 'Instrument' }]],
    [[{ id: 'sem' }]],
    [['sem']],
    [[{ __typename: 'Instrument', id: 7 }]],
  ])('refuses representations like %j', async (representations) => {
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }'
    const { errors } = await answer(query, { representations })
    expect(errors?.[0]?.extensions?.['code']).toBe('INPUT_INVALID')
  })

  test('finds one instrument, or null', async () => {
    expect(
      await data(
        '{ a: instrument(id: "sem") { id } b: instrument(id: "gone") { id } c: instrument(id: "none") { id } }',
      ),
    ).toEqual({
      a: { id: 'sem' },
      b: null,
      c: null,
    })
  })

  test('lists all that is shared, the oldest first, in pages', async () => {
    const query =
      'query ($after: String) { instruments(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }'
    type Page = {
      instruments: {
        edges: { node: { id: string } }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
    }
    const one = (await data(query)) as Page
    expect(one.instruments.edges.map((each) => each.node.id)).toEqual(['sem', 'tem', 'afm'])
    expect(one.instruments.pageInfo.hasNextPage).toBe(true)
    const two = (await data(query, { after: one.instruments.pageInfo.endCursor })) as Page
    expect(two.instruments.edges.map((each) => each.node.id)).toEqual(['icp'])
    expect(two.instruments.pageInfo.hasNextPage).toBe(false)
  })

  test('reads a page with a fixed number of statements, however many rows it has', async () => {
    let statements = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const ctx = world.as()
    const counted = { ...ctx, store: { ...ctx.store, db: ctx.store.db.withPlugin(counting) } }
    const query =
      '{ instruments(first: 100) { edges { node { id institution { nameZh instruments { id } } district { nameZh } } } } }'
    expect((await answer(query, {}, counted)).errors).toBeUndefined()
    expect(statements).toBeLessThanOrEqual(11)
  })

  test('refuses what goes too deep or costs too much', async () => {
    const deep =
      '{ instruments { edges { node { institution { instruments { institution { instruments { institution { instruments { institution { instruments { institution { uscc } } } } } } } } } } } } }'
    expect((await answer(deep)).errors?.[0]?.extensions?.['code']).toBe('OPERATION_TOO_LARGE')
    const wide =
      '{ instruments(first: 100) { edges { node { institution { instruments(first: 100) { id nameZh } } } } } }'
    expect((await answer(wide)).errors?.[0]?.extensions?.['code']).toBe('OPERATION_TOO_LARGE')
  })

  test('an unexpected error is masked', async () => {
    const broken = await openWorld(name)
    await broken.store.transact((trx) => sql`alter table instrument rename to gone`.execute(trx))
    const { errors } = await answer('{ instrument(id: "x") { id } }', {}, broken.as())
    await broken.close()
    expect(errors?.map((each) => each.message)).toEqual(['Unexpected error.'])
  })
})
