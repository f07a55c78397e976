/** The built web app behind the front door: pages, files, and its operations by hash. */

import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { type Answer, openWorld, type World } from '../../support/world.ts'

const root = join(tmpdir(), `front-door-${process.pid}`)
const query = 'query Viewer { viewer { id } }'
const sha256Hash = createHash('sha256').update(query).digest('hex')
let world: World
let web: FrontDoor

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<meta nonce="__CSP_NONCE__"><meta demo="__DEMO__"><p>首页</p>')
  writeFileSync(join(root, 'assets', 'app-1.js'), `export const text = '${'仪器'.repeat(2_000)}'`)
  writeFileSync(join(root, 'persisted-documents.json'), JSON.stringify({ [sha256Hash]: query }))
  world = await openWorld('sqlite')
  web = await openFrontDoor(world, { webRoot: root })
})
afterAll(async () => {
  await web.close()
  await world.close()
  rmSync(root, { recursive: true })
})

function persisted(hash: string) {
  return { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }
}

function nonceOf(page: string): string {
  return /nonce="([^"]+)"/.exec(page)?.[1] ?? 'none'
}

test('its operations are known by their hash', async () => {
  const response = await web.post(persisted(sha256Hash))
  expect(await response.json()).toEqual({ data: { viewer: null } })
})

test('an unknown hash is refused, and other operations are still taken', async () => {
  const unknown = (await (await web.post(persisted('0'.repeat(64)))).json()) as Answer
  expect(unknown.errors?.[0]?.message).toMatch(/PersistedQueryNotFound/)
  const other = await web.post({ query: '{ viewer { nameZh } }' })
  expect(await other.json()).toEqual({ data: { viewer: null } })
})

test.each(['/', '/instruments/x', '/any/path?x=1'])(
  'the page at %s has a nonce of its own, in its policy too',
  async (path) => {
    const [one, two] = await Promise.all([fetch(web.url + path), fetch(web.url + path)])
    const nonce = nonceOf(await one.text())
    expect(one.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
    expect(one.headers.get('cache-control')).toBe('no-store')
    expect(nonceOf(await two.text())).not.toBe(nonce)
  },
)

test('its files are kept by browsers for a year, and sent compressed', async () => {
  const response = await fetch(`${web.url}/assets/app-1.js`, { headers: { 'accept-encoding': 'gzip' } })
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect((await fetch(`${web.url}/assets/none.js`)).status).toBe(404)
})
