/** A Rejection in a read: mutations answer with it as a union member, reads as an error with its code and problems. */

import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../context.ts'
import { type Locale, problemText, Rejection } from '../kernel/problem.ts'

/** `extensions`: `code` is the first problem's, `problems` are all of them with sentences in the reader's language. */
export function useRejections(): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result, setResult }) => {
        const errors = 'errors' in result ? result.errors : undefined
        if (errors === undefined) return
        const context: Context = args.contextValue
        const told: ExecutionResult = {
          ...result,
          errors: errors.map((it) => toldError(it, context.locale)),
        }
        setResult(told)
      },
    }),
  }
}

function toldError(error: GraphQLError, locale: Locale): GraphQLError {
  const { originalError, nodes, path } = error
  if (!(originalError instanceof Rejection)) return error
  const problems = originalError.problems.map((it) => ({
    code: it.code,
    message: problemText(it, locale),
    refs: it.refs,
  }))
  return new GraphQLError(problems.map((it) => it.message).join(' '), {
    nodes: nodes ?? null,
    path: path ?? null,
    extensions: { code: problems[0]?.code ?? 'REJECTED', problems },
  })
}
