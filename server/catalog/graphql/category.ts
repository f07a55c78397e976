/** Categories in the schema. */

import { builder } from '../../graphql/builder.ts'
import { foundOrError } from '../../graphql/loaders.ts'
import {
  categories,
  categoriesByCodes,
  type Category,
  instrumentCountsByCategory,
} from '../queries/categories.ts'

const CATEGORIES_SHOWN = 50
const CATEGORIES_MAX = 1_000

export const CategoryRef = builder.loadableObjectRef<Category, string>('Category', {
  load: (codes, ctx) => foundOrError(categoriesByCodes(ctx.store.db, codes)),
  toKey: (it) => it.code,
  cacheResolved: true,
})
CategoryRef.implement({
  description: 'A kind of instrument in the classification of the national network (NRII), in three levels.',
  fields: (t) => ({
    code: t.exposeID('code', { description: 'Six digits: 010000 holds 010100 holds 010101.' }),
    nameZh: t.exposeString('nameZh', { description: 'Chinese name.' }),
    nameEn: t.exposeString('nameEn', { nullable: true, description: 'English name.' }),
    level: t.exposeInt('level', { description: '1, 2 or 3.' }),
    parentCode: t.exposeString('parentCode', {
      nullable: true,
      description: 'The category above; null at level 1.',
    }),
    instrumentCount: t.loadable({
      type: 'Int',
      description: 'How many published instruments it and the categories below it hold.',
      load: (codes: string[], ctx) => instrumentCountsByCategory(ctx.store.db, codes),
      resolve: (it) => it.code,
    }),
  }),
})

builder.queryField('categories', (t) =>
  t.field({
    type: [CategoryRef],
    description: 'Categories by code: those of level 1 unless told otherwise.',
    complexity: (args) => ({
      field: 1,
      multiplier: Math.min(args.first ?? CATEGORIES_SHOWN, CATEGORIES_MAX),
    }),
    args: {
      parentCode: t.arg.string({ required: false, description: 'Only the children of this category.' }),
      text: t.arg.string({
        required: false,
        description: 'Part of a name or of another name, or the begin of a code.',
      }),
      first: t.arg.int({ required: false, description: 'How many, 1 to 1000; 50 unless told.' }),
    },
    resolve: (_root, args, ctx) => {
      const limit = Math.min(Math.max(args.first ?? CATEGORIES_SHOWN, 1), CATEGORIES_MAX)
      return categories(ctx.store.db, args, limit)
    },
  }),
)
