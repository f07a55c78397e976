import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  touchApiToken,
  touchSession,
  forgetExpiredSessions,
} from '../../../server/identity/actions/presence.ts'
import { signIn } from '../../../server/identity/actions/accounts.ts'
import { openFirstAccount } from '../../../server/identity/actions/roles.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const PASSWORD = 'Ordos-demo-2026'
const PROBLEMS = '... on Rejection { problems { code message refs } }'

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Viewer { email grants { role } } ${PROBLEMS} } }`

describe.each(dialects)('%s: accounts', (dialect) => {
  let world: World
  let admin: Viewer

  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab')
    const account = { email: 'Admin@City.test', nameZh: '管理员', nameEn: null, password: PASSWORD }
    const person = await openFirstAccount(world.as(), account)
    admin = {
      personId: person?.id ?? '',
      institutionId: null,
      grants: [{ role: 'administrator', institutionId: null }],
      scopes: null,
    }
  })
  afterEach(() => world.close())

  const signInAs = async (email: string, password: string) =>
    (await world.ask(null, SIGN_IN, { input: { email, password } }))['signIn']

  test('opens a first account only where nobody has one', async () => {
    const again = { email: 'second@city.test', nameZh: '二', nameEn: null, password: PASSWORD }
    expect(await openFirstAccount(world.as(), again)).toBeUndefined()
  })

  test('signs in by e-mail in any case, and tells a wrong address and a wrong password alike', async () => {
    expect(await signInAs('admin@CITY.test', PASSWORD)).toEqual({
      __typename: 'Viewer',
      email: 'admin@city.test',
      grants: [{ role: 'ADMINISTRATOR' }],
    })
    const wrong = await signInAs('admin@city.test', 'nope')
    expect(wrong).toMatchObject({ problems: [{ code: 'SIGN_IN_FAILED', message: '邮箱或密码不正确。' }] })
    expect(await signInAs('nobody@city.test', 'nope')).toEqual(wrong)
  })

  test('locks an account after five failures, for fifteen minutes', async () => {
    for (let i = 0; i < 5; i += 1) await signInAs('admin@city.test', 'nope')
    expect(await signInAs('admin@city.test', PASSWORD)).toMatchObject({
      problems: [{ code: 'ACCOUNT_LOCKED', message: '登录失败次数过多，账号已锁定，请在 15 分钟后再试。' }],
    })
    world.clock.now += 15 * MINUTE_MS
    expect(await signInAs('admin@city.test', PASSWORD)).toMatchObject({ __typename: 'Viewer' })
  })

  test('keeps a session alive while it is used, and forgets it afterwards', async () => {
    let token = ''
    const ctx = {
      ...world.as(),
      cookie: { token: undefined, set: (it: string) => void (token = it), clear: () => {} },
    }
    await signIn(ctx, 'admin@city.test', PASSWORD)
    world.clock.now += HOUR_MS
    expect(await touchSession(world.as(), token)).toMatchObject({ personId: admin.personId })
    world.clock.now += HOUR_MS + 30 * MINUTE_MS
    expect(await touchSession(world.as(), token)).not.toBeNull()
    world.clock.now += 3 * HOUR_MS
    expect(await touchSession(world.as(), token)).toBeNull()
    await forgetExpiredSessions(world.as())
    const sessions = await world.store.db.selectFrom('session').select('person_id').execute()
    expect(sessions).toEqual([])
  })

  test('refuses demo accounts where they are not allowed', async () => {
    const input = {
      email: 'd@x',
      nameZh: '演示',
      nameEn: null,
      institutionId: 'lab',
      roles: ['researcher'],
      password: PASSWORD,
    }
    const { invitePerson } = await import('../../../server/identity/actions/roles.ts')
    const { hashOfPassword } = await import('../../../server/identity/secrets.ts')
    await invitePerson(
      world.as(admin),
      { ...input, roles: ['researcher'] },
      { passwordHash: await hashOfPassword(PASSWORD) },
    )
    const closed = { ...world.as(), settings: { ...world.as().settings, allowsDemoAccounts: false } }
    await expect(signIn(closed, 'd@x', PASSWORD)).rejects.toMatchObject({
      problems: [{ code: 'DEMO_ACCOUNTS_OFF' }],
    })
    expect(await signInAs('d@x', PASSWORD)).toMatchObject({ __typename: 'Viewer' })
  })

  test('invites, grants and revokes; every reason of a refusal at once', async () => {
    const invite = `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { __typename ... on Person { id institution { id } } ${PROBLEMS} } }`
    const input = {
      email: 'new@lab',
      nameZh: '新人',
      institutionId: 'lab',
      roles: ['KEEPER'],
      password: PASSWORD,
    }
    const { invitePerson } = await world.ask(admin, invite, { input })
    expect(invitePerson).toMatchObject({ __typename: 'Person', institution: { id: 'lab' } })
    const bad = {
      ...input,
      email: 'new@lab',
      nameZh: ' ',
      password: 'weak',
      roles: ['REVIEWER'],
      institutionId: 'none',
    }
    const refused = (await world.ask(admin, invite, { input: bad }))['invitePerson'] as {
      problems: { code: string }[]
    }
    expect(refused.problems.map((it) => it.code)).toEqual([
      'PASSWORD_TOO_WEAK',
      'INPUT_INVALID',
      'ROLE_IS_CITYWIDE',
      'EMAIL_TAKEN',
      'INSTITUTION_NOT_FOUND',
    ])
    const grant = `mutation ($input: GrantRoleInput!) { grantRole(input: $input) { ... on RoleGrant { id role } ${PROBLEMS} } }`
    const personId = (invitePerson as { id: string }).id
    const given = await world.ask(admin, grant, {
      input: { personId, role: 'FINANCE', institutionId: 'lab' },
    })
    const again = await world.ask(admin, grant, {
      input: { personId, role: 'FINANCE', institutionId: 'lab' },
    })
    expect(again).toEqual(given)
    const { id } = given['grantRole'] as { id: string }
    const revoke = `mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { ... on RoleGrant { role } ${PROBLEMS} } }`
    expect(await world.ask(admin, revoke, { input: { grantId: id } })).toEqual({
      revokeRole: { role: 'FINANCE' },
    })
    expect(await world.ask(admin, revoke, { input: { grantId: id } })).toMatchObject({
      revokeRole: { problems: [{ code: 'GRANT_NOT_FOUND' }] },
    })
  })

  test('makes API tokens that act within their scopes until they are revoked', async () => {
    const create = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { ... on CreatedApiToken { secret token { id scopes } } ${PROBLEMS} } }`
    const { createApiToken } = await world.ask(admin, create, { input: { name: 'LIMS', scopes: ['READ'] } })
    const { secret, token } = createApiToken as { secret: string; token: { id: string } }
    const reader = await touchApiToken(world.as(), secret)
    expect(reader).toMatchObject({ personId: admin.personId, scopes: ['read'] })
    expect(await world.ask(reader, create, { input: { name: 'more', scopes: ['MANAGE'] } })).toMatchObject({
      createApiToken: { problems: [{ code: 'TOKEN_SCOPE_MISSING' }] },
    })
    const revoke = `mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { ... on ApiToken { name } ${PROBLEMS} } }`
    await world.ask(admin, revoke, { input: { tokenId: token.id } })
    expect(await touchApiToken(world.as(), secret)).toBeNull()
    expect(
      await world.ask(admin, create, { input: { name: ' ', scopes: [], expiresAt: '2020-01-01T00:00Z' } }),
    ).toMatchObject({
      createApiToken: { problems: [{ refs: [] }, { refs: [] }, { refs: [] }] },
    })
  })

  test('pages through people by cursor', async () => {
    for (const id of ['a', 'b', 'c']) await addPerson(world, id, 'lab', ['researcher'])
    const query = `query ($after: String) { people(institutionId: "lab", first: 2, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`
    type Found = {
      people: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    }
    const first = (await world.ask(admin, query)) as Found
    const second = (await world.ask(admin, query, { after: first.people.pageInfo.endCursor })) as Found
    const ids = [...first.people.edges, ...second.people.edges].map((it) => it.node.id)
    expect([ids, first.people.pageInfo.hasNextPage, second.people.pageInfo.hasNextPage]).toEqual([
      ['a', 'b', 'c'],
      true,
      false,
    ])
  })

  test('writes sign-ins and refusals into the audit log', async () => {
    await signInAs('admin@city.test', 'nope')
    await signInAs('admin@city.test', PASSWORD)
    const { auditLog } = (await world.ask(
      admin,
      '{ auditLog(first: 3) { edges { node { action actor { nameZh } } } } }',
    )) as {
      auditLog: { edges: { node: { action: string; actor: { nameZh: string } | null } }[] }
    }
    const [opened, failed, first] = auditLog.edges.map((it) => it.node)
    expect([opened?.action, failed?.action, first?.action]).toEqual([
      'signIn',
      'signInFailed',
      'openFirstAccount',
    ])
    expect([Boolean(opened?.actor), failed?.actor]).toEqual([true, null])
  })
})
