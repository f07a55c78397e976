/** What the page of a statement says about voiding and invoices. */

import { graphql } from '../gql/gql.ts'

export const FinanceVoidDocument = graphql(/* GraphQL */ `
  mutation FinanceVoid($input: VoidStatementInput!) {
    voidStatement(input: $input) {
      __typename
      ... on Statement {
        id
      }
      ...Rejected
    }
  }
`)

export const FinanceInvoiceDocument = graphql(/* GraphQL */ `
  mutation FinanceInvoice($input: RecordInvoiceInput!) {
    recordInvoice(input: $input) {
      __typename
      ... on Statement {
        id
      }
      ...Rejected
    }
  }
`)
