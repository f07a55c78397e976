/** The endpoint against the specification "GraphQL over HTTP", by its own audit. */

import { auditServer } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts'
import { openWorld, type World } from '../support/world.ts'

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

test('no MUST and no SHOULD of the audit fails', async () => {
  const results = await auditServer({ url: `${door.url}/graphql`, fetchFn: fetch })
  const failed = results.flatMap((each) =>
    each.status === 'error' || each.status === 'warn' ? [`${each.id} ${each.name}: ${each.reason}`] : [],
  )
  expect(failed).toEqual([])
  expect(results.length).toBeGreaterThan(50)
})
