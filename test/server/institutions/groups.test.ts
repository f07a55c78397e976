/** Research groups, through the front door: who keeps them, and that nobody belongs to two of one institution. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

type Group = {
  readonly id: string
  readonly led: boolean
  readonly principal: { readonly id: string }
  readonly members: readonly { readonly email: string }[]
}
type Answer = Partial<Group> & { readonly problems?: readonly { readonly code: string }[] }

const GROUP = 'id led principal { id } members { email }'

describe.each(dialects)('%s: a research group', (dialect) => {
  let world: World
  let manager: Viewer
  let ada: Viewer
  let bob: Viewer
  let groupId: string

  beforeAll(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'firm')
    await addInstitution(world, 'other')
    manager = await addPerson(world, 'manager', 'firm', ['manager'])
    ada = await addPerson(world, 'ada', 'firm', ['researcher'])
    bob = await addPerson(world, 'bob', 'firm', ['researcher'])
    await addPerson(world, 'eve', 'other', ['researcher'])
    const made = await act(manager, 'saveResearchGroup', form('纤维组', 'ada'))
    groupId = made.id ?? ''
  })
  afterAll(() => world.close())

  const form = (nameZh: string, leader: string, more: object = {}) => ({
    institutionId: 'firm',
    nameZh,
    principalEmail: `${leader}@test`,
    ...more,
  })
  async function act(who: Viewer, name: string, input: object): Promise<Answer> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`
    const data = await world.ask(
      who,
      `mutation ($input: ${type}) { ${name}(input: $input) { ... on ResearchGroup { ${GROUP} } ... on Rejection { problems { code } } } }`,
      { input },
    )
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
    return data[name] as Answer
  }
  const codesOf = ({ problems = [] }: Answer) => problems.map((it) => it.code)
  const member = (who: Viewer, name: string, isMember = true) =>
    act(who, 'setGroupMember', { groupId, email: `${name}@test`, isMember })
  const groupOf = async (who: Viewer) => {
    const { myResearchGroup } = await world.ask(who, `{ myResearchGroup { ${GROUP} } }`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
    return myResearchGroup as Group | null
  }

  test('is set up by a manager, and whoever leads it belongs to it', async () => {
    expect(await groupOf(ada)).toMatchObject({ id: groupId, led: true, members: [{ email: 'ada@test' }] })
    expect(codesOf(await act(ada, 'saveResearchGroup', form('二组', 'bob')))).toEqual(['FORBIDDEN'])
  })

  test.each([
    ['a name that is too short', form('纤', 'bob'), ['INPUT_INVALID']],
    ['a name that is taken', form('纤维组', 'bob'), ['GROUP_NAME_TAKEN']],
    ['nobody to lead it', form('二组', 'nobody'), ['PERSON_NOT_FOUND']],
    ['a leader from elsewhere', form('二组', 'eve'), ['PERSON_ELSEWHERE']],
    ['a leader of another group', form('二组', 'ada'), ['PERSON_IN_OTHER_GROUP']],
    ['a group that is none', form('二组', 'bob', { groupId: 'none' }), ['GROUP_NOT_FOUND']],
  ])('is refused with %s', async (_what, input, expected) => {
    expect(codesOf(await act(manager, 'saveResearchGroup', input))).toEqual(expected)
  })

  test('takes in and lets go people by who leads it, but not himself', async () => {
    expect((await member(ada, 'bob')).members).toHaveLength(2)
    expect((await member(ada, 'bob')).members).toHaveLength(2)
    expect((await groupOf(bob))?.led).toBe(false)
    expect(codesOf(await member(bob, 'manager'))).toEqual(['FORBIDDEN'])
    expect(codesOf(await member(ada, 'eve'))).toEqual(['PERSON_ELSEWHERE'])
    expect(codesOf(await member(ada, 'ada', false))).toEqual(['GROUP_NEEDS_PRINCIPAL'])
    expect((await member(manager, 'bob', false)).members).toHaveLength(1)
    expect(codesOf(await member(ada, 'bob', false))).toEqual(['PERSON_NOT_FOUND'])
    expect(await groupOf(bob)).toBeNull()
  })

  test('may be led by another, and ends', async () => {
    const changed = await act(manager, 'saveResearchGroup', form('纤维与纱线组', 'bob', { groupId }))
    expect(changed).toMatchObject({ principal: { id: 'bob' } })
    expect(changed.members).toHaveLength(2)
    expect(codesOf(await act(bob, 'dissolveResearchGroup', { groupId }))).toEqual(['FORBIDDEN'])
    await act(manager, 'dissolveResearchGroup', { groupId })
    expect(await groupOf(ada)).toBeNull()
    expect(codesOf(await act(manager, 'dissolveResearchGroup', { groupId }))).toEqual(['GROUP_NOT_FOUND'])
    expect((await act(manager, 'saveResearchGroup', form('纤维与纱线组', 'ada'))).id).not.toBe(groupId)
  })
})
