/** Where a category stands, by its code: `010000` over `010100` over `010101`. Pure. */

/** The code of the category above; null for one of the first level. */
export function parentCode(code: string): string | null {
  if (code.endsWith('0000')) return null
  return code.endsWith('00') ? rootCode(code) : `${code.slice(0, 4)}00`
}

/** The code of the first level over a category. */
export function rootCode(code: string): string {
  return `${code.slice(0, 2)}0000`
}
