/** Usage records in the schema. Maps arguments to one action or query. */

import { builder } from '../graphql/builder.ts'
import { foundOrError } from '../graphql/loaders.ts'
import { type UsageRecord, usageByIds } from './queries.ts'

export const UsageRecordRef = builder.loadableObjectRef<UsageRecord, string>('UsageRecord', {
  load: (ids, ctx) => foundOrError(usageByIds(ctx.store.db, ids)),
  toKey: (it) => it.id,
  cacheResolved: true,
})
UsageRecordRef.implement({
  description: 'What really happened in a booking.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    startedAt: t.expose('startedAt', { type: 'Instant', description: 'When the person was checked in.' }),
    endedAt: t.expose('endedAt', {
      type: 'Instant',
      nullable: true,
      description: 'When the person was checked out; null while the instrument is in use.',
    }),
  }),
})
