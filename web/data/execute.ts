/** One request to the API: sends the hash of a persisted operation with its variables, answers with its data. */

import type { TypedDocumentString } from '../gql/graphql.ts'
import { Forbidden, NetworkError, ServerError, SignInRequired } from './errors.ts'

type Answer<Data> = {
  readonly data?: Data | null
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

/** The name under which the server knows an operation. */
export function hashOf(document: TypedDocumentString<unknown, never>): string {
  const { __meta__: meta } = document
  const hash: unknown = meta?.['hash']
  if (typeof hash !== 'string') throw new Error('This document was not generated.')
  return hash
}

/** Throws NetworkError, SignInRequired, Forbidden or ServerError; never answers with part of the data. */
export async function execute<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const response = await reach(hashOf(document), variables, signal)
  const answer = await read<Data>(response)
  const [error] = answer.errors ?? []
  if (error) throw errorOf(error.message, error.extensions?.code ?? 'INTERNAL_SERVER_ERROR')
  if (response.status === 401) throw new SignInRequired(response.statusText)
  if (response.status === 403) throw new Forbidden(response.statusText)
  if (answer.data === undefined || answer.data === null) {
    throw new ServerError(`HTTP ${response.status}`, `HTTP_${response.status}`)
  }
  return answer.data
}

async function reach(
  sha256Hash: string,
  variables: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        'accept-language': document.documentElement.lang,
        'x-requested-with': 'web',
      },
      body: JSON.stringify({ variables, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new NetworkError('The server was not reached.', { cause: error })
  }
}

async function read<Data>(response: Response): Promise<Answer<Data>> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's schema is the type of its answers.
    return (await response.json()) as Answer<Data>
  } catch {
    return {}
  }
}

function errorOf(message: string, code: string): Error {
  if (code === 'SIGN_IN_REQUIRED' || code === 'UNAUTHENTICATED') return new SignInRequired(message)
  if (code === 'FORBIDDEN') return new Forbidden(message)
  return new ServerError(message, code)
}
