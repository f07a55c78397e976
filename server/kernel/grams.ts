/**
 * Cuts text for search: Chinese into single characters and pairs, everything else into folded words.
 *
 * Pairs find every Chinese word of two characters and more; single characters serve one-character queries.
 */

const HAN = /\p{Script=Han}+/gu
const WORD = /[\p{Letter}\p{Number}]+/gu

/** Every token under which `text` is found, each once. */
export function gramsOfText(text: string): readonly string[] {
  const folded = fold(text)
  const grams = new Set<string>()
  for (const [run] of folded.matchAll(HAN)) {
    const characters = Array.from(run)
    characters.forEach((it, i) => {
      grams.add(it)
      const next = characters[i + 1]
      if (next) grams.add(it + next)
    })
  }
  for (const [word] of folded.replaceAll(HAN, ' ').matchAll(WORD))
    prefixes(word).forEach((it) => grams.add(it))
  return [...grams]
}

/** The tokens that a text must hold to match `query`; all of them must be there. Empty when there is nothing to search. */
export function gramsOfQuery(query: string): readonly string[] {
  const folded = fold(query)
  const grams = new Set<string>()
  for (const [run] of folded.matchAll(HAN)) {
    const characters = Array.from(run)
    if (characters.length === 1) grams.add(run)
    characters.slice(1).forEach((it, i) => grams.add(`${characters[i]}${it}`))
  }
  for (const [word] of folded.replaceAll(HAN, ' ').matchAll(WORD)) grams.add(word.slice(0, PREFIX_MAX))
  return [...grams]
}

const PREFIX_MAX = 12

/** Words are found by any beginning of two letters and more, so that `apreo` finds while it is typed. */
function prefixes(word: string): readonly string[] {
  const longest = Math.min(word.length, PREFIX_MAX)
  return Array.from({ length: Math.max(longest - 1, 1) }, (_, i) => word.slice(0, Math.min(i + 2, longest)))
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
