/** Secrets: random tokens kept as hashes, passwords as argon2id. */

import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Parameters of OWASP's password storage cheat sheet for argon2id: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A secret of 256 random bits, in base64url. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** How a random secret is stored and looked up. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

export function hashOfPassword(password: string): Promise<string> {
  return hash(password, ARGON2)
}

let decoy: Promise<string> | undefined

/** Whether the password fits; takes as long when there is no such account (`passwordHash` undefined). */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashOfPassword(randomSecret())
  const fits = await verify(passwordHash ?? (await decoy), password)
  return fits && passwordHash !== undefined
}
