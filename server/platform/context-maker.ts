/** Builds the Context of a request, a job or a seed out of the parts that live as long as the process. */

import { monotonicFactory } from 'ulid'
import type { AuditNote, Context, SessionCookie, Settings } from '../context.ts'
import type { Trx } from '../database.ts'
import { appendAuditEntry } from './audit.ts'
import type { Store } from './db.ts'
import { randomFraction } from './random.ts'

export type ContextParts = {
  readonly store: Store
  readonly emit: Context['emit']
  readonly settings: Settings
  readonly now?: Context['now']
  readonly newId?: Context['newId']
}

export type RequestParts = Partial<Pick<Context, 'viewer' | 'locale' | 'requestId' | 'cookie'>>

const noCookie: SessionCookie = { token: undefined, set: () => {}, clear: () => {} }

/** A function that makes contexts; without request parts it is nobody's, in Chinese, outside HTTP. */
export function contextMaker(parts: ContextParts): (request?: RequestParts) => Context {
  const now = parts.now ?? Date.now
  const ulid = monotonicFactory(randomFraction)
  const newId = parts.newId ?? (() => ulid(now()))
  return (request = {}) => ({
    store: parts.store,
    emit: parts.emit,
    settings: parts.settings,
    now,
    newId,
    audit,
    viewer: request.viewer ?? null,
    locale: request.locale ?? 'zh-CN',
    requestId: request.requestId ?? newId(),
    cookie: request.cookie ?? noCookie,
  })
}

async function audit(ctx: Context, trx: Trx, note: AuditNote): Promise<void> {
  await appendAuditEntry(trx, {
    at: ctx.now(),
    actorId: ctx.viewer?.personId ?? null,
    action: note.action,
    subjectType: note.subjectType,
    subjectId: note.subjectId,
    detail: note.detail ?? {},
    requestId: ctx.requestId,
  })
}
