/** The errors of OAI-PMH 2.0, one row each, and what a good request means. */

import { expect, test } from 'vitest'
import { harvestRequest } from '../../../server/feed/rules/harvest-request.ts'

/** The arguments of a query string. */
function given(query: string): [string, string][] {
  return [...new URLSearchParams(query)]
}

function errorsOf(query: string): readonly string[] {
  const parsed = harvestRequest(given(query))
  return 'errors' in parsed ? parsed.errors.map((each) => `${each.code} ${each.problem.code}`) : []
}

test.each([
  ['', 'badVerb FEED_VERB_UNKNOWN'],
  ['verb=', 'badVerb FEED_VERB_UNKNOWN'],
  ['verb=identify', 'badVerb FEED_VERB_UNKNOWN'],
  ['verb=Harvest', 'badVerb FEED_VERB_UNKNOWN'],
  ['verb=constructor', 'badVerb FEED_VERB_UNKNOWN'],
  ['verb=Identify&verb=Identify', 'badVerb FEED_VERB_UNKNOWN'],
  ['metadataPrefix=oai_dc', 'badVerb FEED_VERB_UNKNOWN'],
  ['verb=Identify&metadataPrefix=oai_dc', 'badArgument FEED_ARGUMENT_UNKNOWN'],
  ['verb=Identify&__proto__=1', 'badArgument FEED_ARGUMENT_UNKNOWN'],
  ['verb=ListMetadataFormats&set=cat', 'badArgument FEED_ARGUMENT_UNKNOWN'],
  ['verb=ListSets&from=2026-01-01', 'badArgument FEED_ARGUMENT_UNKNOWN'],
  [
    'verb=GetRecord&identifier=x&metadataPrefix=oai_dc&resumptionToken=x',
    'badArgument FEED_ARGUMENT_UNKNOWN',
  ],
  ['verb=ListRecords', 'badArgument FEED_ARGUMENT_MISSING'],
  ['verb=ListIdentifiers', 'badArgument FEED_ARGUMENT_MISSING'],
  ['verb=ListRecords&metadataPrefix=', 'badArgument FEED_ARGUMENT_MISSING'],
  ['verb=GetRecord&identifier=x', 'badArgument FEED_ARGUMENT_MISSING'],
  ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument FEED_ARGUMENT_MISSING'],
  ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', 'badArgument FEED_ARGUMENT_REPEATED'],
  ['verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc', 'badArgument FEED_ARGUMENT_EXCLUSIVE'],
  ['verb=ListRecords&resumptionToken=x&until=2026-01-01', 'badArgument FEED_ARGUMENT_EXCLUSIVE'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=yesterday', 'badArgument FEED_DATE_INVALID'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=', 'badArgument FEED_DATE_INVALID'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument FEED_DATE_INVALID'],
  ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01', 'badArgument FEED_DATE_INVALID'],
  ['verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-01T00:00:00', 'badArgument FEED_DATE_INVALID'],
  ['verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-01T24:00:00Z', 'badArgument FEED_DATE_INVALID'],
  ['verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-01T00:00:00.5Z', 'badArgument FEED_DATE_INVALID'],
  [
    'verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-01T00:00:00%2B08:00',
    'badArgument FEED_DATE_INVALID',
  ],
  [
    'verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z',
    'badArgument FEED_GRANULARITY_MIXED',
  ],
  [
    'verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01',
    'badArgument FEED_RANGE_BACKWARDS',
  ],
  ['verb=ListRecords&metadataPrefix=oai_dc&set=cat%3A', 'badArgument FEED_SET_INVALID'],
  ['verb=ListRecords&metadataPrefix=oai_dc&set=%E5%88%86%E6%9E%90', 'badArgument FEED_SET_INVALID'],
  ['verb=ListRecords&metadataPrefix=marc21', 'cannotDisseminateFormat FEED_FORMAT_UNKNOWN'],
])('%s is refused: %s', (query, error) => {
  expect(errorsOf(query)).toEqual([error])
})

test('every reason is told at once', () => {
  expect(errorsOf('verb=ListRecords&set=cat&set=org&page=2')).toEqual([
    'badArgument FEED_ARGUMENT_REPEATED',
    'badArgument FEED_ARGUMENT_UNKNOWN',
    'badArgument FEED_ARGUMENT_MISSING',
  ])
  expect(errorsOf('verb=ListRecords&metadataPrefix=marc21&from=x&set=:')).toEqual([
    'badArgument FEED_DATE_INVALID',
    'badArgument FEED_SET_INVALID',
    'cannotDisseminateFormat FEED_FORMAT_UNKNOWN',
  ])
})

const NEW_YEAR = Date.UTC(2026, 0, 1)

test.each([
  ['from=2026-01-01&until=2026-01-01', NEW_YEAR, NEW_YEAR + 86_400_000],
  ['from=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z', NEW_YEAR, NEW_YEAR + 1_000],
  ['until=2026-01-01T00:00:00Z', null, NEW_YEAR + 1_000],
  ['from=2026-01-01', NEW_YEAR, null],
  ['', null, null],
])('%s is from %s to before %s', (span, from, before) => {
  expect(harvestRequest(given(`verb=ListRecords&metadataPrefix=pidinst&set=cat:01&${span}`))).toEqual({
    request: { verb: 'ListRecords', format: 'pidinst', set: 'cat:01', from, before },
  })
})

test.each([
  ['verb=Identify', { verb: 'Identify' }],
  ['verb=ListSets', { verb: 'ListSets' }],
  ['verb=ListSets&resumptionToken=t', { verb: 'ListSets', token: 't' }],
  ['verb=ListIdentifiers&resumptionToken=t', { verb: 'ListIdentifiers', token: 't' }],
  ['verb=ListMetadataFormats', { verb: 'ListMetadataFormats', identifier: null }],
  ['identifier=i&verb=ListMetadataFormats', { verb: 'ListMetadataFormats', identifier: 'i' }],
  [
    'verb=GetRecord&identifier=i&metadataPrefix=oai_dc',
    { verb: 'GetRecord', identifier: 'i', format: 'oai_dc' },
  ],
  ['verb=GetRecord&identifier=i&metadataPrefix=marc21', { verb: 'GetRecord', identifier: 'i', format: null }],
])('%s is understood', (query, request) => {
  expect(harvestRequest(given(query))).toEqual({ request })
})
