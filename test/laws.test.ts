/** The laws of this codebase that no linter knows. Each failure names the file and the law. */

import { readdirSync, readFileSync } from 'node:fs'
import { isObjectType, isInputObjectType, isEnumType, lexicographicSortSchema, printSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import { schema } from '../server/schema.ts'

type Source = { readonly path: string; readonly text: string; readonly lines: readonly string[] }

function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/^(gql|dist)\//.test(path))
    .map((path) => source(`${folder}/${path}`, readFileSync(`${folder}/${path}`, 'utf8')))
}

function source(path: string, text: string): Source {
  return { path, text, lines: text.split('\n') }
}

const server = sourcesIn('server')
const everywhere = [...server, ...sourcesIn('web'), ...sourcesIn('seeds')]

/** Table names by room, read from `export type …Tables = { name: … }` in its tables.ts. */
const owner = new Map(
  server.flatMap(({ path, text }) => {
    const names = /Tables = \{([^}]*)\}/.exec(text)?.[1]?.matchAll(/(\w+):/g) ?? []
    return [...names].map((it) => [it[1], path.split('/')[1]] as const)
  }),
)

type Law = { readonly holds: (source: Source) => boolean; readonly fault: Source }

/** Each law with a planted fault, which proves that the law can fail. */
const SERVER_LAWS: Record<string, Law> = {
  'reads no clock and no randomness in rules': {
    holds: ({ path, text }) =>
      !/\/(rules|kernel)[./]/.test(path) ||
      !/Date\.now|new Date\(\)|DateTime\.(now|local)\(|Math\.random|randomUUID/.test(text),
    fault: source('server/booking/rules.ts', '/** x */ const now = Date.now()'),
  },
  'names a dialect only under platform/dialect': {
    holds: ({ path, text }) =>
      path.startsWith('server/platform/dialect/') || !/['"`](sqlite|postgres)['"`]/.test(text),
    fault: source('server/fees/queries.ts', "/** x */ if (dialect.name === 'sqlite') {}"),
  },
  'writes only tables of its own room': {
    holds: ({ path, text }) =>
      [...text.matchAll(/\.(?:insertInto|updateTable|deleteFrom)\('(\w+)'/g)].every(
        (it) => owner.get(it[1] ?? '') === path.split('/')[1],
      ),
    fault: source('server/fees/queries.ts', "/** x */ trx.updateTable('person')"),
  },
  'writes SQL only in queries and platform': {
    holds: ({ path, text }) =>
      /\/(queries[./]|platform\/)/.test(path) ||
      path === 'server/app.ts' ||
      !/\.(insertInto|updateTable|deleteFrom|selectFrom)\(/.test(text),
    fault: source('server/fees/actions.ts', "/** x */ db.selectFrom('charge')"),
  },
  'leaves unknown files out of rooms': {
    holds: ({ path }) =>
      !/^server\/(identity|institutions|catalog|standing|booking|usage|vouchers|fees|reconciliation|statistics|notices|feed)\//.test(
        path,
      ) ||
      /^server\/\w+\/((tables|rules|queries|actions|graphql|http)(\.ts$|\/[\w-]+\.ts$)|secrets\.ts$)/.test(
        path,
      ),
    fault: source('server/fees/service.ts', '/** x */'),
  },
}

const COMMON_LAWS: Record<string, Law> = {
  'starts with a doc comment that says what the file is for': {
    holds: ({ text }) => text.startsWith('/**'),
    fault: source('server/x.ts', 'export const x = 1'),
  },
  'has at most 300 lines': {
    holds: ({ lines }) => lines.length <= 301,
    fault: source('server/x.ts', `/** x */${'\n'.repeat(301)}`),
  },
  'has no junk drawer in its name': {
    holds: ({ path }) => !/(^|\/)(utils?|helpers?|misc|common|services?|types|index)\.tsx?$/.test(path),
    fault: source('web/utils.ts', '/** x */'),
  },
}

describe.each([
  ['server', server, SERVER_LAWS],
  ['everywhere', everywhere, COMMON_LAWS],
] as const)('%s', (_where, sources, laws) => {
  test.each(Object.entries(laws))('every file %s', (_law, { holds, fault }) => {
    expect(sources.filter((it) => !holds(it)).map((it) => it.path)).toEqual([])
    expect(holds(fault)).toBe(false)
  })
})

test('schema.graphql is the schema; run `npm run schema` after a change', () => {
  expect(readFileSync('schema.graphql', 'utf8')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`)
})

test('everything in the schema is described', () => {
  const silent = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => {
      const own =
        type.description || ['Boolean', 'String', 'Int', 'Float', 'ID'].includes(type.name) ? [] : [type.name]
      if (isEnumType(type)) return own
      if (!isObjectType(type) && !isInputObjectType(type)) return own
      const fields = Object.values(type.getFields()).flatMap((field) => {
        const args = 'args' in field ? field.args : []
        return [
          ...(field.description ? [] : [`${type.name}.${field.name}`]),
          ...args
            .filter((it: { description?: unknown }) => !it.description)
            .map((it: { name: string }) => `${type.name}.${field.name}(${it.name})`),
        ]
      })
      return [...own, ...fields]
    })
  expect(silent).toEqual([])
})

test('every mutation answers with a thing or a Rejection', () => {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {})
  expect(fields.length).toBeGreaterThan(0)
  const others = fields.filter((it) => !String(it.type).endsWith('Result!')).map((it) => it.name)
  expect(others).toEqual([])
})
