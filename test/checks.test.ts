/** Every tool that `npm run check` runs can fail: each finds a planted fault, the import rules one for every rule. */

import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A tree of files that break something. */
const tree = mkdtempSync(join(tmpdir(), 'checks-'))

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}

function run(script: string, args: readonly string[], cwd = tree) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules', script), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  })
  return { status, output: `${stdout}${stderr}` }
}

beforeAll(() => {
  copyFileSync('knip.json', join(tree, 'knip.json'))
  plant(
    'package.json',
    '{ "name": "planted", "type": "module", "scripts": { "start": "node server/main.ts" } }',
  )
  plant(
    'tsconfig.json',
    JSON.stringify({
      extends: resolve('tsconfig.json'),
      compilerOptions: { types: [], incremental: false },
      include: ['server', 'web'],
    }),
  )
})
afterAll(() => rmSync(tree, { recursive: true }))

type ImportRules = { readonly forbidden: readonly { readonly name: string }[] }

/** The files of each fault, by the rule that it breaks; a room breaks its own by knowing `feed`. */
const IMPORT_FAULTS: Record<string, Record<string, string>> = {
  'no-cycles': { 'server/kernel/a.ts': "import './b.ts'", 'server/kernel/b.ts': "import './a.ts'" },
  'kernel-stands-alone': { 'server/kernel/money.ts': "import '../platform/log.ts'" },
  'rules-are-pure': { 'server/fees/rules.ts': "import 'node:fs'\nexport const half = 2" },
  'tables-stay-home': { 'server/usage/queries.ts': "import '../booking/tables.ts'" },
  'sql-only-in-queries': { 'server/usage/actions.ts': "import 'kysely'" },
  'graphql-is-a-face': { 'server/fees/actions.ts': "import './graphql.ts'" },
  'graphql-has-no-sql-and-no-rules': { 'server/fees/graphql.ts': "import { half } from './rules.ts'\nhalf" },
  'web-shares-only-pure-code': { 'web/page.ts': "import '../server/platform/log.ts'" },
  'server-knows-no-web': { 'server/app.ts': "import '../web/sheet.ts'" },
  'shipped-code-knows-no-tests': { 'server/schema.ts': "import '../test/world.ts'" },
  'nothing-but-seeds-from-the-process': { 'server/main.ts': "import '../test/world.ts'" },
}
const GROUND = ['server/platform/log.ts', 'server/booking/tables.ts', 'web/sheet.ts', 'test/world.ts']

test('every import rule refuses what it forbids', () => {
  const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as ImportRules
  for (const path of [...GROUND, 'server/feed/rules.ts']) plant(path, '')
  plant('node_modules/kysely/package.json', '{ "name": "kysely", "main": "index.js" }')
  plant('node_modules/kysely/index.js', '')
  for (const { name } of forbidden) {
    const room = /^(\w+)-knows-only-rooms-before-it$/.exec(name)?.[1]
    const files = room ? { [`server/${room}/outlook.ts`]: "import '../feed/rules.ts'" } : IMPORT_FAULTS[name]
    for (const [path, text] of Object.entries(files ?? {})) plant(path, text)
  }
  const { status, output } = run('dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config',
    resolve('.dependency-cruiser.cjs'),
    'server',
    'web',
    'test',
  ])
  const broken = new Set([...output.matchAll(/error ([\w-]+): /g)].map((it) => it[1] ?? ''))
  expect([...broken].toSorted()).toEqual(forbidden.map((it) => it.name).toSorted())
  expect(status).toBeGreaterThan(0)
})

test('the format is checked', () => {
  plant('server/kernel/crooked.ts', '/** x */\nexport const   x = "1";\n')
  const found = run('oxfmt/bin/oxfmt', [
    '--check',
    '-c',
    resolve('.oxfmtrc.json'),
    'server/kernel/crooked.ts',
  ])
  expect(found.output).toContain('crooked.ts')
  expect(found.status).toBe(1)
})

test('types are checked', () => {
  plant('server/kernel/mistyped.ts', "/** x */\nexport const x: number = 'one'\n")
  const found = run('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit'])
  expect(found.output).toMatch(/mistyped\.ts.*TS2322/)
  expect(found.status).toBeGreaterThan(0)
})

test('the linter knows types', () => {
  plant('server/kernel/floating.ts', '/** x */\nexport const x = async () => 1\nx()\n')
  const found = run(
    'oxlint/bin/oxlint',
    [
      '--type-aware',
      '--deny-warnings',
      '-c',
      resolve('.oxlintrc.json'),
      join(tree, 'server/kernel/floating.ts'),
    ],
    process.cwd(),
  )
  expect(found.output).toContain('no-floating-promises')
  expect(found.status).toBe(1)
})

test('dead code is found', () => {
  plant('server/kernel/dead.ts', '/** x */\nexport const dead = 1\n')
  const found = run('knip/bin/knip.js', ['--include', 'files,exports,types,duplicates'])
  expect(found.output).toContain('server/kernel/dead.ts')
  expect(found.status).toBe(1)
})
