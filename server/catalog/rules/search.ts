/** Under which words an instrument is found, and in which order a search shows what it found. */

import { gramsOfQuery, gramsOfText } from '../../kernel/grams.ts'
import { type InstrumentForm, isInOrder } from './instrument.ts'

type Names = { readonly nameZh: string; readonly nameEn: string | null }

export type SearchSubject = {
  readonly form: InstrumentForm
  readonly institution: Names
  readonly district: Names
  /** Its category and those above. */
  readonly categories: readonly (Names & { readonly aliasesZh: readonly string[] })[]
}

/**
 * Marks before the tokens of a name, and of a heading (name, model, keywords, categories). Private characters: no text
 * that is cut into tokens holds them, and a text index takes them for letters.
 */
const NAME_MARK = '\uE000'
const HEADING_MARK = '\uE001'

const QUERY_LENGTH_MAX = 100

/** Every token of the text index for an instrument. One that is out of order has no marked tokens, and so comes last. */
export function searchGrams({ form, institution, district, categories }: SearchSubject): readonly string[] {
  const name = [form.nameZh, form.nameEn]
  const kinds = categories.flatMap((it) => [it.nameZh, it.nameEn, ...it.aliasesZh])
  const heading = [...name, form.model, ...form.keywordsZh, ...kinds]
  const specs = form.specs.flatMap((it) => [it.name, it.value, it.unit])
  const body = [form.manufacturer, form.functionsZh, form.serviceContentZh, form.techSpecsZh, ...specs]
  const places = [institution.nameZh, institution.nameEn, district.nameZh, district.nameEn]
  const everywhere = grams([...heading, ...body, ...places])
  if (!isInOrder(form.runStatus)) return everywhere
  return [
    ...grams(name).map((it) => NAME_MARK + it),
    ...grams(heading).map((it) => HEADING_MARK + it),
    ...everywhere,
  ]
}

/**
 * The tokens of a query for each tier of its results, best first: all words in the name, all in the heading, all
 * anywhere. Each tier holds the one before. Empty when there is nothing to search.
 */
export function searchTiers(query: string): readonly (readonly string[])[] {
  const wanted = gramsOfQuery(query.slice(0, QUERY_LENGTH_MAX))
  if (wanted.length === 0) return []
  return [wanted.map((it) => NAME_MARK + it), wanted.map((it) => HEADING_MARK + it), wanted]
}

/** Texts are cut apart from each other, so that no pair of characters reaches from one into the next. */
function grams(texts: readonly (string | null)[]): readonly string[] {
  return gramsOfText(texts.filter((it) => it !== null).join('\n'))
}
