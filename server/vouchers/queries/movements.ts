/** Movements of voucher money: added, and summed by kind. */

import { sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Movement, MOVEMENT_KINDS, movementId, type MovementKind } from '../rules/movements.ts'

/** Adds a movement; nothing moves where the amount is 0. The primary key refuses one that is there already. */
export async function insertMovement(
  trx: Trx,
  movement: Movement,
  { at, actorId }: { readonly at: Instant; readonly actorId: string | null },
): Promise<void> {
  if (movement.amountFen === 0) return
  await trx
    .insertInto('voucher_movement')
    .values({
      id: movementId(movement),
      programme_id: movement.programmeId,
      grant_id: movement.grantId,
      booking_id: movement.bookingId,
      claim_id: movement.claimId,
      kind: movement.kind,
      amount_fen: movement.amountFen,
      at,
      actor_id: actorId,
    })
    .execute()
}

export type MovementTotals = Readonly<Record<MovementKind, Fen>>

/** What has moved of each programme, by kind, in the order of `programmeIds`. */
export async function movementTotals(db: Db, programmeIds: readonly string[]): Promise<MovementTotals[]> {
  const rows = await db
    .selectFrom('voucher_movement')
    .select(['programme_id', 'kind', sql<number>`cast(sum(amount_fen) as bigint)`.as('total')])
    .where('programme_id', 'in', programmeIds)
    .groupBy(['programme_id', 'kind'])
    .execute()
  return programmeIds.map((id) => {
    const of = (kind: MovementKind) =>
      rows.find((it) => it.programme_id === id && it.kind === kind)?.total ?? 0
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets the literal types.
    return Object.fromEntries(MOVEMENT_KINDS.map((kind) => [kind, of(kind)])) as MovementTotals
  })
}
