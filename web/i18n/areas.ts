/**
 * The areas whose sentences are kept apart, each in a file per language, loaded when a page needs it.
 *
 * A new area: `zh-CN/<area>.ts`, `en/<area>.ts`, and one line here.
 */

import type { messages as booking } from './zh-CN/booking.ts'
import type { messages as catalog } from './zh-CN/catalog.ts'
import type { messages as city } from './zh-CN/city.ts'
import type { messages as desk } from './zh-CN/desk.ts'
import type { messages as finance } from './zh-CN/finance.ts'
import type { messages as help } from './zh-CN/help.ts'
import type { messages as manage } from './zh-CN/manage.ts'
import type { messages as me } from './zh-CN/me.ts'
import type { messages as shell } from './zh-CN/shell.ts'
import type { messages as statistics } from './zh-CN/statistics.ts'
import type { messages as timeline } from './zh-CN/timeline.ts'

export type Areas = {
  booking: typeof booking
  catalog: typeof catalog
  city: typeof city
  desk: typeof desk
  finance: typeof finance
  help: typeof help
  manage: typeof manage
  me: typeof me
  shell: typeof shell
  statistics: typeof statistics
  timeline: typeof timeline
}

export type Area = keyof Areas

/**
 * The same keys in another language. A language with a plural adds `…_one` beside `…_other`;
 * Chinese has `…_other` alone.
 */
export type Translation<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Translation<Messages[Key]>
} & { readonly [Key in `${string}_one`]?: string }
