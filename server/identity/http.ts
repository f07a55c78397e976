/** How an HTTP request becomes a viewer: the session cookie, or `Authorization: Bearer`. */

import { parse, serialize } from 'cookie'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, SessionCookie } from '../context.ts'
import type { Viewer } from './rules.ts'
import { sessionViewer, touchApiToken, touchSession } from './actions/presence.ts'

const COOKIE = 'osp_session'

/**
 * Who asks. A cookie counts only where no other site could have sent the request. What a page asks by itself, without
 * anybody doing something, keeps no session alive.
 */
export async function viewerOfRequest(
  ctx: Context,
  request: IncomingMessage,
  keepsAlive = true,
): Promise<Viewer | null> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return touchApiToken(ctx, bearer)
  const token = sessionToken(request)
  if (!token || !isSameOrigin(request)) return null
  return keepsAlive ? touchSession(ctx, token) : sessionViewer(ctx, token)
}

/** The session cookie of a request, which a sign-in sets and a sign-out clears on its response. */
export function cookieOf(
  request: IncomingMessage,
  response: ServerResponse,
  isSecure: boolean,
): SessionCookie {
  const base = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const
  return {
    token: sessionToken(request),
    set: (token, keptMs) => {
      response.appendHeader(
        'set-cookie',
        serialize(COOKIE, token, { ...base, maxAge: Math.floor(keptMs / 1000) }),
      )
    },
    clear: () => {
      response.appendHeader('set-cookie', serialize(COOKIE, '', { ...base, maxAge: 0 }))
    },
  }
}

function sessionToken(request: IncomingMessage): string | undefined {
  return parse(request.headers.cookie ?? '')[COOKIE]
}

/**
 * Browsers send `Origin` with every POST, and `Sec-Fetch-Site` with everything: a request from another site is
 * served as nobody's. GraphQL takes POST as application/json only, which no form of another site can send.
 */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  if (site === 'cross-site') return false
  if (!headers.origin || headers.origin === 'null') return headers.origin === undefined
  return URL.parse(headers.origin)?.host === (headers['x-forwarded-host'] ?? headers.host)
}
