/** A person's own notices, and how he wants to be told. Nobody sees those of others. */

import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { type Page, type PageArgs, pageOf, pageRequest } from '../../kernel/page.ts'
import { refuse } from '../../kernel/problem.ts'
import { markRead, type Notice, personNotices, unreadCount } from '../queries/notices.ts'
import { reachOf, remindersOf, upsertPreference, upsertReminders } from '../queries/preferences.ts'
import { KINDS, type NoticeKind } from '../rules/kinds.ts'
import { type Channels, reminderProblems } from '../rules/preferences.ts'

/** More unread notices are not counted. */
const UNREAD_MAX = 100

/** The viewer's notices, newest first; none when nobody is signed in. */
export async function myNotices(ctx: Context, unreadOnly: boolean, args: PageArgs): Promise<Page<Notice>> {
  const page = pageRequest(args)
  const personId = ctx.viewer?.personId
  const rows = personId ? await personNotices(ctx.store.db, { personId, unreadOnly }, page) : []
  return pageOf(rows, page, (it) => [it.at, it.id])
}

/** How many notices the viewer has not read, 100 at most. */
export async function myUnreadCount(ctx: Context): Promise<number> {
  return ctx.viewer ? unreadCount(ctx.store.db, ctx.viewer.personId, UNREAD_MAX) : 0
}

/** Marks notices of the viewer as read, all where no ids are given; answers how many stay unread. */
export async function markNoticesRead(
  ctx: Context,
  { ids }: { readonly ids: readonly string[] | null },
): Promise<{ readonly unread: number }> {
  const { personId } = own(ctx)
  await ctx.store.transact((trx) => markRead(trx, { personId, ids, at: ctx.now() }))
  return { unread: await unreadCount(ctx.store.db, personId, UNREAD_MAX) }
}

export type Preference = Channels & { readonly kind: NoticeKind }

export type NoticeSettings = {
  readonly preferences: readonly Preference[]
  readonly reminderMinutes: readonly number[]
}

/** How the viewer wants to be told. */
export async function noticeSettings(ctx: Context): Promise<NoticeSettings> {
  const { personId } = own(ctx)
  const reached = (await reachOf(ctx.store.db, [personId])).get(personId)
  const reminders = await remindersOf(ctx.store.db, [personId])
  return {
    preferences: KINDS.flatMap((kind) => (reached ? [{ kind, ...reached.channels(kind) }] : [])),
    reminderMinutes: reminders.get(personId) ?? [],
  }
}

/** Sets how the viewer wants to be told; what is left out stays as it is. */
export async function setNoticeSettings(
  ctx: Context,
  change: { readonly preferences: readonly Preference[]; readonly reminderMinutes: readonly number[] | null },
): Promise<NoticeSettings> {
  const { personId } = own(ctx)
  const { preferences, reminderMinutes } = change
  refuse(reminderProblems(reminderMinutes ?? []))
  await ctx.store.transact(async (trx) => {
    for (const it of preferences) await upsertPreference(trx, personId, it)
    if (reminderMinutes) await upsertReminders(trx, personId, [...new Set(reminderMinutes)])
  })
  return noticeSettings(ctx)
}

function own({ viewer }: Context) {
  return authorise(viewer, 'receiveNotices', { personId: viewer?.personId ?? null })
}
