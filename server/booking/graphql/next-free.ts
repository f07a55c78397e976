/** The catalog by the next free start, in the schema. */

import { InstrumentConnectionRef, InstrumentFilterInput } from '../../catalog/graphql/instruments.ts'
import { builder } from '../../graphql/builder.ts'
import { instrumentsByNextFree } from '../actions/next-free.ts'

builder.queryField('instrumentsByNextFree', (t) =>
  t.field({
    type: InstrumentConnectionRef,
    description:
      'The catalog by `nextFreeAt`, then by id; at the end what is out of order or has no free start in two weeks. ' +
      'Of more than 10000 instruments the first by name.',
    complexity: (args) => ({ field: 1, multiplier: Math.min(args.first ?? 20, 100) }),
    args: {
      filter: t.arg({ type: InstrumentFilterInput, required: false, description: 'Which.' }),
      first: t.arg.int({ required: false, description: 'Page size, 1 to 100; 20 unless told.' }),
      after: t.arg.string({ required: false, description: 'Cursor of the row before the page.' }),
    },
    resolve: (_root, { filter, ...args }, ctx) => instrumentsByNextFree(ctx, filter ?? {}, args),
  }),
)
