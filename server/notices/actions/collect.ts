/** Makes notices out of what happened: reads the outbox, never skips an event and never tells one twice. */

import type { Context } from '../../context.ts'
import type { Trx } from '../../database.ts'
import { takeNext } from '../../platform/log-reader.ts'
import { insertNotices, type NewNotice } from '../queries/notices.ts'
import { reachOf } from '../queries/preferences.ts'
import { isNews } from '../rules/preferences.ts'
import { type Draft, draftsOf, type Happened, withChanges } from './sources.ts'

const BATCH = 500

/** Tells people what has happened since the last time. Job. */
export async function collectNotices(ctx: Context): Promise<void> {
  const { store } = ctx
  for (;;) {
    const taken = await store.transact(async (trx) => {
      const log = { table: 'outbox_event', consumer: 'notices', limit: BATCH } as const
      const rows = await takeNext(trx, store.dialect, log)
      const news = rows
        .filter((it) => isNews(it.at, ctx.now()))
        .map(({ subject_id: subjectId, payload, ...it }) => ({
          ...it,
          subjectId,
          payload: JSON.parse(payload),
        }))
      for (const event of await withChanges(trx, news)) await tellOf(ctx, trx, event)
      return rows.length
    })
    if (taken < BATCH) return
  }
}

async function tellOf(ctx: Context, trx: Trx, event: Happened): Promise<void> {
  const drafts = await draftsOf(trx, event)
  const notices = drafts.map((it) => ({ ...it, id: `${event.id}:${it.kind}:${it.personId}`, at: event.at }))
  await writeNotices(ctx, trx, notices)
}

/** Writes notices as each person wants them; those whom one wants in no way are not written. */
export async function writeNotices(
  ctx: Context,
  trx: Trx,
  drafts: readonly (Draft & Pick<NewNotice, 'id' | 'at'>)[],
): Promise<void> {
  if (drafts.length === 0) return
  const reach = await reachOf(trx, [...new Set(drafts.map((it) => it.personId))])
  const notices = drafts.flatMap((it): NewNotice[] => {
    const reached = reach.get(it.personId)
    if (!reached) return []
    const { inApp, byMail } = reached.channels(it.kind)
    const mails = byMail && reached.hasMail && ctx.settings.sendsMail
    return inApp || mails ? [{ ...it, inApp, byMail: mails }] : []
  })
  await insertNotices(trx, notices)
}
