/** Who may ask the subgraph: the hub by its token, or, where none is set, this machine. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFrontDoor } from '../../support/front-door.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution } from '../../support/people.ts'
import { type Answer, openWorld, type World } from '../../support/world.ts'

let world: World

const TOKEN = 'a-token-of-the-city-hub'
const PUBLIC = { HOST: '0.0.0.0', PUBLIC_URL: 'http://yiqi.test' }

beforeAll(async () => {
  world = await openWorld('sqlite')
  await addInstitution(world, 'lab')
  await addInstrument(world, 'sem', { institutionId: 'lab' })
})
afterAll(() => world.close())

/** Status and code of a question to a server that runs in this environment. */
async function knock(
  environment: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<[number, unknown]> {
  const door = await openFrontDoor(world, { environment })
  const response = await fetch(`${door.url}/subgraph/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ instrument(id: "sem") { id } }' }),
  })
  const body = (await response.json()) as Answer
  await door.close()
  return [
    response.status,
    body.errors ? (body.errors[0]?.extensions?.['code'] ?? body.errors[0]?.message) : body.data,
  ]
}

const SERVED = [200, { instrument: { id: 'sem' } }]

test.each([
  ['no token is set, on the loopback', {}, {}, SERVED],
  ['no token is set, on a public address', PUBLIC, {}, [403, 'SUBGRAPH_CLOSED']],
  ['the token is right', { ...PUBLIC, SUBGRAPH_TOKEN: TOKEN }, { authorization: `Bearer ${TOKEN}` }, SERVED],
  ['the token is missing', { SUBGRAPH_TOKEN: TOKEN }, {}, [401, 'SUBGRAPH_TOKEN_WRONG']],
  [
    'the token is wrong',
    { SUBGRAPH_TOKEN: TOKEN },
    { authorization: 'Bearer another' },
    [401, 'SUBGRAPH_TOKEN_WRONG'],
  ],
  [
    'the token is a part',
    { SUBGRAPH_TOKEN: TOKEN },
    { authorization: `Bearer ${TOKEN.slice(1)}` },
    [401, 'SUBGRAPH_TOKEN_WRONG'],
  ],
  [
    'the token comes otherwise',
    { SUBGRAPH_TOKEN: TOKEN },
    { authorization: `Basic ${TOKEN}` },
    [401, 'SUBGRAPH_TOKEN_WRONG'],
  ],
  ['a form is sent', {}, { 'content-type': 'text/plain' }, [415, 'Send application/json.']],
])('when %s', async (_what, environment, headers: Record<string, string>, expected) => {
  expect(await knock(environment, headers)).toEqual(expected)
})
