/** Whom something is booked for. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { peopleByIds } from '../../identity/queries/people.ts'
import { authorise, type Viewer } from '../../identity/rules.ts'
import { problem, Rejection } from '../../kernel/problem.ts'

export type Customer = Pick<Viewer, 'personId' | 'institutionId'>

type ForWhom = {
  readonly instrumentId: string
  /** Left out: the viewer. Staff may book for others. */
  readonly forPersonId?: string | null | undefined
}

/** Whom a booking is for, with his institution: others only where the viewer keeps or manages the instrument. */
export async function customerOf(
  ctx: Context,
  viewer: Viewer,
  { instrumentId, forPersonId }: ForWhom,
): Promise<Customer> {
  if (!forPersonId || forPersonId === viewer.personId) return viewer
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  authorise(viewer, 'bookForOthers', { institutionId: instrument?.institutionId ?? null })
  const [person] = await peopleByIds(ctx.store.db, [forPersonId])
  if (!person) throw new Rejection([problem('PERSON_NOT_FOUND')])
  return { personId: person.id, institutionId: person.institutionId }
}
