/** A first password: random, easy to read out, of all four kinds of characters. */

const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'
const BLOCK = 4

/** `count` characters out of `alphabet`, each as likely as the others. */
function drawn(alphabet: string, count: number): string {
  const limit = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(count * 2))) {
      if (byte < limit && text.length < count) text += alphabet[byte % alphabet.length] ?? ''
    }
  }
  return text
}

/** Like `Kxmw-7426-bqhz-tnfd`: 16 random characters. */
export function newPassword(): string {
  const blocks = [
    drawn(CAPITALS, 1) + drawn(LETTERS, BLOCK - 1),
    drawn(DIGITS, BLOCK),
    drawn(LETTERS, BLOCK),
    drawn(LETTERS, BLOCK),
  ]
  return blocks.join('-')
}
