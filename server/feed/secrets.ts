/** Signs what harvesters carry for us, so that we believe only what we wrote. */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** `payload` with its signature, in letters that need no escaping. */
export function signed(payload: string, secret: string): string {
  return `${Buffer.from(payload).toString('base64url')}.${signatureOf(payload, secret)}`
}

/** The payload of a token that `signed` wrote with the same secret; undefined for any other text. */
export function payloadOf(token: string, secret: string): string | undefined {
  const [body = '', signature = '', ...rest] = token.split('.')
  const payload = Buffer.from(body, 'base64url').toString()
  return rest.length === 0 && isSame(signature, signatureOf(payload, secret)) ? payload : undefined
}

/** Compares two secrets in a time that says nothing about where they differ. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function signatureOf(payload: string, secret: string): string {
  return createHmac('sha256', secret).update(`resumption\n${payload}`).digest('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
