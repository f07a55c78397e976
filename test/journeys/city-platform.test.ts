/** Journey 5: machines of the city and the region read us by open standards, over HTTP. */

import { composeServices } from '@theguild/federation-composition'
import ICAL from 'ical.js'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD, type Platform, startPlatform } from '../support/server.ts'
import { dialects } from '../support/dialects.ts'

/** The city's own subgraph, which knows institutions by their credit code. */
const HUB = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])
  type Query { hubInstitution(uscc: String!): Institution }
  type Institution @key(fields: "uscc") { uscc: String! creditRating: String }
`

describe.each(dialects)('%s: the city platform', (dialect) => {
  let platform: Platform
  let url: string

  beforeAll(async () => {
    platform = await startPlatform(dialect)
    url = platform.urls.at(-1) ?? ''
  })
  afterAll(() => platform.stop())

  async function post(path: string, query: string, variables = {}, headers = {}) {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    return {
      cookie: response.headers.get('set-cookie'),
      ...((await response.json()) as { data: Record<string, unknown> }),
    }
  }

  test('composes our subgraph with its own and asks it for an instrument', async () => {
    const { data } = await post('/subgraph/graphql', '{ _service { sdl } }')
    const { sdl } = data['_service'] as { sdl: string }
    const composed = composeServices([
      { name: 'instruments', typeDefs: parse(sdl), url: `${url}/subgraph/graphql` },
      { name: 'hub', typeDefs: parse(HUB), url: 'http://hub.test' },
    ])
    expect(composed.errors ?? []).toEqual([])
    expect(composed.supergraphSdl).toContain('creditRating')

    const found = await post('/graphql', '{ instruments(first: 1) { edges { node { id nameZh } } } }')
    const { node } =
      (found.data['instruments'] as { edges: { node: { id: string; nameZh: string } }[] }).edges[0] ?? {}
    const entities =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Instrument { id nameZh institution { uscc } } } }'
    const asked = await post('/subgraph/graphql', entities, {
      r: [{ __typename: 'Instrument', id: node?.id }],
    })
    const institution = { uscc: expect.any(String) }
    expect(asked).toMatchObject({
      data: { _entities: [{ id: node?.id, nameZh: node?.nameZh, institution }] },
    })
  })

  test('harvests the whole catalog by OAI-PMH, and learns of a withdrawal by its tombstone', async () => {
    const before = await harvest()
    expect(before.size).toBeGreaterThan(150)
    const signIn = `mutation { signIn(input: { email: "keeper@demo.local", password: "${DEMO_PASSWORD}" }) { __typename } }`
    const { cookie } = await post('/graphql', signIn)
    const session = { cookie: cookie?.split(';')[0] ?? '' }
    const mine = await post(
      '/graphql',
      '{ instruments(filter: { managedByMe: true, state: APPROVED, shareMode: EXTERNAL }, first: 1) { edges { node { id } } } }',
      {},
      session,
    )
    const { id } = (mine.data['instruments'] as { edges: { node: { id: string } }[] }).edges[0]?.node ?? {
      id: '',
    }
    expect([...before.keys()].some((it) => it.endsWith(`/${id}`))).toBe(true)
    await post(
      '/graphql',
      `mutation { withdrawInstrument(input: { instrumentId: "${id}", reason: "报废" }) { __typename } }`,
      {},
      session,
    )
    await expect
      .poll(async () => [...(await harvest())].find(([it]) => it.endsWith(`/${id}`))?.[1], {
        timeout: 20_000,
      })
      .toBe('deleted')
  })

  /** Identifiers of the whole list, each `active` or `deleted`. */
  async function harvest(): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    let query = 'verb=ListRecords&metadataPrefix=oai_dc'
    for (;;) {
      const xml = await (await fetch(`${url}/oai?${query}`)).text()
      for (const [, status, identifier] of xml.matchAll(
        /<header(?: status="(deleted)")?>\s*<identifier>([^<]+)</g,
      )) {
        found.set(identifier ?? '', status ?? 'active')
      }
      const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1]
      if (!token) return found
      query = `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`
    }
  }

  test("reads an instrument's busy times as iCalendar, without names", async () => {
    const { data } = await post(
      '/graphql',
      '{ instruments(filter: { text: "羊绒 细度" }, first: 1) { edges { node { id calendarUrl } } } }',
    )
    const { node } = (data['instruments'] as { edges: { node: { calendarUrl: string } }[] }).edges[0] ?? {}
    const text = await (await fetch(`${url}${new URL(node?.calendarUrl ?? '').pathname}`)).text()
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
    expect(events.length).toBeGreaterThan(0)
    expect(new Set(events.map((it) => it.getFirstPropertyValue('summary')))).toEqual(new Set(['已占用']))
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|DESCRIPTION/)
  })
})
