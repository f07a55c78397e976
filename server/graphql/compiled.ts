/**
 * Compiles an operation when it comes for the second time: lists are answered about twice as fast, and an operation
 * that comes once costs nothing more.
 */

import { useGraphQlJit } from '@envelop/graphql-jit'
import { type DocumentNode, Kind } from 'graphql'

export function useCompiledOperations() {
  const seen = new WeakSet<DocumentNode>()
  return useGraphQlJit(
    {},
    {
      enableIf: ({ document, operationName }) => {
        if (!isOnly(document, operationName)) return false
        const comesAgain = seen.has(document)
        seen.add(document)
        return comesAgain
      },
    },
  )
}

/** What was compiled is kept for the document, whatever operation of it is asked for: so there may be only one. */
function isOnly(document: DocumentNode, name: string | null | undefined): boolean {
  const operations = document.definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION)
  return operations.length === 1 && (name == null || operations[0]?.name?.value === name)
}
