/** Approving one request or many: each is decided by itself, and all that were refused are told together. */

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Problem } from '../data/action.ts'
import { execute } from '../data/execute.ts'
import { DeskApproveDocument } from './operations.ts'

export function useApproval() {
  const client = useQueryClient()
  const [problems, setProblems] = useState<readonly Problem[]>([])

  async function decide(ids: readonly string[]): Promise<readonly string[]> {
    const done: string[] = []
    const refused: Problem[] = []
    try {
      for (const bookingId of ids) {
        // One after the other: each approval is a transaction of its own, and their order is the order of the list.
        // oxlint-disable-next-line eslint/no-await-in-loop
        const { approveBooking } = await execute(DeskApproveDocument, { input: { bookingId } })
        if ('problems' in approveBooking) refused.push(...approveBooking.problems)
        else done.push(bookingId)
      }
    } finally {
      setProblems(refused)
      if (done.length > 0) await client.invalidateQueries()
    }
    return done
  }

  const mutation = useMutation({ mutationFn: decide })
  return {
    /** Answers with the ids that were approved. */
    approve: (ids: readonly string[]): Promise<readonly string[]> =>
      mutation.mutateAsync(ids).catch(() => []),
    pending: mutation.isPending,
    problems,
    failure: mutation.error,
  }
}
