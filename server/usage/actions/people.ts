/** For whom a use is recorded: people are named by their addresses. */

import type { Db } from '../../database.ts'
import { problem, Rejection } from '../../kernel/problem.ts'
import { type Customer, peopleByEmails } from '../queries/people.ts'

/** Who has this address; undefined when none is given. Refuses an address that nobody has. */
export async function personByEmail(db: Db, email: string | null | undefined): Promise<Customer | undefined> {
  const wanted = email?.trim().toLowerCase() ?? ''
  if (wanted === '') return undefined
  const [person] = await peopleByEmails(db, [wanted])
  if (!person) throw new Rejection([problem('USER_UNKNOWN')])
  return person
}
