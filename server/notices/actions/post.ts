/** Mails the notices that people want by mail: again after a while where it fails, and once where it does not. */

import type { Context } from '../../context.ts'
import type { Mailer } from '../../platform/mail.ts'
import { beginAttempt, dueLetters, endMailing, type Letter } from '../queries/notices.ts'
import { MAIL_ATTEMPTS_MAX, mailDelayMs } from '../rules/preferences.ts'
import { noticePath, noticeText, noticeTitle } from '../rules/sentences.ts'

const BATCH = 50

/** Sends what is due. An attempt is written down before it is made, so that a crash in between is tried again later. Job. */
export async function postNotices(ctx: Context, mailer: Mailer): Promise<void> {
  const failures: unknown[] = []
  for (;;) {
    const letters = await dueLetters(ctx.store.db, ctx.now(), BATCH)
    for (const it of letters) await post(ctx, mailer, it).catch((error: unknown) => failures.push(error))
    if (letters.length < BATCH) break
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} mails were not sent`)
}

async function post(ctx: Context, mailer: Mailer, letter: Letter): Promise<void> {
  const attempts = letter.attempts + 1
  const nextAt = ctx.now() + mailDelayMs(attempts)
  const isMine = await ctx.store.transact((trx) => beginAttempt(trx, letter, nextAt))
  if (!isMine) return
  try {
    await mailer.send(mailOf(ctx, letter))
  } catch (error) {
    if (attempts >= MAIL_ATTEMPTS_MAX) {
      await ctx.store.transact((trx) => endMailing(trx, letter.id, 'failed'))
    }
    throw error
  }
  await ctx.store.transact((trx) => endMailing(trx, letter.id, 'sent'))
}

/** Whose language is not known is written to in both. */
function mailOf({ settings }: Context, letter: Letter) {
  const { publicUrl } = settings
  const { kind, email, id } = letter
  const link = `${publicUrl}${noticePath(letter)}`
  return {
    to: email,
    subject: `${noticeTitle(kind, 'zh-CN')} · ${noticeTitle(kind, 'en')}`,
    text: [
      noticeText(letter, 'zh-CN'),
      noticeText(letter, 'en'),
      link,
      `在「个人中心」可选择接收哪些邮件。 Choose your mails under your account: ${publicUrl}/me`,
    ].join('\n\n'),
    messageId: `<${encodeURIComponent(id)}@${new URL(publicUrl).hostname}>`,
  }
}
