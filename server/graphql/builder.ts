/** The schema builder: scalars, plugins and the shapes every room shares. Defines no room's types. */

import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import DataloaderPlugin from '@pothos/plugin-dataloader'
import ErrorsPlugin from '@pothos/plugin-errors'
import { GraphQLError, GraphQLScalarType } from 'graphql'
import { DateTime } from 'luxon'
import type { Context } from '../context.ts'
import { isLocalDate, type LocalDate } from '../kernel/calendar.ts'
import type { Instant, Interval } from '../kernel/interval.ts'
import type { Fen } from '../kernel/money.ts'
import { PROBLEM_CODES, type Problem, problemText, Rejection } from '../kernel/problem.ts'

/** Bounds on one request; a page of 100 with its usual fields stays far below. */
export const COMPLEXITY = {
  defaultComplexity: 1,
  defaultListMultiplier: 5,
  limit: { complexity: 20_000, depth: 12, breadth: 400 },
  complexityError: (kind: string) =>
    new GraphQLError(`The operation is too large: ${kind}.`, { extensions: { code: 'OPERATION_TOO_LARGE' } }),
}

export const builder = new SchemaBuilder<{
  Context: Context
  DefaultFieldNullability: false
  DefaultInputFieldRequiredness: true
  Scalars: {
    ID: { Input: string; Output: string }
    Instant: { Input: Instant; Output: Instant }
    LocalDate: { Input: LocalDate; Output: LocalDate }
    Fen: { Input: Fen; Output: Fen }
  }
}>({
  plugins: [ComplexityPlugin, ErrorsPlugin, DataloaderPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  errors: { directResult: true, defaultTypes: [] },
  complexity: COMPLEXITY,
})

builder.queryType({ description: 'Reads. None of them changes anything.' })
builder.mutationType({ description: 'Writes. Each answers with what it made, or with a Rejection.' })

builder.addScalarType(
  'Instant',
  new GraphQLScalarType<Instant, string>({
    name: 'Instant',
    description: 'A moment as ISO 8601 with an offset, for example 2026-03-01T09:00:00Z.',
    serialize: (value) => instantText(Number(value)),
    parseValue: parseInstant,
  }),
)

/** Bookings begin and end on few moments of a calendar, and a list of them asks for the text of each. */
const instantTexts = new Map<Instant, string>()
const INSTANT_TEXTS_MAX = 20_000

function instantText(instant: Instant): string {
  const known = instantTexts.get(instant)
  if (known !== undefined) return known
  if (instantTexts.size >= INSTANT_TEXTS_MAX) instantTexts.clear()
  const text = new Date(instant).toISOString()
  instantTexts.set(instant, text)
  return text
}

function parseInstant(value: unknown): Instant {
  const plain = typeof value === 'string' ? Date.parse(value) : Number.NaN
  // What browsers write is read back as it is, and in a tenth of the time.
  if (!Number.isNaN(plain) && new Date(plain).toISOString() === value) return plain
  const parsed = DateTime.fromISO(String(value), { setZone: true })
  const hasOffset = /(Z|[+-]\d\d(:?\d\d)?)$/.test(String(value))
  if (typeof value !== 'string' || !parsed.isValid || !hasOffset) {
    throw new GraphQLError('Instant must be ISO 8601 with an offset.')
  }
  return parsed.toMillis()
}

builder.addScalarType(
  'LocalDate',
  new GraphQLScalarType<LocalDate, string>({
    name: 'LocalDate',
    description: 'A calendar day as YYYY-MM-DD, without a zone.',
    serialize: String,
    parseValue: (value) => {
      if (typeof value !== 'string' || !isLocalDate(value)) {
        throw new GraphQLError('LocalDate must be YYYY-MM-DD.')
      }
      return value
    },
  }),
)

builder.addScalarType(
  'Fen',
  new GraphQLScalarType<Fen, number>({
    name: 'Fen',
    description: 'An amount of money in fen (CNY/100), a whole number up to 2^53.',
    serialize: Number,
    parseValue: (value) => {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
        throw new GraphQLError('Fen must be a whole number.')
      }
      return value
    },
  }),
)

export const IntervalInput = builder.inputRef<Interval>('IntervalInput').implement({
  description: 'A half-open span: startsAt is inside it, endsAt is not.',
  fields: (t) => ({
    startsAt: t.field({ type: 'Instant', description: 'The first moment of the span.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment after the span.' }),
  }),
})

export const IntervalRef = builder.objectRef<Interval>('Interval').implement({
  description: 'A half-open span: startsAt is inside it, endsAt is not.',
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment of the span.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment after the span.' }),
  }),
})

export const ProblemCodeEnum = builder.enumType('ProblemCode', {
  description: 'What was wrong. Codes never change their meaning.',
  values: PROBLEM_CODES,
})

export const ProblemRef = builder.objectRef<Problem>('Problem').implement({
  description: 'One reason for a refusal.',
  fields: (t) => ({
    code: t.field({ type: ProblemCodeEnum, description: 'For programs.', resolve: (it) => it.code }),
    message: t.string({
      description: "For people, in the language of the request's Accept-Language.",
      resolve: (it, _args, ctx) => problemText(it, ctx.locale),
    }),
    overridable: t.boolean({
      description: 'Whether the viewer may set it aside with a reason, as staff of the instrument.',
      resolve: (it) => it.overridable ?? false,
    }),
    refs: t.idList({
      description: 'Ids of what is in the way, nearest first.',
      resolve: (it) => [...it.refs],
    }),
    item: t.int({
      nullable: true,
      description: 'Of which of several things asked for, from 0; null where it is about all of them.',
      resolve: ({ params: { item } }) => (typeof item === 'number' ? item : null),
    }),
  }),
})

builder.objectType(Rejection, {
  name: 'Rejection',
  description: 'The request was understood and refused, for all of these reasons. Nothing was changed.',
  fields: (t) => ({
    message: t.string({
      description: 'All reasons in one text.',
      resolve: (it, _args, ctx) => it.problems.map((each) => problemText(each, ctx.locale)).join(' '),
    }),
    problems: t.field({
      type: [ProblemRef],
      description: 'Every reason, the most telling first.',
      resolve: (it) => [...it.problems],
    }),
  }),
})

/** GraphQL enum values for lower-case words of a room: `self_use` is `SELF_USE`. */
export function enumValues<T extends string>(words: readonly T[]) {
  const entries = words.map((value) => [value.toUpperCase(), { value }])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets the literal types.
  return Object.fromEntries(entries) as { [K in T as Uppercase<K>]: { value: K } }
}

/** Makes a mutation answer with a union of its type and `Rejection`. */
export function refusable(name: string) {
  return { types: [Rejection], union: { name, description: 'What was made, or why not.' } }
}
