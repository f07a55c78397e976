/** Relay connections over kernel pages. */

import type { ObjectRef } from '@pothos/core'
import type { Page } from '../kernel/page.ts'
import { builder } from './builder.ts'

const PageInfoRef = builder.objectRef<Page<unknown>['pageInfo']>('PageInfo').implement({
  description: 'Where a page stands in its list.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more rows follow.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'Whether rows stand before.' }),
    startCursor: t.exposeString('startCursor', { nullable: true, description: 'Cursor of the first row.' }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description: 'Give it as `after` for the next page.',
    }),
  }),
})

/**
 * The type `<name>Connection` whose nodes are `node`, whose rows are `Row`: for a loadable node the row may be its id.
 * `order` says how the list is sorted.
 */
export function connectionRef<Row, Extra extends object = object>(
  name: string,
  node: ObjectRef<(typeof builder)['$inferSchemaTypes'], Row | string, Row>,
  order: string,
) {
  const EdgeRef = builder.objectRef<Page<Row>['edges'][number]>(`${name}Edge`).implement({
    description: `One row of a ${name}Connection.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Opaque; give it as `after`.' }),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the field's type depends on what Row is.
      node: t.field({ type: node, description: 'The row itself.', resolve: (it) => it.node as never }),
    }),
  })
  return builder.objectRef<Page<Row> & Extra>(`${name}Connection`).implement({
    description: `A page of a list. Order: ${order}.`,
    fields: (t) => ({
      edges: t.field({ type: [EdgeRef], description: `Rows, ${order}.`, resolve: (it) => [...it.edges] }),
      pageInfo: t.field({
        type: PageInfoRef,
        description: 'Where the page stands.',
        resolve: (it) => it.pageInfo,
      }),
    }),
  })
}
