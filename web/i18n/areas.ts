/**
 * The areas whose sentences are kept apart, each in a file per language, loaded when a page needs it.
 *
 * A new area: `zh-CN/<area>.ts`, `en/<area>.ts`, and one line here.
 */

import type { messages as approvals } from './zh-CN/approvals.ts'
import type { messages as bank } from './zh-CN/bank.ts'
import type { messages as booking } from './zh-CN/booking.ts'
import type { messages as catalog } from './zh-CN/catalog.ts'
import type { messages as checkin } from './zh-CN/checkin.ts'
import type { messages as city } from './zh-CN/city.ts'
import type { messages as desk } from './zh-CN/desk.ts'
import type { messages as faults } from './zh-CN/faults.ts'
import type { messages as finance } from './zh-CN/finance.ts'
import type { messages as help } from './zh-CN/help.ts'
import type { messages as manage } from './zh-CN/manage.ts'
import type { messages as me } from './zh-CN/me.ts'
import type { messages as notices } from './zh-CN/notices.ts'
import type { messages as operators } from './zh-CN/operators.ts'
import type { messages as reconciliation } from './zh-CN/reconciliation.ts'
import type { messages as records } from './zh-CN/records.ts'
import type { messages as series } from './zh-CN/series.ts'
import type { messages as policies } from './zh-CN/policies.ts'
import type { messages as shell } from './zh-CN/shell.ts'
import type { messages as standing } from './zh-CN/standing.ts'
import type { messages as statistics } from './zh-CN/statistics.ts'
import type { messages as timeline } from './zh-CN/timeline.ts'
import type { messages as vouchers } from './zh-CN/vouchers.ts'
import type { messages as waiting } from './zh-CN/waiting.ts'

export type Areas = {
  approvals: typeof approvals
  bank: typeof bank
  booking: typeof booking
  catalog: typeof catalog
  checkin: typeof checkin
  city: typeof city
  desk: typeof desk
  faults: typeof faults
  finance: typeof finance
  help: typeof help
  manage: typeof manage
  me: typeof me
  notices: typeof notices
  operators: typeof operators
  reconciliation: typeof reconciliation
  records: typeof records
  series: typeof series
  policies: typeof policies
  shell: typeof shell
  standing: typeof standing
  statistics: typeof statistics
  timeline: typeof timeline
  vouchers: typeof vouchers
  waiting: typeof waiting
}

export type Area = keyof Areas

/**
 * The same keys in another language. A language with a plural adds `…_one` beside `…_other`;
 * Chinese has `…_other` alone.
 */
export type Translation<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Translation<Messages[Key]>
} & { readonly [Key in `${string}_one`]?: string }
