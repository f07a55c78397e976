import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { addInstitution, addPerson, DISTRICT } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const REGISTER = `mutation ($input: RegisterInstitutionInput!) { registerInstitution(input: $input) {
  ... on Institution { id state } ... on Rejection { problems { code } } } }`
const REVIEW = `mutation ($input: ReviewInstitutionInput!) { reviewInstitution(input: $input) {
  ... on Institution { state reviewNote } ... on Rejection { problems { code } } } }`

const form = {
  uscc: '91350100M000100Y43',
  nameZh: '新来的公司',
  kind: 'ENTERPRISE',
  district: DISTRICT,
  addressZh: '康巴什区 1 号',
  servesExternal: false,
  isOwner: false,
}

describe.each(dialects)('%s: institutions', (dialect) => {
  let world: World
  let ada: Viewer
  let reviewer: Viewer

  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab')
    ada = await addPerson(world, 'ada', null, [])
    reviewer = await addPerson(world, 'rev', null, ['reviewer'])
  })
  afterEach(() => world.close())

  async function register(viewer: Viewer) {
    const { registerInstitution } = await world.ask(viewer, REGISTER, { input: form })
    return registerInstitution as { id: string; state: string; problems?: { code: string }[] }
  }

  test('an admitted institution is listed, and who asked for it manages it', async () => {
    const { id, state } = await register(ada)
    expect(state).toBe('SUBMITTED')
    const list = '{ institutions { totalCount edges { node { id } } } }'
    expect(await world.ask(null, list)).toMatchObject({ institutions: { totalCount: 1 } })
    expect(await world.ask(reviewer, REVIEW, { input: { institutionId: id, approve: true } })).toEqual({
      reviewInstitution: { state: 'APPROVED', reviewNote: null },
    })
    expect(await world.ask(null, list)).toMatchObject({ institutions: { totalCount: 2 } })
    expect(
      await world.ask(ada, '{ viewer { institution { id } grants { role institution { id } } } }'),
    ).toEqual({
      viewer: { institution: { id }, grants: [{ role: 'MANAGER', institution: { id } }] },
    })
  })

  test('an institution that waits is seen by those who review it and who asked for it', async () => {
    const { id } = await register(ada)
    const one = `{ institution(id: "${id}") { id } }`
    expect(await world.ask(null, one)).toEqual({ institution: null })
    expect(await world.ask(ada, one)).toEqual({ institution: { id } })
    const waiting = '{ institutions(filter: { state: SUBMITTED }) { edges { node { id } } } }'
    expect(await world.ask(reviewer, waiting)).toEqual({ institutions: { edges: [{ node: { id } }] } })
    expect(await world.ask(ada, waiting)).toEqual({ institutions: { edges: [{ node: { id: 'lab' } }] } })
  })

  test('the same code is registered once, and a decision is made once', async () => {
    const { id } = await register(ada)
    expect((await register(ada)).problems).toEqual([{ code: 'USCC_TAKEN' }])
    const input = { institutionId: id, approve: false, note: '材料不全' }
    expect(await world.ask(reviewer, REVIEW, { input })).toMatchObject({
      reviewInstitution: { state: 'REJECTED' },
    })
    expect(await world.ask(reviewer, REVIEW, { input })).toMatchObject({
      reviewInstitution: { problems: [{ code: 'REVIEW_NOT_PENDING' }] },
    })
  })
})
