/** Where instruments come from: ISO 3166-1 alpha-2, and their names as the browser knows them. */

export const ORIGIN_COUNTRIES = [
  'CN',
  'US',
  'DE',
  'JP',
  'GB',
  'CH',
  'FR',
  'NL',
  'KR',
  'SE',
  'IT',
  'AT',
  'FI',
  'DK',
  'NO',
  'CZ',
  'BE',
  'ES',
  'CA',
  'AU',
  'SG',
  'IL',
  'IN',
  'RU',
  'BY',
] as const

const names = new Map<string, Intl.DisplayNames>()

export function countryName(code: string, language: string): string {
  const known = names.get(language) ?? new Intl.DisplayNames(language, { type: 'region' })
  names.set(language, known)
  return known.of(code) ?? code
}
