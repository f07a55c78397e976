/** The check of the ledger in the schema. */

import { builder } from '../../graphql/builder.ts'
import { type LedgerChain, ledgerChain } from '../actions/ledger-chain.ts'
import { type AccountBalance, type LedgerCheck, ledgerCheck } from '../actions/ledger.ts'

const AccountBalanceRef = builder.objectRef<AccountBalance>('AccountBalance').implement({
  description: 'All accounts of one kind together.',
  fields: (t) => ({
    account: t.exposeString('kind', { description: 'receivable, income, clearing, waivers or voucher.' }),
    labelZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    labelEn: t.exposeString('nameEn', { description: 'English name.' }),
    balanceFen: t.expose('balanceFen', { type: 'Fen', description: 'Debits less credits.' }),
  }),
})

const LedgerCheckRef = builder.objectRef<LedgerCheck>('LedgerCheck').implement({
  description: 'The ledger added up, and held against charges, waivers and payments.',
  fields: (t) => ({
    balanced: t.exposeBoolean('balanced', {
      description:
        'Whether debits and credits are equal and every balance agrees with what was charged, waived and paid.',
    }),
    debitFen: t.expose('debitFen', { type: 'Fen', description: 'The sum of all debits.' }),
    creditFen: t.expose('creditFen', { type: 'Fen', description: 'The sum of all credits.' }),
    transferCount: t.exposeInt('transferCount', { description: 'How many transfers there are.' }),
    balances: t.field({
      type: [AccountBalanceRef],
      description: 'Receivable, income, clearing, waivers, voucher; together they are 0.',
      resolve: (it) => [...it.balances],
    }),
  }),
})

builder.queryField('ledgerCheck', (t) =>
  t.field({
    type: LedgerCheckRef,
    description:
      'The ledger of one institution for its finance, or of the city for administrators and auditors.',
    args: { providerId: t.arg.id({ required: false, description: 'Left out: the whole city.' }) },
    resolve: (_root, args, ctx) => ledgerCheck(ctx, args.providerId ?? null),
  }),
)

const LedgerChainRef = builder.objectRef<LedgerChain>('LedgerChain').implement({
  description: 'The chain of hashes over all transfers, walked from the first to the last.',
  fields: (t) => ({
    sealedCount: t.exposeInt('sealedCount', { description: 'How many transfers are sealed.' }),
    unsealedCount: t.exposeInt('unsealedCount', {
      description: 'How many wait for their seal, seconds at most.',
    }),
    brokenAt: t.exposeInt('brokenAt', {
      nullable: true,
      description: 'The place of the first that does not fit, counted from 1; null when all fit.',
    }),
    brokenTransferId: t.exposeString('brokenTransferId', {
      nullable: true,
      description: 'The transfer there.',
    }),
  }),
})

builder.queryField('ledgerChain', (t) =>
  t.field({
    type: LedgerChainRef,
    description: 'Whether any transfer was changed after it was sealed; for administrators and auditors.',
    complexity: 1000,
    resolve: (_root, _args, ctx) => ledgerChain(ctx),
  }),
)
