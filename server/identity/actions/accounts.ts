/** What people can do with their own account: sign in and out, API tokens, the private calendar address. */

import type { Context } from '../../context.ts'
import { type Instant, MINUTE_MS } from '../../kernel/interval.ts'
import { present } from '../../kernel/invariant.ts'
import { problem, refuse, Rejection } from '../../kernel/problem.ts'
import {
  credentialsByEmail,
  peopleByIds,
  type Person,
  updateCalendarToken,
  updateSignInFailures,
} from '../queries/people.ts'
import {
  type ApiToken,
  apiTokenById,
  apiTokensOf,
  deleteSession,
  insertApiToken,
  insertSession,
  revokeApiTokenRow,
} from '../queries/sessions.ts'
import { afterFailedSignIn, authorise, type TokenScope } from '../rules.ts'
import { hashOfSecret, passwordFits, randomSecret } from '../secrets.ts'

/** Opens a session and hands its token to the cookie. Wrong address and wrong password are told alike. */
export async function signIn(ctx: Context, email: string, password: string): Promise<Person> {
  const account = await credentialsByEmail(ctx.store.db, email.trim().toLowerCase())
  const now = ctx.now()
  const lockedFor = (account?.lockedUntil ?? 0) - now
  if (lockedFor > 0) refuse([problem('ACCOUNT_LOCKED', [], { minutes: Math.ceil(lockedFor / MINUTE_MS) })])
  const fits = await passwordFits(account?.passwordHash, password)
  if (!account || !fits) {
    await ctx.store.transact(async (trx) => {
      const again = await credentialsByEmail(trx, email.trim().toLowerCase())
      if (again) await updateSignInFailures(trx, again.person.id, afterFailedSignIn(again.failedSignIns, now))
      await ctx.audit(ctx, trx, {
        action: 'signInFailed',
        subjectType: 'Person',
        subjectId: again?.person.id ?? 'unknown',
      })
    })
    throw new Rejection([problem('SIGN_IN_FAILED')])
  }
  const { person } = account
  if (person.isDemo && !ctx.settings.allowsDemoAccounts) refuse([problem('DEMO_ACCOUNTS_OFF')])
  const token = randomSecret()
  const expiresAt = now + ctx.settings.sessionIdleMs
  await ctx.store.transact(async (trx) => {
    await updateSignInFailures(trx, person.id, { failedSignIns: 0, lockedUntil: 0 })
    await insertSession(trx, { tokenHash: hashOfSecret(token), personId: person.id, now, expiresAt })
    const signedIn = {
      ...ctx,
      viewer: { personId: person.id, institutionId: person.institutionId, grants: [], scopes: null },
    }
    await ctx.audit(signedIn, trx, { action: 'signIn', subjectType: 'Person', subjectId: person.id })
  })
  ctx.cookie.set(token, ctx.settings.sessionIdleMs)
  return person
}

/** Ends the session of the request; fine when there is none. */
export async function signOut(ctx: Context): Promise<void> {
  const token = ctx.cookie.token
  if (token) {
    await ctx.store.transact(async (trx) => {
      await deleteSession(trx, hashOfSecret(token))
      if (ctx.viewer) {
        await ctx.audit(ctx, trx, {
          action: 'signOut',
          subjectType: 'Person',
          subjectId: ctx.viewer.personId,
        })
      }
    })
  }
  ctx.cookie.clear()
}

/** Makes an API token for the viewer. The secret is returned once and stored as a hash. */
export async function createApiToken(
  ctx: Context,
  input: {
    readonly name: string
    readonly scopes: readonly TokenScope[]
    readonly expiresAt: Instant | null
  },
): Promise<{ token: ApiToken; secret: string }> {
  const viewer = authorise(ctx.viewer, 'manageOwnAccount', { personId: ctx.viewer?.personId ?? null })
  const now = ctx.now()
  const name = input.name.trim()
  refuse([
    ...(name === '' || name.length > 80 ? [problem('INPUT_INVALID', [], { field: 'name' })] : []),
    ...(input.scopes.length === 0 ? [problem('INPUT_INVALID', [], { field: 'scopes' })] : []),
    ...(input.expiresAt !== null && input.expiresAt <= now
      ? [problem('INPUT_INVALID', [], { field: 'expiresAt' })]
      : []),
  ])
  const secret = `osp_${randomSecret()}`
  const token: ApiToken = {
    id: ctx.newId(),
    personId: viewer.personId,
    name,
    scopes: [...new Set(input.scopes)],
    createdAt: now,
    expiresAt: input.expiresAt,
    lastUsedAt: null,
  }
  await ctx.store.transact(async (trx) => {
    await insertApiToken(trx, { ...token, tokenHash: hashOfSecret(secret) })
    await ctx.audit(ctx, trx, { action: 'createApiToken', subjectType: 'ApiToken', subjectId: token.id })
  })
  return { token, secret }
}

export async function revokeApiToken(ctx: Context, tokenId: string): Promise<ApiToken> {
  authorise(ctx.viewer, 'manageOwnAccount', { personId: ctx.viewer?.personId ?? null })
  return ctx.store.transact(async (trx) => {
    const token = await apiTokenById(trx, tokenId)
    if (!token || token.personId !== ctx.viewer?.personId) throw new Rejection([problem('TOKEN_NOT_FOUND')])
    await revokeApiTokenRow(trx, tokenId, ctx.now())
    await ctx.audit(ctx, trx, { action: 'revokeApiToken', subjectType: 'ApiToken', subjectId: tokenId })
    return token
  })
}

/** A new private calendar address for the viewer; the one before it stops working. */
export async function renewCalendarToken(ctx: Context): Promise<string> {
  const viewer = authorise(ctx.viewer, 'manageOwnAccount', { personId: ctx.viewer?.personId ?? null })
  const token = randomSecret()
  await ctx.store.transact(async (trx) => {
    await updateCalendarToken(trx, viewer.personId, hashOfSecret(token))
    await ctx.audit(ctx, trx, {
      action: 'renewCalendarToken',
      subjectType: 'Person',
      subjectId: viewer.personId,
    })
  })
  return token
}

/** The viewer has no private calendar address any more: the one before stops working. */
export async function revokeCalendarToken(ctx: Context): Promise<Person> {
  const viewer = authorise(ctx.viewer, 'manageOwnAccount', { personId: ctx.viewer?.personId ?? null })
  return ctx.store.transact(async (trx) => {
    await updateCalendarToken(trx, viewer.personId, null)
    await ctx.audit(ctx, trx, {
      action: 'revokeCalendarToken',
      subjectType: 'Person',
      subjectId: viewer.personId,
    })
    const [person] = await peopleByIds(trx, [viewer.personId])
    return present(person, 'the person of a viewer')
  })
}

/** API tokens of the viewer that are not revoked, newest first. */
export async function ownApiTokens(ctx: Context): Promise<ApiToken[]> {
  const viewer = authorise(ctx.viewer, 'manageOwnAccount', { personId: ctx.viewer?.personId ?? null })
  return apiTokensOf(ctx.store.db, viewer.personId)
}
