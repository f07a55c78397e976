/** OAI-PMH over HTTP: GET and POST, several processes, errors as answers. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillFeed } from '../../support/feed.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { expectValid, readAnswer } from '../../support/harvest.ts'
import { openWorld, type World } from '../../support/world.ts'

const LIST = { verb: 'ListRecords', metadataPrefix: 'oai_dc' }

let world: World
let door: FrontDoor
let second: FrontDoor

beforeAll(async () => {
  world = await openWorld('sqlite')
  await fillFeed(world)
  door = await openFrontDoor(world)
  second = await openFrontDoor(world)
})
afterAll(async () => {
  await door.close()
  await second.close()
  await world.close()
})

function post(url: string, args: Record<string, string>): Promise<Response> {
  return fetch(`${url}/oai`, { method: 'POST', body: new URLSearchParams(args) })
}

test('GET and POST give the same', async () => {
  const got = await fetch(`${door.url}/oai?${new URLSearchParams(LIST).toString()}`)
  const posted = await post(door.url, LIST)
  expect(got.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  const document = await got.text()
  expect(await posted.text()).toBe(document)
  await expectValid(document)
  expect(document).toContain('oai:yiqi.test:instrument/')
})

test('another process goes on with a list', async () => {
  const first = readAnswer(await (await post(door.url, LIST)).text())
  const next = readAnswer(
    await (await post(second.url, { verb: 'ListRecords', resumptionToken: first.token ?? '' })).text(),
  )
  expect(next.errors).toEqual([])
  expect(next.records).toHaveLength(100)
})

test.each([
  ['', ['badVerb']],
  ['?verb=ListRecords&verb=ListRecords&metadataPrefix=oai_dc', ['badVerb']],
  ['?verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', ['badArgument']],
  ['?verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01', ['badArgument']],
  ['?verb=Identify&%00=%FF', ['badArgument']],
])('/oai%s is answered with 200 and the error', async (query, errors) => {
  const response = await fetch(`${door.url}/oai${query}`)
  expect(response.status).toBe(200)
  const document = await response.text()
  await expectValid(document)
  expect(readAnswer(document).errors).toEqual(errors)
})

test('arguments of the address and of the body are counted together', async () => {
  const response = await fetch(`${door.url}/oai?verb=Identify`, {
    method: 'POST',
    body: new URLSearchParams({ verb: 'Identify' }),
  })
  expect(readAnswer(await response.text()).errors).toEqual(['badVerb'])
})

test('the schema of pidinst is served where the feed says', async () => {
  const formats = await (await fetch(`${door.url}/oai?verb=ListMetadataFormats`)).text()
  expect(formats).toContain('<schema>http://yiqi.test/oai/pidinst-1.0.xsd</schema>')
  const response = await fetch(`${door.url}/oai/pidinst-1.0.xsd`)
  expect(response.headers.get('content-type')).toMatch(/^application\/xml/)
  expect(await response.text()).toContain('targetNamespace="https://doi.org/10.15497/RDA00070"')
})

test('Identify names who answers for the feed, and the scheme of identifiers where the host has a name', async () => {
  const named = await (await fetch(`${door.url}/oai?verb=Identify`)).text()
  expect(named).toContain('<adminEmail>postmaster@yiqi.test</adminEmail>')
  expect(named).toContain('<repositoryIdentifier>yiqi.test</repositoryIdentifier>')
  const local = await openFrontDoor(world, {
    environment: { PUBLIC_URL: 'http://localhost:4000', CONTACT_EMAIL: 'a@b.cn' },
  })
  const bare = await (await fetch(`${local.url}/oai?verb=Identify`)).text()
  await local.close()
  await expectValid(bare)
  expect(bare).toContain('<adminEmail>a@b.cn</adminEmail>')
  expect(bare).not.toContain('oai-identifier')
})
