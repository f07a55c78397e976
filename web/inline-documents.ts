/**
 * A build step: every `graphql(…)` call becomes the hash of its operation, so no page carries the text of another's,
 * and the list of hashes goes beside the built pages, where the server reads it.
 *
 * The hashes come from web/gql/persisted-documents.json; a fragment alone becomes nothing. Run the code generator first.
 */

import { readFileSync } from 'node:fs'

const LIST = 'persisted-documents.json'
const CALL = /\bgraphql\(\s*(?:\/\*\s*GraphQL\s*\*\/)?\s*`([^`]*)`,?\s*\)/g
const IMPORT = /^import \{ graphql \} from '[^']*gql\/gql\.ts'$/m
const OPERATION = /(?:^|\} )(?:query|mutation) (\w+)/

/** The hash of each operation by its name. */
function hashes(): ReadonlyMap<string, string> {
  const persisted = Object.entries<unknown>(JSON.parse(readFileSync(`web/gql/${LIST}`, 'utf8')))
  return new Map(persisted.map(([hash, text]) => [OPERATION.exec(String(text))?.[1] ?? '', hash]))
}

function inlined(code: string, byName: ReadonlyMap<string, string>): string {
  return code.replace(IMPORT, '').replace(CALL, (_call, text: string) => {
    const name = /(?:query|mutation)\s+(\w+)/.exec(text)?.[1]
    if (name === undefined) return 'undefined'
    const hash = byName.get(name)
    if (hash === undefined) throw new Error(`No persisted operation ${name}: run \`npm run codegen\`.`)
    return `{ __meta__: { hash: ${JSON.stringify(hash)} } }`
  })
}

type Emitter = { emitFile: (file: { type: 'asset'; fileName: string; source: string }) => unknown }

export function inlineDocuments() {
  let byName: ReadonlyMap<string, string> = new Map()
  return {
    name: 'inline-documents',
    enforce: 'pre' as const,
    apply: 'build' as const,
    buildStart() {
      byName = hashes()
    },
    generateBundle(this: Emitter) {
      this.emitFile({ type: 'asset', fileName: LIST, source: readFileSync(`web/gql/${LIST}`, 'utf8') })
    },
    transform(code: string, id: string) {
      return /\/web\/(?!gql\/).*\.tsx?$/.test(id) && CALL.test(code)
        ? { code: inlined(code, byName), map: null }
        : null
    },
  }
}
