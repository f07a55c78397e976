/** Changing something: runs a mutation, keeps every reason of a refusal, and asks to sign in where that is the reason. */

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RejectedFragment, TypedDocumentString } from '../gql/graphql.ts'
import { SignInRequired } from './errors.ts'
import { execute } from './execute.ts'
import { askToSignIn } from './sign-in-prompt.ts'

/** One reason why the server refused; `refs` are the ids of what stands in the way, `item` which of several it is about. */
export type Problem = {
  readonly code: string
  readonly message: string
  readonly refs: readonly string[]
  readonly item?: number | null
  /** Whether the viewer may set it aside with a reason. */
  readonly overridable?: boolean
}

type Thing<Data> = Exclude<Data[keyof Data], RejectedFragment>

/** True when a mutation's answer is a refusal. */
function isRejection(answer: unknown): answer is RejectedFragment {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    '__typename' in answer &&
    answer['__typename'] === 'Rejection'
  )
}

/** The value of the document's one root field. */
function only(data: object): unknown {
  return Reflect.get(data, Object.keys(data)[0] ?? '')
}

/**
 * `run(variables)` answers with the changed thing, or undefined after a refusal, whose `problems` are then all here.
 * `failure` is what is not a refusal: the network or the server. After success everything on screen is read again.
 * The document has one root field, whose selection has `__typename` and `...Rejected`.
 */
export function useAction<Data extends object, Variables>(document: TypedDocumentString<Data, Variables>) {
  const client = useQueryClient()
  const [problems, setProblems] = useState<readonly Problem[]>([])

  async function attempt(variables: Variables, mayAsk: boolean): Promise<Thing<Data> | undefined> {
    try {
      const answer = only(await execute(document, variables))
      if (!isRejection(answer)) {
        await client.invalidateQueries()
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is no refusal is the thing.
        return answer as Thing<Data>
      }
      const codes: readonly string[] = answer.problems.map((it) => it.code)
      if (codes.includes('SIGN_IN_REQUIRED') && mayAsk && (await askToSignIn()))
        return await attempt(variables, false)
      setProblems(answer.problems)
      // What is on screen may be older than the reasons.
      void client.invalidateQueries()
      return undefined
    } catch (error) {
      if (error instanceof SignInRequired && mayAsk && (await askToSignIn())) return attempt(variables, false)
      throw error
    }
  }

  const mutation = useMutation({
    mutationFn: (variables: Variables) => {
      setProblems([])
      return attempt(variables, true)
    },
  })
  return {
    run: (variables: Variables): Promise<Thing<Data> | undefined> =>
      mutation.mutateAsync(variables).catch(() => undefined),
    pending: mutation.isPending,
    problems,
    failure: mutation.error,
    clear: () => {
      setProblems([])
      mutation.reset()
    },
  }
}
