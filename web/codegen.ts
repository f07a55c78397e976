/**
 * Types and persisted operations for the pages: reads every `graphql(…)` document under web/ and writes web/gql/.
 *
 * The pages send only the hash of an operation; `persisted-documents.json` (hash → text) is what the server accepts.
 * Usage: `node web/codegen.ts [path of the schema, schema.graphql if not said]`.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import { preset } from '@graphql-codegen/client-preset'
import { buildSchema, parse } from 'graphql'

const OUT = 'web/gql/'
const DOCUMENT = /\bgraphql\(\s*(?:\/\*\s*GraphQL\s*\*\/)?\s*`([^`]*)`/g

const CONFIG = {
  documentMode: 'string',
  useTypeImports: true,
  enumType: 'string-literal',
  importExtension: '.ts',
  scalars: { ID: 'string', Instant: 'string', LocalDate: 'string', Fen: 'number' },
}

/** Every document of the pages, in the order of their files. */
function documents() {
  return readdirSync('web', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/^(gql|dist)\//.test(path) && path !== 'codegen.ts')
    .toSorted()
    .flatMap((path) =>
      [...readFileSync(`web/${path}`, 'utf8').matchAll(DOCUMENT)].map((found) => {
        const rawSDL = found[1] ?? ''
        return { location: `web/${path}`, rawSDL, document: parse(rawSDL) }
      }),
    )
}

const sdl = readFileSync(process.argv[2] ?? 'schema.graphql', 'utf8')
const sections = await preset.buildGeneratesSection({
  baseOutputDir: OUT,
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents: documents(),
  config: CONFIG,
  presetConfig: {
    fragmentMasking: false,
    skipIndexFile: true,
    persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' },
  },
  plugins: [],
  pluginMap: {},
})
mkdirSync(OUT, { recursive: true })
// All sections at once: the list of hashes waits for the file in which they are computed.
await Promise.all(sections.map(async (section) => writeFileSync(section.filename, await codegen(section))))
