/** What the front door refuses before anything is read. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { openWorld, type World } from '../../support/world.ts'

let world: World
let door: FrontDoor

beforeAll(async () => {
  world = await openWorld('sqlite')
  door = await openFrontDoor(world)
})
afterAll(async () => {
  await door.close()
  await world.close()
})

/** An operation that asks `field` `count` times. */
function aliased(count: number, field: string): string {
  return `{ ${Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(' ')} }`
}

test('an operation of thirty aliases passes, one more is refused', async () => {
  const districts = 'districts { adcode }'
  expect((await door.ask(aliased(30, districts))).errors).toBeUndefined()
  expect((await door.ask(aliased(31, districts))).errors?.[0]?.message).toContain(
    'Aliases limit of 30 exceeded',
  )
})

test('an operation of more than four thousand tokens is refused', async () => {
  const body = await door.ask(`{ ${'viewer { id } '.repeat(1_001)} }`)
  expect(body.errors?.[0]?.message).toContain('Token limit of 4000 exceeded')
})

test('an operation that could cost too much is refused before it reads anything', async () => {
  const people = 'people(first: 100) { edges { node { id nameZh nameEn isDemo institution { id nameZh } } } }'
  const body = await door.ask(aliased(30, people))
  expect(body.errors?.[0]?.extensions?.['code']).toBe('OPERATION_TOO_LARGE')
  expect(body.errors?.[0]?.message).toContain('too large')
})

test('an operation that goes round in a circle is refused below twelve levels', async () => {
  const deep = (levels: number) =>
    `{ booking(id: "none") { ${'usage { booking { '.repeat(levels / 2)} id ${'} }'.repeat(levels / 2)} } }`
  expect((await door.ask(deep(10))).errors).toBeUndefined()
  const body = await door.ask(deep(12))
  expect(body.errors?.[0]?.extensions?.['code']).toBe('OPERATION_TOO_LARGE')
  expect(body.errors?.[0]?.message).toContain('too large')
})

test('a body of more than 256 kB is refused with 413', async () => {
  const response = await door.post({
    query: '{ viewer { id } }',
    variables: { padding: 'x'.repeat(300_000) },
  })
  expect(response.status).toBe(413)
  expect(await response.json()).toEqual({ errors: [{ message: 'The request is too large.' }] })
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/graphql',
  'application/jsonp',
])('a body of type %s is refused with 415', async (type) => {
  const response = await door.post({ query: '{ viewer { id } }' }, { 'content-type': type })
  expect(response.status).toBe(415)
  expect(await response.json()).toEqual({ errors: [{ message: 'Send application/json.' }] })
})

test('a body that is no JSON is refused with 400', async () => {
  expect((await door.post('{ "query": ')).status).toBe(400)
})

test('several operations in one body are refused', async () => {
  const response = await door.post([{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }])
  expect(response.status).toBe(400)
})

test('a mutation by GET is refused with 405', async () => {
  const response = await fetch(
    `${door.url}/graphql?query=${encodeURIComponent('mutation { signOut { __typename } }')}`,
  )
  expect(response.status).toBe(405)
})

test('of a document with two operations the one that is named runs, however often each was asked for', async () => {
  const query = 'query A { districts { adcode } } query B { viewer { id } }'
  const ask = async (operationName: string) => (await door.post({ query, operationName })).json()
  for (let i = 0; i < 3; i += 1) {
    expect(await ask('A')).toEqual({ data: { districts: [] } })
    expect(await ask('B')).toEqual({ data: { viewer: null } })
  }
})

test('a name that no operation has spoils the document for nobody', async () => {
  const query = 'query OnlyThis { viewer { id } }'
  const ask = async (operationName: string) => (await door.post({ query, operationName })).json()
  for (let i = 0; i < 3; i += 1) {
    expect(await ask('Other')).toHaveProperty('errors')
    expect(await ask('OnlyThis')).toEqual({ data: { viewer: null } })
  }
})
