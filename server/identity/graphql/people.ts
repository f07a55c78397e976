/** People, sessions, tokens and roles in the schema. Maps arguments to one action or query. */

import { builder, enumValues, refusable } from '../../graphql/builder.ts'
import { connectionRef } from '../../graphql/connection.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import {
  createApiToken,
  ownApiTokens,
  renewCalendarToken,
  revokeCalendarToken,
  revokeApiToken,
  signIn,
  signOut,
} from '../actions/accounts.ts'
import { findPeople, grantRole, invitePerson, revokeRole, seesRolesOf } from '../actions/roles.ts'
import { grantsByPersonIds, peopleByIds, type Person, type RoleGrant } from '../queries/people.ts'
import type { ApiToken } from '../queries/sessions.ts'

const ROLE_WORDS = [
  'researcher',
  'keeper',
  'manager',
  'finance',
  'reviewer',
  'administrator',
  'auditor',
] as const

export const RoleEnum = builder.enumType('Role', {
  description: 'What a person is, at an institution or (reviewer, administrator, auditor) for the city.',
  values: enumValues(ROLE_WORDS),
})

const TokenScopeEnum = builder.enumType('TokenScope', {
  description: 'What an API token may be used for.',
  values: enumValues(['read', 'book', 'manage', 'device'] as const),
})

export const PersonRef = builder.loadableObjectRef<Person, string>('Person', {
  load: (ids, ctx) => foundOrError(peopleByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
PersonRef.implement({
  description: 'Somebody with an account. Shown by name only to those who may see it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    isDemo: t.exposeBoolean('isDemo', { description: 'True for invented people of the demo (演示数据).' }),
  }),
})

export const RoleGrantRef = builder.objectRef<RoleGrant>('RoleGrant').implement({
  description: 'A role that a person holds.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    role: t.field({ type: RoleEnum, description: 'The role.', resolve: (it) => it.role }),
    person: t.field({ type: PersonRef, description: 'Who holds it.', resolve: (it) => it.personId }),
  }),
})

builder.objectFields(PersonRef, (t) => ({
  grants: t.loadableList({
    type: RoleGrantRef,
    description: 'Roles held, oldest first; empty for those who may not see them.',
    load: (ids: string[], ctx) => grantsByPersonIds(ctx.store.db, ids),
    resolve: (it, _args, ctx) => (seesRolesOf(ctx, it) ? it.id : ''),
  }),
}))

/** The person signed in, as he sees himself. */
export const ViewerRef = builder.objectRef<Person>('Viewer').implement({
  description: 'The person signed in, as he sees himself.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The id of the person.' }),
    email: t.exposeString('email', { description: 'E-mail address, lower case.' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    isDemo: t.exposeBoolean('isDemo', { description: 'True for a demo account (演示账号).' }),
    hasCalendarLink: t.exposeBoolean('hasCalendarLink', {
      description: 'Whether a private calendar address is in use.',
    }),
    grants: t.loadableList({
      type: RoleGrantRef,
      description: 'Roles held, oldest first.',
      load: (ids: string[], ctx) => grantsByPersonIds(ctx.store.db, ids),
      resolve: (it) => it.id,
    }),
  }),
})

const ApiTokenRef = builder.objectRef<ApiToken>('ApiToken').implement({
  description: 'A key for programs that act in the name of its owner: `Authorization: Bearer …`.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    name: t.exposeString('name', { description: 'What its owner calls it.' }),
    scopes: t.field({
      type: [TokenScopeEnum],
      description: 'What it may be used for, in fixed order.',
      resolve: (it) => [...it.scopes],
    }),
    createdAt: t.expose('createdAt', { type: 'Instant', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', { type: 'Instant', nullable: true, description: 'Null: never.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'Instant',
      nullable: true,
      description: 'Null: not yet. Exact to about a minute.',
    }),
  }),
})

const CreatedApiTokenRef = builder
  .objectRef<{ token: ApiToken; secret: string }>('CreatedApiToken')
  .implement({
    description: 'A new API token with its secret, which is shown this once.',
    fields: (t) => ({
      token: t.field({ type: ApiTokenRef, description: 'The token.', resolve: (it) => it.token }),
      secret: t.exposeString('secret', { description: 'Keep it: it cannot be shown again.' }),
    }),
  })

const SignedOutRef = builder.objectRef<{ signedOut: boolean }>('SignedOut').implement({
  description: 'The session has ended.',
  fields: (t) => ({ signedOut: t.exposeBoolean('signedOut', { description: 'Always true.' }) }),
})

const CalendarLinkRef = builder.objectRef<{ url: string }>('CalendarLink').implement({
  description: 'A private iCalendar address; whoever has it can read the bookings.',
  fields: (t) => ({ url: t.exposeString('url', { description: 'Shown this once; renewing it ends it.' }) }),
})

export const PersonConnectionRef = connectionRef<Person>('Person', PersonRef, 'by Chinese name')

