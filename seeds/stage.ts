/** What the parts of the demo share. */

import type { Logger } from 'pino'
import type { Context } from '../server/context.ts'
import type { Viewer } from '../server/identity/rules.ts'
import type { Instant } from '../server/kernel/interval.ts'

/** A clock to set, and contexts in anybody's name. */
export type Stage = {
  readonly clock: { now: Instant }
  readonly now: Instant
  as(viewer: Viewer | null): Context
  readonly log: Logger
}
