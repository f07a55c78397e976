/** Notices in the language of the request. */

import type { Context } from '../../context.ts'
import { KINDS, type NoticeKind } from '../rules/kinds.ts'
import { noticePath, noticeText, noticeTitle, type Told } from '../rules/sentences.ts'

/** Every kind, for the schema. */
export const NOTICE_WORDS: readonly NoticeKind[] = KINDS

export function titleOf({ locale }: Context, kind: NoticeKind): string {
  return noticeTitle(kind, locale)
}

export function textOf({ locale }: Context, notice: Told): string {
  return noticeText(notice, locale)
}

export function pathOf(notice: Told): string {
  return noticePath(notice)
}
