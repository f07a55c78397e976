/** The people of institutions, through the front door. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let keeper: Viewer
  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab')
    keeper = await addPerson(world, 'keeper', 'lab', ['keeper'])
  })
  afterEach(() => world.close())

  test('gives the people of many institutions to their staff, page by page', async () => {
    await addInstitution(world, 'other')
    await addPerson(world, 'a', 'lab', ['researcher'])
    await addPerson(world, 'z', 'other', ['researcher'])
    const people = `query People($after: String) { institutions(filter: {}) { edges { node { id people(first: 1, after: $after) {
      edges { node { id } } pageInfo { hasNextPage endCursor } } } } } }`
    type Staff = {
      edges: { node: { id: string } }[]
      pageInfo: { hasNextPage: boolean; endCursor: string | null }
    }
    const staff = async (viewer: Viewer | null, after?: string | null) => {
      const { institutions } = await world.ask(viewer, people, { after })
      const { edges } = institutions as { edges: { node: { id: string; people: Staff } }[] }
      return new Map(edges.map((it) => [it.node.id, it.node.people]))
    }
    const names = (it: Staff | undefined) => it?.edges.map((edge) => edge.node.id)
    const first = await staff(keeper)
    expect(names(first.get('lab'))).toEqual(['a'])
    expect(first.get('lab')?.pageInfo.hasNextPage).toBe(true)
    expect(names(first.get('other'))).toEqual([])
    const rest = await staff(keeper, first.get('lab')?.pageInfo.endCursor)
    expect(names(rest.get('lab'))).toEqual(['keeper'])
    expect(names((await staff(null)).get('lab'))).toEqual([])
  })
})
