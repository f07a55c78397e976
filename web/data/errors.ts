/** What can go wrong between a page and the server, told apart so that a page can say what to do. */

/** The server was not reached; nothing was done, and what the person typed is still there. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
}

/** The server wants to know who is asking. */
export class SignInRequired extends Error {
  override readonly name = 'SignInRequired'
}

/** The person is known, and may not see this. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden'
}

/** The server answered with an error of its own; `code` is its public code. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}
