/** How the body of a GraphQL request is taken: JSON of a bounded size, and nothing that a form could send. */

import express, { type Request, type Response } from 'express'

const BODY_MAX = '256kb'

export const graphqlBody = [refuseForms, express.json({ limit: BODY_MAX, type: () => true })]

/** A form of another site can send neither of these types. */
function refuseForms(request: Request, response: Response, next: () => void): void {
  const isJson = /^application\/(json|graphql\+json)\b/.test(request.headers['content-type'] ?? '')
  if (request.method === 'POST' && !isJson) {
    response.status(415).json({ errors: [{ message: 'Send application/json.' }] })
    return
  }
  next()
}
