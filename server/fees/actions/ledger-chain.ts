/** The chain of hashes over the ledger: sealed by a job, and checked when somebody asks. */

import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import {
  insertSeals,
  lastSeal,
  type Seal,
  type SealedTransfer,
  sealedTransferId,
  sealsAfter,
  unsealedCount,
  unsealedTransfers,
} from '../queries/ledger-chain.ts'

const BATCH = 500
const GENESIS = '0'.repeat(64)

/** Seals every transfer that waits. Returns how many. */
export async function sealLedger(ctx: Context): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await sealBatch(ctx)
    sealed += count
    if (count < BATCH) return sealed
  }
}

async function sealBatch(ctx: Context): Promise<number> {
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, ['ledger-seal'])
    const waiting = await unsealedTransfers(trx, BATCH)
    const last = await lastSeal(trx)
    let previousHash = last?.hash ?? GENESIS
    const seals = waiting.map((transfer, i): Seal => {
      const hash = sealOf(previousHash, transfer)
      const seal = { seq: (last?.seq ?? 0) + i + 1, hash, previousHash, transfer }
      previousHash = hash
      return seal
    })
    if (seals.length > 0) await insertSeals(trx, seals)
    return seals.length
  })
}

export type LedgerChain = {
  readonly sealedCount: number
  readonly unsealedCount: number
  /** The place of the first seal that does not fit its transfer or the seal before; null when all fit. */
  readonly brokenAt: number | null
  /** The transfer there; null where none is, or all fit. */
  readonly brokenTransferId: string | null
}

/** Walks the whole chain, from the first transfer of the city to the last one sealed. */
export async function ledgerChain(ctx: Context): Promise<LedgerChain> {
  authorise(ctx.viewer, 'seeLedger', { institutionId: null })
  const { db } = ctx.store
  const last = await lastSeal(db)
  const sealedCount = last?.seq ?? 0
  let before = { seq: 0, hash: GENESIS }
  let brokenAt: number | null = null
  while (brokenAt === null && before.seq < sealedCount) {
    const seals = await sealsAfter(db, before.seq, BATCH)
    const wanted = Math.min(BATCH, sealedCount - before.seq)
    const gap = seals.length < wanted ? before.seq + seals.length + 1 : undefined
    brokenAt = firstBroken(seals, before) ?? gap ?? null
    const end = seals.at(-1)
    before = { seq: before.seq + wanted, hash: end?.hash ?? before.hash }
  }
  return {
    sealedCount,
    unsealedCount: await unsealedCount(db),
    brokenAt,
    brokenTransferId: brokenAt === null ? null : ((await sealedTransferId(db, brokenAt)) ?? null),
  }
}

/** SHA-256 of a transfer and of the seal before it, in hexadecimal: no earlier transfer changes unseen. */
function sealOf(previousHash: string, transfer: SealedTransfer): string {
  const { id, debitAccountId, creditAccountId, amountFen, at } = transfer
  const fields = [previousHash, id, debitAccountId, creditAccountId, amountFen, at]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** The place in the chain of the first of these seals that does not fit; undefined when all fit. */
function firstBroken(
  seals: readonly Seal[],
  before: { readonly seq: number; readonly hash: string },
): number | undefined {
  let { seq, hash } = before
  for (const it of seals) {
    seq += 1
    if (it.seq !== seq || it.previousHash !== hash || it.hash !== sealOf(hash, it.transfer)) return seq
    hash = it.hash
  }
  return undefined
}
