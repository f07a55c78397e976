/** Whom something is booked for. */

import { instrumentsByIds } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../database.ts'
import { peopleByIds } from '../../identity/queries/people.ts'
import { authorise, may, type Viewer } from '../../identity/rules.ts'
import { groupOfPerson } from '../../institutions/queries/groups.ts'
import { problem, Rejection } from '../../kernel/problem.ts'

export type Customer = Pick<Viewer, 'personId' | 'institutionId'>

type ForWhom = {
  readonly instrumentId: string
  /** Left out: the viewer. Staff may book for others, and members of a research group for each other. */
  readonly forPersonId?: string | null | undefined
}

/**
 * Whom a booking is for, with his institution: others only where the viewer keeps or manages the instrument, or belongs
 * to the same research group.
 */
export async function customerOf(
  ctx: Context,
  viewer: Viewer,
  { instrumentId, forPersonId }: ForWhom,
): Promise<Customer> {
  if (!forPersonId || forPersonId === viewer.personId) return viewer
  const [instrument] = await instrumentsByIds(ctx.store.db, [instrumentId])
  const place = { institutionId: instrument?.institutionId ?? null }
  const isAllowed =
    may(viewer, 'bookForOthers', place) || (await isColleague(ctx.store.db, viewer, forPersonId))
  if (!isAllowed) authorise(viewer, 'bookForOthers', place)
  const [person] = await peopleByIds(ctx.store.db, [forPersonId])
  if (!person) throw new Rejection([problem('PERSON_NOT_FOUND')])
  return { personId: person.id, institutionId: person.institutionId }
}

/** Whether somebody belongs to the research group of the viewer. */
async function isColleague(db: Db, { personId, institutionId }: Viewer, otherId: string): Promise<boolean> {
  if (institutionId === null) return false
  const [own, other] = await Promise.all([
    groupOfPerson(db, personId, institutionId),
    groupOfPerson(db, otherId, institutionId),
  ])
  return own !== undefined && own.id === other?.id
}
