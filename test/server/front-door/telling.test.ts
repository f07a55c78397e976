/** What the front door tells: errors, headers, logs, and what the operator asks. */

import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { type Answer, openWorld, type World } from '../../support/world.ts'

let world: World
let door: FrontDoor
const logged: Record<string, unknown>[] = []
const log = pino(
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged.push(JSON.parse(chunk.toString()))
      done()
    },
  }),
)

beforeAll(async () => {
  world = await openWorld('sqlite')
  door = await openFrontDoor(world, { log })
})
afterAll(async () => {
  await door.close()
  await world.close()
})
beforeEach(() => {
  logged.length = 0
})

describe('errors', () => {
  test('an unexpected one is masked for the client and logged once', async () => {
    const broken = await openWorld('sqlite')
    const brokenDoor = await openFrontDoor(broken, { log })
    await broken.store.transact((trx) => sql`alter table district rename to gone`.execute(trx))
    const response = await brokenDoor.post({ query: '{ districts { adcode } }' })
    const body = (await response.json()) as Answer
    await brokenDoor.close()
    await broken.close()
    expect(body.errors?.map((each) => each.message)).toEqual(['Unexpected error.'])
    expect(JSON.stringify(body)).not.toMatch(/no such table|district"|stack/)
    const errors = logged.filter((each) => each['msg'] === 'unexpected error in an operation')
    expect(errors).toHaveLength(1)
    expect(JSON.stringify(errors[0])).toContain('no such table: district')
  })

  test('a refusal is no error: it has codes, and sentences in the language of the reader', async () => {
    const query = `mutation { signIn(input: { email: "ada@test", password: "wrong" }) {
      ... on Rejection { problems { code message } } } }`
    const zh = await door.ask(query)
    const en = await door.ask(query, { 'accept-language': 'en-GB,en;q=0.9' })
    expect(zh).toEqual({
      data: { signIn: { problems: [{ code: 'SIGN_IN_FAILED', message: '邮箱或密码不正确。' }] } },
    })
    expect(JSON.stringify(en)).toContain('The e-mail address or the password is wrong.')
    expect(logged.filter((each) => Number(each['level']) >= 50)).toEqual([])
  })

  test('a path that nothing serves is 404', async () => {
    const response = await fetch(`${door.url}/nothing`)
    expect(response.status).toBe(404)
  })
})

describe('headers', () => {
  test('say what a page may load, and that nobody may frame or sniff it', async () => {
    const { headers } = await fetch(`${door.url}/healthz`)
    const policy = headers.get('content-security-policy') ?? ''
    for (const directive of [
      "default-src 'self'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy.split(';').map((each) => each.trim())).toContain(directive)
    }
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('ask for https only where the platform is reached by it', async () => {
    const secure = await openFrontDoor(world, { environment: { PUBLIC_URL: 'https://yiqi.test' } })
    const { headers } = await fetch(`${secure.url}/healthz`)
    await secure.close()
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
    expect(headers.get('content-security-policy')).toContain('upgrade-insecure-requests')
  })

  test('carry the id of the request, which is in the log too', async () => {
    const response = await fetch(`${door.url}/healthz`, { headers: { 'x-request-id': 'abc-123' } })
    expect(response.headers.get('x-request-id')).toBe('abc-123')
    await expect.poll(() => logged.filter((each) => each['requestId'] === 'abc-123')).toHaveLength(1)
    expect(logged.at(-1)).toMatchObject({ method: 'GET', path: '/healthz', status: 200, msg: 'request' })
  })

  test('take no id of a request that could hide something in a log', async () => {
    const response = await fetch(`${door.url}/healthz`, { headers: { 'x-request-id': 'a b"c' } })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('the log has neither cookies, tokens nor query strings', async () => {
    await fetch(`${door.url}/graphql?query=%7Bviewer%7Bid%7D%7D`, {
      headers: { cookie: 'osp_session=secret-cookie', authorization: 'Bearer secret-token' },
    })
    await expect.poll(() => logged.filter((each) => each['path'] === '/graphql')).toHaveLength(1)
    expect(JSON.stringify(logged)).not.toMatch(/secret-|%7Bviewer/)
  })
})

describe('operations', () => {
  test('/healthz says that the process lives', async () => {
    expect(await (await fetch(`${door.url}/healthz`)).json()).toEqual({ status: 'ok' })
  })

  test('/readyz says whether requests are served: not while stopping', async () => {
    expect((await fetch(`${door.url}/readyz`)).status).toBe(200)
    const stopping = await openFrontDoor(world, { isReady: () => false })
    const response = await fetch(`${stopping.url}/readyz`)
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ status: 'not ready' })
    await stopping.close()
  })

  test('/readyz says so when the database does not answer', async () => {
    const lost = await openWorld('sqlite')
    const lostDoor = await openFrontDoor(lost)
    await lost.close()
    expect((await fetch(`${lostDoor.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${lostDoor.url}/healthz`)).status).toBe(200)
    await lostDoor.close()
  })

  test('/metrics counts requests by method, route and status', async () => {
    await door.ask('{ viewer { id } }')
    const response = await fetch(`${door.url}/metrics`)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    const text = await response.text()
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="POST",route="graphql",status="200"\} \d+/,
    )
    expect(text).toContain('process_resident_memory_bytes')
    expect(text).not.toContain('/graphql?')
  })
})
