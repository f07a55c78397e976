/** Approving one request or many: each is decided by itself, and all that were refused are told together. */

import { useDecide } from '../approvals/use-decide.ts'

export function useApproval() {
  const { decide, pending, problems, refusedIds, failure } = useDecide()
  return {
    /** Answers with the ids that were approved. `reason`: sets aside what staff may set aside. */
    approve: (ids: readonly string[], reason?: string): Promise<readonly string[]> =>
      decide({ ids, approve: true, override: reason }),
    pending,
    problems,
    /** The requests that the problems are about. */
    refusedIds,
    failure,
  }
}
