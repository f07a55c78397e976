/** The schema builder of the subgraph: a schema of its own, so that nothing gets in but what is written here. */

import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import DataloaderPlugin from '@pothos/plugin-dataloader'
import DirectivesPlugin from '@pothos/plugin-directives'
import { GraphQLScalarType } from 'graphql'
import type { Context } from '../../context.ts'
import { COMPLEXITY } from '../../graphql/builder.ts'
import type { LocalDate } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/interval.ts'

export const builder = new SchemaBuilder<{
  Context: Context
  DefaultFieldNullability: false
  DefaultInputFieldRequiredness: true
  Directives: {
    key: { locations: 'OBJECT'; args: { fields: string } }
    shareable: { locations: 'OBJECT' | 'FIELD_DEFINITION'; args: Record<string, never> }
    tag: { locations: 'OBJECT' | 'FIELD_DEFINITION'; args: { name: string } }
  }
  Scalars: {
    ID: { Input: string; Output: string }
    Instant: { Input: Instant; Output: Instant }
    LocalDate: { Input: LocalDate; Output: LocalDate }
    _Any: { Input: unknown; Output: unknown }
  }
}>({
  plugins: [ComplexityPlugin, DataloaderPlugin, DirectivesPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  complexity: COMPLEXITY,
})

builder.queryType({
  description: 'What the city platform may ask: public descriptions of instruments, nothing else.',
})

builder.addScalarType(
  'Instant',
  new GraphQLScalarType<Instant, string>({
    name: 'Instant',
    description: 'A moment as ISO 8601 in UTC.',
    serialize: (value) => new Date(Number(value)).toISOString(),
  }),
)

builder.addScalarType(
  'LocalDate',
  new GraphQLScalarType<LocalDate, string>({
    name: 'LocalDate',
    description: 'A calendar day as YYYY-MM-DD, without a zone.',
    serialize: String,
  }),
)

builder.addScalarType(
  '_Any',
  new GraphQLScalarType<unknown, unknown>({
    name: '_Any',
    description: 'A representation of an entity: its __typename and its key.',
  }),
)
