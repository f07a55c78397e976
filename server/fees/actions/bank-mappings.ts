/** How the banks of an institution write their files, kept under a name. */

import type { Context } from '../../context.ts'
import { authorise } from '../../identity/rules.ts'
import { problem, refuse } from '../../kernel/problem.ts'
import { bankMappingsOf, type SavedMapping, upsertBankMapping } from '../queries/bank-files.ts'
import { BANK_MAPPINGS_MAX, type BankMapping, mappingProblems } from '../rules/bank-mapping.ts'

/** Formats by name, at most 20. */
export async function bankMappings(ctx: Context, institutionId: string): Promise<readonly SavedMapping[]> {
  authorise(ctx.viewer, 'seeBankLines', { institutionId })
  return bankMappingsOf(ctx.store.db, institutionId, BANK_MAPPINGS_MAX)
}

/** Keeps a format under its name; the same name again puts it right. */
export async function saveBankMapping(
  ctx: Context,
  { institutionId, mapping }: { readonly institutionId: string; readonly mapping: BankMapping },
): Promise<SavedMapping> {
  authorise(ctx.viewer, 'manageBankLines', { institutionId })
  const name = mapping.name.trim()
  const account = mapping.account.trim()
  return ctx.store.transact(async (trx) => {
    await ctx.store.dialect.lock(trx, [`bank-mappings:${institutionId}`])
    const known = await bankMappingsOf(trx, institutionId, BANK_MAPPINGS_MAX)
    const isFull = known.length === BANK_MAPPINGS_MAX && !known.some((it) => it.name === name)
    refuse([
      ...mappingProblems(mapping),
      ...(isFull ? [problem('BANK_MAPPINGS_FULL', [], { max: BANK_MAPPINGS_MAX })] : []),
    ])
    const form = { ...mapping, name, account, id: ctx.newId(), institutionId, savedAt: ctx.now() }
    const saved = await upsertBankMapping(trx, form)
    await ctx.audit(ctx, trx, {
      action: 'saveBankMapping',
      subjectType: 'BankMapping',
      subjectId: saved.id,
      detail: { institutionId, name, account },
    })
    return saved
  })
}
