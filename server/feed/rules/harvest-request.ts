/** What an OAI-PMH 2.0 request asks for, and every reason why it asks for nothing. */

import { addDays, instantOf, isLocalDate } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'
import { type Problem, problem } from '../../kernel/problem.ts'
import { DUBLIN_CORE } from './dublin-core.ts'
import { PIDINST } from './pidinst.ts'

export const FORMATS = [DUBLIN_CORE.prefix, PIDINST.prefix] as const
export type Format = (typeof FORMATS)[number]

export const LIST_VERBS = ['ListIdentifiers', 'ListRecords'] as const
export type ListVerb = (typeof LIST_VERBS)[number]

/** The codes of the protocol. `noMetadataFormats` and `noSetHierarchy` cannot occur: every record has both formats, and there are sets. */
type ErrorCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'

/** An error of the protocol, with the sentence that explains it. */
export type HarvestError = { readonly code: ErrorCode; readonly problem: Problem }

export type Selection = {
  readonly verb: ListVerb
  readonly format: Format
  readonly set: string | null
  /** Changes from here on; null from the first. */
  readonly from: Instant | null
  /** Changes before this; null up to now. */
  readonly before: Instant | null
}

export type HarvestRequest =
  | { readonly verb: 'Identify' | 'ListSets' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | null }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly format: Format | null }
  | Selection
  | { readonly verb: ListVerb | 'ListSets'; readonly token: string }

type Arguments = ReadonlyMap<string, string>

type Parsed = { readonly request: HarvestRequest } | { readonly errors: readonly HarvestError[] }

const VERBS = {
  Identify: { required: [], optional: [] },
  ListMetadataFormats: { required: [], optional: ['identifier'] },
  ListSets: { required: [], optional: ['resumptionToken'] },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [] },
  ListIdentifiers: { required: ['metadataPrefix'], optional: ['from', 'until', 'set', 'resumptionToken'] },
  ListRecords: { required: ['metadataPrefix'], optional: ['from', 'until', 'set', 'resumptionToken'] },
} as const satisfies Record<string, { required: readonly string[]; optional: readonly string[] }>
type Verb = keyof typeof VERBS

const SET_SPEC = /^[A-Za-z0-9_.!~*'()-]+(:[A-Za-z0-9_.!~*'()-]+)*$/

/** Reads the arguments of a request, given in their order and as often as they came. */
export function harvestRequest(given: readonly (readonly [string, string])[]): Parsed {
  const verbs = given.filter(([name]) => name === 'verb')
  const verb = verbs[0]?.[1]
  if (verbs.length !== 1 || verb === undefined || !isVerb(verb)) {
    return { errors: [{ code: 'badVerb', problem: problem('FEED_VERB_UNKNOWN') }] }
  }
  const args: Arguments = new Map(given.filter(([name]) => name !== 'verb'))
  const problems = shapeProblems(verb, given, args)
  if (problems.length > 0) return { errors: problems.map(badArgument) }
  const token = args.get('resumptionToken')
  if (token !== undefined && (verb === 'ListSets' || isListVerb(verb))) return { request: { verb, token } }
  if (isListVerb(verb)) return selection(verb, args)
  return { request: plainRequest(verb, args) }
}

/** Names that are repeated, unknown, missing, or in the way of a resumption token. */
function shapeProblems(
  verb: Verb,
  given: readonly (readonly [string, string])[],
  args: Arguments,
): readonly Problem[] {
  const known: readonly string[] = [...VERBS[verb].required, ...VERBS[verb].optional]
  const repeated = [...args.keys()].filter((name) => given.filter(([it]) => it === name).length > 1)
  const unknown = [...args.keys()].filter((name) => !known.includes(name))
  const resumes = args.has('resumptionToken') && known.includes('resumptionToken')
  const missing = resumes ? [] : VERBS[verb].required.filter((name) => !args.get(name))
  return [
    ...repeated.map((argument) => problem('FEED_ARGUMENT_REPEATED', [], { argument })),
    ...unknown.map((argument) => problem('FEED_ARGUMENT_UNKNOWN', [], { argument })),
    ...missing.map((argument) => problem('FEED_ARGUMENT_MISSING', [], { argument })),
    ...(resumes && args.size > 1 ? [problem('FEED_ARGUMENT_EXCLUSIVE')] : []),
  ]
}

function plainRequest(verb: Exclude<Verb, ListVerb>, args: Arguments): HarvestRequest {
  const identifier = args.get('identifier')
  if (verb === 'ListMetadataFormats') return { verb, identifier: identifier ?? null }
  if (verb === 'GetRecord') return { verb, identifier: identifier ?? '', format: formatOf(args) ?? null }
  return { verb }
}

function selection(verb: ListVerb, args: Arguments): Parsed {
  const from = args.get('from')
  const until = args.get('until')
  const set = args.get('set') ?? null
  const problems = [
    ...dateProblems(from, until),
    ...(set !== null && !SET_SPEC.test(set) ? [problem('FEED_SET_INVALID')] : []),
  ]
  const format = formatOf(args)
  const errors = [...problems.map(badArgument), ...(format ? [] : [unknownFormat()])]
  if (errors.length > 0 || !format) return { errors }
  const span = { from: from ? startOf(from) : null, before: until ? endOf(until) : null }
  return { request: { verb, format, set, ...span } }
}

function dateProblems(from: string | undefined, until: string | undefined): readonly Problem[] {
  const invalid = Object.entries({ from, until }).flatMap(([argument, text]) =>
    text !== undefined && !isStamp(text) ? [problem('FEED_DATE_INVALID', [], { argument })] : [],
  )
  if (invalid.length > 0 || from === undefined || until === undefined) return invalid
  if (from.length !== until.length) return [problem('FEED_GRANULARITY_MIXED')]
  return from > until ? [problem('FEED_RANGE_BACKWARDS')] : []
}

/** A day, or a second in UTC. */
function isStamp(text: string): boolean {
  if (isLocalDate(text)) return true
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isFinite(instant) && stampOf(instant) === text
}

function startOf(stamp: string): Instant {
  return isLocalDate(stamp) ? instantOf(stamp, '00:00', 'utc') : Date.parse(stamp)
}

/** The first moment after the day or the second that a stamp names. */
function endOf(stamp: string): Instant {
  return isLocalDate(stamp) ? instantOf(addDays(stamp, 1), '00:00', 'utc') : Date.parse(stamp) + 1_000
}

/** The stamp of a moment, to the second. */
export function stampOf(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}

function formatOf(args: Arguments): Format | undefined {
  return FORMATS.find((it) => it === args.get('metadataPrefix'))
}

function badArgument(reason: Problem): HarvestError {
  return { code: 'badArgument', problem: reason }
}

export function unknownFormat(): HarvestError {
  return { code: 'cannotDisseminateFormat', problem: problem('FEED_FORMAT_UNKNOWN') }
}

function isVerb(text: string): text is Verb {
  return Object.hasOwn(VERBS, text)
}

function isListVerb(verb: Verb): verb is ListVerb {
  return verb === 'ListIdentifiers' || verb === 'ListRecords'
}
