/**
 * Builds the pages into web/dist when anything that goes into them has changed since the last build: typed
 * operations first, then Vite, then the list of operations that the server accepts by hash.
 */

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { build } from 'vite'

const STAMP = 'web/dist/.built-from'

const digest = digestOfSources()
const isFresh = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest
if (!isFresh) {
  execFileSync(process.execPath, ['web/codegen.ts'], { stdio: 'inherit' })
  await build({ logLevel: 'warn' })
  copyFileSync('web/gql/persisted-documents.json', 'web/dist/persisted-documents.json')
  writeFileSync(STAMP, digest)
}

/** One hash of all that the pages are made of. */
function digestOfSources(): string {
  const hash = createHash('sha256')
  const rules = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter((it) =>
    /^(kernel\/|\w+\/rules(\.ts$|\/)).*|^\w+\/rules\.ts$/.test(it),
  )
  const pages = readdirSync('web', { recursive: true, encoding: 'utf8' }).filter(
    (it) => !/^(gql|dist)(\/|$)/.test(it),
  )
  const files = [
    'schema.graphql',
    'package-lock.json',
    'vite.config.ts',
    ...rules.map((it) => `server/${it}`),
    ...pages.map((it) => `web/${it}`),
  ]
  for (const file of files.filter((it) => /\.\w+$/.test(it)).toSorted()) {
    hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex')
}
