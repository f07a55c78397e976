/** The schema of the subgraph as text for the city's composition: with its directives, without what serves it only. */

import {
  astFromValue,
  type ConstDirectiveNode,
  GraphQLString,
  type GraphQLSchema,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql'
import { z } from 'zod'

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@tag", "@inaccessible"])`

/** Types and fields that every subgraph has and none describes. */
const MACHINERY = new Set(['_Any', '_Entity', '_Service', '_entities', '_service'])

const Directives = z.array(z.object({ name: z.string(), args: z.record(z.string(), z.string()).optional() }))

export function subgraphSdl(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    ScalarTypeDefinition: withoutMachinery,
    UnionTypeDefinition: withoutMachinery,
    FieldDefinition: withoutMachinery,
    ObjectTypeDefinition: {
      leave: (node) =>
        MACHINERY.has(node.name.value)
          ? null
          : {
              ...node,
              directives: directivesOf(schema, node.name.value),
              fields: node.fields?.map((field) => ({
                ...field,
                directives: [
                  ...(field.directives ?? []),
                  ...directivesOf(schema, node.name.value, field.name.value),
                ],
              })),
            },
    },
  })
  return `${LINK}\n\n${print(document)}\n`
}

/** Tells `visit` to leave out what every subgraph has. */
function withoutMachinery(node: { readonly name: { readonly value: string } }): null | undefined {
  return MACHINERY.has(node.name.value) ? null : undefined
}

/** The directives that the builder keeps with a type or a field. */
function directivesOf(schema: GraphQLSchema, typeName: string, fieldName?: string): ConstDirectiveNode[] {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) return []
  const { extensions } = fieldName === undefined ? type : (type.getFields()[fieldName] ?? type)
  return Directives.parse(extensions['directives'] ?? []).map(({ name, args }) => ({
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(args ?? {}).flatMap(([key, value]) => {
      const node = astFromValue(value, GraphQLString)
      return node?.kind === Kind.STRING
        ? [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: key }, value: node } as const]
        : []
    }),
  }))
}
