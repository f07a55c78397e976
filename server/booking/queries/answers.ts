/** What people answered to the forms of instruments. */

import { type FormKey, formsByKeys } from '../../catalog/queries/policy-layers.ts'
import type { Answer, FormField } from '../../catalog/rules/form-fields.ts'
import type { Db, Trx } from '../../database.ts'

/** An answer with the question, as both were then. */
export type AnsweredField = { readonly field: FormField; readonly value: string }

export async function insertAnswers(
  trx: Trx,
  bookingId: string,
  { instrumentId, version }: FormKey,
  answers: readonly Answer[],
): Promise<void> {
  await trx
    .insertInto('booking_answer')
    .values({
      booking_id: bookingId,
      instrument_id: instrumentId,
      form_version: version,
      answers: JSON.stringify(answers),
    })
    .execute()
}

/** What was answered with each booking, in the order of `bookingIds` and of the form; empty where nothing was asked. */
export async function answersByBookingIds(db: Db, bookingIds: readonly string[]): Promise<AnsweredField[][]> {
  if (bookingIds.length === 0) return []
  const rows = await db
    .selectFrom('booking_answer')
    .selectAll()
    .where('booking_id', 'in', bookingIds)
    .execute()
  const forms = await formsByKeys(
    db,
    rows.map((it) => ({ instrumentId: it.instrument_id, version: it.form_version })),
  )
  const found = new Map(
    rows.map((it, i) => {
      const answers: readonly Answer[] = JSON.parse(it.answers)
      const fields = forms[i] ?? []
      return [
        it.booking_id,
        answers.flatMap(({ key, value }) => {
          const field = fields.find((each) => each.key === key)
          return field ? [{ field, value }] : []
        }),
      ]
    }),
  )
  return bookingIds.map((it) => found.get(it) ?? [])
}
