/** Codes of the classification: six digits, two for each level; `00` stands for "all of it". */

const LEVELS = [2, 4, 6] as const

/** The codes from the first level down to `code` itself: `010101` is in `010000`, `010100` and `010101`. */
export function codePath(code: string): readonly string[] {
  const path = LEVELS.map((digits) => code.slice(0, digits).padEnd(6, '0'))
  return [...new Set(path)]
}

/** The greatest code of the branch that begins at `code`: `010100` reaches to `010199`. */
export function lastCodeOf(code: string): string {
  return code.replace(/(00)+$/, (zeros) => '9'.repeat(zeros.length))
}
