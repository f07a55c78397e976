/** Keeps sessions and tokens alive while they are used. Writes at most once a minute for each. */

import type { Context } from '../../context.ts'
import { MINUTE_MS } from '../../kernel/interval.ts'
import {
  deleteExpiredSessions,
  updateApiTokenUsed,
  updateSessionSeen,
  viewerByApiToken,
  viewerBySession,
} from '../queries/sessions.ts'
import type { Viewer } from '../rules.ts'
import { hashOfSecret } from '../secrets.ts'

/** The viewer of a session token, whose time to live goes on as it was; null when it is unknown or over. */
export async function sessionViewer(ctx: Context, token: string): Promise<Viewer | null> {
  return (await viewerBySession(ctx.store.db, hashOfSecret(token), ctx.now()))?.viewer ?? null
}

/** The viewer of a session token, whose time to live starts anew; null when it is unknown or over. */
export async function touchSession(ctx: Context, token: string): Promise<Viewer | null> {
  const tokenHash = hashOfSecret(token)
  const now = ctx.now()
  const session = await viewerBySession(ctx.store.db, tokenHash, now)
  if (!session) return null
  if (now - session.lastSeenAt >= MINUTE_MS) {
    const expiresAt = now + ctx.settings.sessionIdleMs
    await ctx.store.transact((trx) => updateSessionSeen(trx, tokenHash, now, expiresAt))
    ctx.cookie.set(token, ctx.settings.sessionIdleMs)
  }
  return session.viewer
}

/** The viewer of an API token; null when it is unknown, over or revoked. */
export async function touchApiToken(ctx: Context, secret: string): Promise<Viewer | null> {
  const now = ctx.now()
  const token = await viewerByApiToken(ctx.store.db, hashOfSecret(secret), now)
  if (!token) return null
  if (now - (token.lastUsedAt ?? 0) >= MINUTE_MS) {
    await ctx.store.transact((trx) => updateApiTokenUsed(trx, token.tokenId, now))
  }
  return token.viewer
}

/** Forgets sessions that are over. */
export async function forgetExpiredSessions(ctx: Context): Promise<void> {
  await ctx.store.transact((trx) => deleteExpiredSessions(trx, ctx.now()))
}
