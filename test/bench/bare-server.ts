/** The limits: a yoga on express that does nothing, and answers that come from memory. */

import express from 'express'
import { createSchema, createYoga } from 'graphql-yoga'

/** What the memory answers hold: set by POST /memory before a measurement. */
let memory: { bookings: object[]; rows: object[] } = { bookings: [], rows: [] }

const schema = createSchema({
  typeDefs: /* GraphQL */ `
    scalar Any
    type Nothing {
      id: ID!
      state: String!
    }
    type Booking {
      id: ID!
      startsAt: String!
      endsAt: String!
      state: String!
      mine: Boolean!
    }
    type Span {
      startsAt: String!
      endsAt: String!
      kind: String!
      mine: Boolean!
    }
    type Instrument {
      id: ID!
      nameZh: String!
    }
    type Row {
      instrument: Instrument!
      busy: [Span!]!
      open: [Span!]!
    }
    input BookInput {
      instrumentId: ID!
      startsAt: String!
      endsAt: String!
      purpose: String!
    }
    type Query {
      bookings: [Booking!]!
      rows: [Row!]!
    }
    type Mutation {
      nothing(input: BookInput!): Nothing!
    }
  `,
  resolvers: {
    Query: { bookings: () => memory.bookings, rows: () => memory.rows },
    Mutation: { nothing: () => ({ id: '1', state: 'CONFIRMED' }) },
  },
})

const yoga = createYoga({ schema, logging: false, landingPage: false, graphiql: false })
const app = express()
app.post('/memory', express.json({ limit: '64mb' }), (request, response) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the bench sends this.
  memory = request.body as typeof memory
  response.json({})
})
app.use('/graphql', async (request, response) => {
  await yoga.handle(request, response)
})
app.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${process.env['PORT']}\n`)
})
