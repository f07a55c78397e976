/** What charges would have been under another tariff, in the schema. */

import { builder, IntervalInput, ProblemRef } from '../../graphql/builder.ts'
import { reprice, type RepricedCharge, type Repricing } from '../actions/reprice.ts'
import { ChargeRef } from './charges.ts'
import { PriceLineRef } from './prices.ts'
import { SetTariffInput, tariffFormOf } from './tariffs.ts'

const RepricedChargeRef = builder.objectRef<RepricedCharge>('RepricedCharge').implement({
  description: 'A charge, and what it would have been.',
  fields: (t) => ({
    charge: t.field({ type: ChargeRef, description: 'As it was made.', resolve: (it) => it.charge }),
    lines: t.field({
      type: [PriceLineRef],
      description: 'How the other amount comes about; empty where nothing would be due.',
      resolve: (it) => [...it.lines],
    }),
    amountFen: t.expose('amountFen', { type: 'Fen', description: 'What would be owed.' }),
    differenceFen: t.field({
      type: 'Fen',
      description: 'What would be owed more; negative where it is less.',
      resolve: (it) => it.amountFen - it.charge.amountFen,
    }),
  }),
})

const RepricingRef = builder.objectRef<Repricing>('Repricing').implement({
  description:
    'What has been charged, and what it would have been. Waived and reversed charges are left out.',
  fields: (t) => ({
    charges: t.field({
      type: [RepricedChargeRef],
      description: 'Those that would differ most first.',
      args: { first: t.arg.int({ required: false, description: '1 to 100; 20 unless told.' }) },
      resolve: (it, { first }) => it.charges.slice(0, Math.min(100, Math.max(1, first ?? 20))),
    }),
    count: t.int({ description: 'How many charges were looked at.', resolve: (it) => it.charges.length }),
    hasMore: t.exposeBoolean('hasMore', {
      description: 'Whether there are more than were looked at: the latest 5,000.',
    }),
    chargedFen: t.expose('chargedFen', { type: 'Fen', description: 'What was charged, all together.' }),
    repricedFen: t.expose('repricedFen', { type: 'Fen', description: 'What it would have been.' }),
    differenceFen: t.field({
      type: 'Fen',
      description: 'What would have been owed more; negative where it is less.',
      resolve: (it) => it.repricedFen - it.chargedFen,
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Every reason why it cannot be reckoned; empty when it can.',
      resolve: (it) => [...it.problems],
    }),
  }),
})

const RepriceInput = builder.inputType('RepriceInput', {
  description: 'A tariff, and the charges that are reckoned by it.',
  fields: (t) => ({
    tariff: t.field({
      type: SetTariffInput,
      description:
        'As it would be set; its instrument and class say which charges, its first day does not count.',
    }),
    during: t.field({ type: IntervalInput, description: 'In which the bookings start; at most 366 days.' }),
  }),
})

builder.queryField('reprice', (t) =>
  t.field({
    type: RepricingRef,
    description:
      'What charges would have been under another tariff, without touching them; for those who set it.',
    complexity: 50,
    args: { input: t.arg({ type: RepriceInput, description: 'Which, and by what.' }) },
    resolve: (_root, { input: { tariff, during } }, ctx) =>
      reprice(ctx, { tariff: tariffFormOf(tariff), during }),
  }),
)
