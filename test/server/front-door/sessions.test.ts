/** Whom the front door takes a request to be from. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertPerson } from '../../../server/identity/queries/people.ts'
import { hashOfPassword } from '../../../server/identity/secrets.ts'
import { MINUTE_MS } from '../../../server/kernel/interval.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { openStream } from '../../support/stream.ts'
import { NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const PASSWORD = 'Correct-horse-9'
const SIGN_IN = `mutation { signIn(input: { email: "ada@test", password: "${PASSWORD}" }) { __typename } }`

let world: World
let door: FrontDoor

beforeAll(async () => {
  world = await openWorld('sqlite')
  const passwordHash = await hashOfPassword(PASSWORD)
  await world.store.transact((trx) =>
    insertPerson(trx, {
      id: 'ada',
      email: 'ada@test',
      nameZh: '艾达',
      nameEn: null,
      institutionId: null,
      hasCalendarLink: false,
      isDemo: false,
      passwordHash,
      createdAt: NEW_YEAR,
    }),
  )
  door = await openFrontDoor(world)
})
afterAll(async () => {
  await door.close()
  await world.close()
})

async function cookieOf(response: Response): Promise<string> {
  await response.text()
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

test('are kept in a cookie that scripts cannot read and other sites cannot send', async () => {
  const response = await door.post({ query: SIGN_IN })
  const attributes = response.headers.get('set-cookie')?.split('; ') ?? []
  expect(attributes[0]).toMatch(/^osp_session=[\w-]{43}$/)
  expect(attributes).toContain('HttpOnly')
  expect(attributes).toContain('SameSite=Lax')
  expect(attributes).toContain('Path=/')
  expect(attributes).not.toContain('Secure')
})

test('are kept in a secure cookie where the platform is reached by https', async () => {
  const secure = await openFrontDoor(world, { environment: { PUBLIC_URL: 'https://yiqi.test' } })
  const response = await secure.post({ query: SIGN_IN })
  await secure.close()
  expect(response.headers.get('set-cookie')?.split('; ')).toContain('Secure')
})

test.each([
  ['without an origin', {}, 'ada'],
  ['from the same origin', { origin: 'SELF', 'sec-fetch-site': 'same-origin' }, 'ada'],
  ['from another origin', { origin: 'https://evil.test' }, null],
  ['from a page without an origin', { origin: 'null' }, null],
  ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, null],
  ['from another port of the host', { origin: 'http://127.0.0.1:1' }, null],
] as const)('count in a request %s: %o', async (_what, given, expected) => {
  const cookie = await cookieOf(await door.post({ query: SIGN_IN }))
  const headers: Record<string, string> = { ...given, cookie }
  if (headers['origin'] === 'SELF') headers['origin'] = door.url
  const body = await door.ask('{ viewer { id } }', headers)
  expect(body.data?.['viewer']).toEqual(expected && { id: expected })
})

test('end with the sign-out, on the server too', async () => {
  const cookie = await cookieOf(await door.post({ query: SIGN_IN }))
  const out = await door.post({ query: 'mutation { signOut { __typename } }' }, { cookie })
  expect(out.headers.get('set-cookie')).toMatch(/^osp_session=;.*Max-Age=0/)
  expect((await door.ask('{ viewer { id } }', { cookie })).data).toEqual({ viewer: null })
})

test('do not live longer because a page listens for changes', async () => {
  const cookie = await cookieOf(await door.post({ query: SIGN_IN }))
  const seen = () =>
    world.store.db.selectFrom('session').select('last_seen_at').orderBy('token_hash').execute()
  const before = await seen()
  world.clock.now += 10 * MINUTE_MS
  const stream = await openStream(door.url, { cookie })
  expect(stream.response.status).toBe(200)
  await stream.close()
  expect(await seen()).toEqual(before)
  await door.ask('{ viewer { id } }', { cookie })
  expect(await seen()).not.toEqual(before)
})