builder.queryFields((t) => ({
  viewer: t.field({
    type: ViewerRef,
    nullable: true,
    description: 'The person signed in; null when nobody is.',
    resolve: async (_root, _args, ctx) => {
      if (!ctx.viewer) return null
      const [person] = await peopleByIds(ctx.store.db, [ctx.viewer.personId])
      return person ?? null
    },
  }),
  apiTokens: t.field({
    type: [ApiTokenRef],
    description: 'API tokens of the viewer that are not revoked, newest first, at most 100.',
    resolve: (_root, _args, ctx) => ownApiTokens(ctx),
  }),
  people: t.field({
    type: PersonConnectionRef,
    description: 'People of one institution for its staff, or of the whole city for its administrators.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      institutionId: t.arg.id({ required: false, description: 'Only people of this institution.' }),
      text: t.arg.string({ required: false, description: 'Part of the Chinese name.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, args, ctx) => findPeople(ctx, args, args),
  }),
}))

const SignInInput = builder.inputType('SignInInput', {
  description: 'An account and its password.',
  fields: (t) => ({
    email: t.string({ description: 'Case does not matter.' }),
    password: t.string({ description: 'As typed.' }),
  }),
})

const CreateApiTokenInput = builder.inputType('CreateApiTokenInput', {
  description: 'What a new API token is for.',
  fields: (t) => ({
    name: t.string({ description: 'At most 80 characters.' }),
    scopes: t.field({ type: [TokenScopeEnum], description: 'At least one.' }),
    expiresAt: t.field({ type: 'Instant', required: false, description: 'Left out: never.' }),
  }),
})

const RevokeApiTokenInput = builder.inputType('RevokeApiTokenInput', {
  description: 'Which API token ends.',
  fields: (t) => ({ tokenId: t.id({ description: 'One of the viewer.' }) }),
})

const InvitePersonInput = builder.inputType('InvitePersonInput', {
  description: 'A new account.',
  fields: (t) => ({
    email: t.string({ description: 'Not used by anybody yet.' }),
    nameZh: t.string({ description: 'Chinese name.' }),
    nameEn: t.string({ required: false, description: 'English name.' }),
    institutionId: t.id({ description: 'Where the person works.' }),
    roles: t.field({ type: [RoleEnum], description: 'Roles at that institution.' }),
    password: t.string({ description: 'The first password; at least 10 characters of three kinds.' }),
  }),
})

const GrantRoleInput = builder.inputType('GrantRoleInput', {
  description: 'Who gets which role where.',
  fields: (t) => ({
    personId: t.id({ description: 'Who.' }),
    role: t.field({ type: RoleEnum, description: 'Which.' }),
    institutionId: t.id({ required: false, description: 'Where; left out for city roles.' }),
  }),
})

const RevokeRoleInput = builder.inputType('RevokeRoleInput', {
  description: 'Which grant ends.',
  fields: (t) => ({ grantId: t.id({ description: 'The id of the grant.' }) }),
})

builder.mutationFields((t) => ({
  signIn: t.field({
    type: ViewerRef,
    description: 'Opens a session, whose token comes as an HttpOnly cookie.',
    args: { input: t.arg({ type: SignInInput, description: 'Who.' }) },
    errors: refusable('SignInResult'),
    resolve: (_root, { input }, ctx) => signIn(ctx, input.email, input.password),
  }),
  signOut: t.field({
    type: SignedOutRef,
    description: 'Ends the session of this request; fine when there is none.',
    errors: refusable('SignOutResult'),
    resolve: async (_root, _args, ctx) => {
      await signOut(ctx)
      return { signedOut: true }
    },
  }),
  createApiToken: t.field({
    type: CreatedApiTokenRef,
    description: 'Makes a key for programs that act in the name of the viewer.',
    args: { input: t.arg({ type: CreateApiTokenInput, description: 'What for.' }) },
    errors: refusable('CreateApiTokenResult'),
    resolve: (_root, { input }, ctx) => createApiToken(ctx, { ...input, expiresAt: input.expiresAt ?? null }),
  }),
  revokeApiToken: t.field({
    type: ApiTokenRef,
    description: 'Ends an API token of the viewer at once.',
    args: { input: t.arg({ type: RevokeApiTokenInput, description: 'Which.' }) },
    errors: refusable('RevokeApiTokenResult'),
    resolve: (_root, { input }, ctx) => revokeApiToken(ctx, input.tokenId),
  }),
  renewCalendarToken: t.field({
    type: CalendarLinkRef,
    description: 'A new private calendar address for the viewer; the one before it stops working.',
    errors: refusable('RenewCalendarTokenResult'),
    resolve: async (_root, _args, ctx) => ({
      url: `${ctx.settings.publicUrl}/calendar/people/${await renewCalendarToken(ctx)}.ics`,
    }),
  }),
  revokeCalendarToken: t.field({
    type: ViewerRef,
    description: 'Takes the private calendar address of the viewer out of use.',
    errors: refusable('RevokeCalendarTokenResult'),
    resolve: (_root, _args, ctx) => revokeCalendarToken(ctx),
  }),
  invitePerson: t.field({
    type: PersonRef,
    description: 'Opens an account at an institution with a first password.',
    args: { input: t.arg({ type: InvitePersonInput, description: 'Who and where.' }) },
    errors: refusable('InvitePersonResult'),
    resolve: (_root, { input }, ctx) => invitePerson(ctx, { ...input, nameEn: input.nameEn ?? null }),
  }),
  grantRole: t.field({
    type: RoleGrantRef,
    description: 'Gives a person a role. Giving it twice changes nothing.',
    args: { input: t.arg({ type: GrantRoleInput, description: 'Who, which, where.' }) },
    errors: refusable('GrantRoleResult'),
    resolve: (_root, { input }, ctx) =>
      grantRole(ctx, { ...input, institutionId: input.institutionId ?? null }),
  }),
  revokeRole: t.field({
    type: RoleGrantRef,
    description: 'Takes a role away.',
    args: { input: t.arg({ type: RevokeRoleInput, description: 'Which grant.' }) },
    errors: refusable('RevokeRoleResult'),
    resolve: (_root, { input }, ctx) => revokeRole(ctx, input.grantId),
  }),
}))
