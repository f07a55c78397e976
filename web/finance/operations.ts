/** What the finance pages ask and say. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment FinanceCharge on Charge {
    id
    amountFen
    state
    occurredAt
    waiverReason
    lines {
      kind
      description
      minutes
      amountFen
    }
    provider {
      id
      nameZh
      nameEn
    }
    payerId
    payer {
      id
      nameZh
      nameEn
    }
    payerPerson {
      id
      nameZh
      nameEn
    }
    person {
      id
      nameZh
      nameEn
    }
    statement {
      id
      number
    }
    usage {
      id
      startedAt
      endedAt
      effectiveMinutes
      isExternal
    }
    booking {
      id
      startsAt
      endsAt
      instrument {
        id
        nameZh
        nameEn
        timeZone
        isDemo
      }
    }
  }
`)

export const FinanceChargesDocument = graphql(/* GraphQL */ `
  query FinanceCharges($filter: ChargeFilter!, $first: Int!, $after: String) {
    charges(filter: $filter, first: $first, after: $after) {
      totalCount
      totalFen
      edges {
        node {
          ...FinanceCharge
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const FinanceSummaryDocument = graphql(/* GraphQL */ `
  query FinanceSummary(
    $open: ChargeFilter!
    $stated: ChargeFilter!
    $paid: ChargeFilter!
    $waived: ChargeFilter!
  ) {
    open: charges(filter: $open, first: 1) {
      totalCount
      totalFen
    }
    stated: charges(filter: $stated, first: 1) {
      totalCount
      totalFen
    }
    paid: charges(filter: $paid, first: 1) {
      totalCount
      totalFen
    }
    waived: charges(filter: $waived, first: 1) {
      totalCount
      totalFen
    }
  }
`)

export const FinanceUnstatedDocument = graphql(/* GraphQL */ `
  query FinanceUnstated($providerId: ID!, $period: IntervalInput!) {
    unstatedTotals(providerId: $providerId, period: $period) {
      count
      totalFen
      payerId
      payer {
        id
        nameZh
        nameEn
        isDemo
      }
      payerPerson {
        id
        nameZh
        nameEn
        isDemo
      }
    }
  }
`)

export const FinanceIssueDocument = graphql(/* GraphQL */ `
  mutation FinanceIssue($input: IssueStatementInput!) {
    issueStatement(input: $input) {
      __typename
      ... on Statement {
        id
        number
      }
      ...Rejected
    }
  }
`)

export const FinanceWaiveDocument = graphql(/* GraphQL */ `
  mutation FinanceWaive($input: WaiveChargeInput!) {
    waiveCharge(input: $input) {
      __typename
      ... on Charge {
        id
      }
      ...Rejected
    }
  }
`)

graphql(/* GraphQL */ `
  fragment FinanceStatement on Statement {
    id
    number
    issuedAt
    totalFen
    paidFen
    state
    period {
      startsAt
      endsAt
    }
    provider {
      id
      nameZh
      nameEn
      isDemo
    }
    payerId
    payer {
      id
      nameZh
      nameEn
      isDemo
    }
    payerPerson {
      id
      nameZh
      nameEn
      isDemo
    }
  }
`)

export const FinanceStatementsDocument = graphql(/* GraphQL */ `
  query FinanceStatements($filter: StatementFilter!, $first: Int!, $after: String) {
    statements(filter: $filter, first: $first, after: $after) {
      totalCount
      edges {
        node {
          ...FinanceStatement
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const FinanceStatementDocument = graphql(/* GraphQL */ `
  query FinanceStatementOf($id: ID!) {
    statement(id: $id) {
      ...FinanceStatement
      exportUrl
      voidedAt
      voidReason
      invoiceNumber
      invoicedOn
      provider {
        uscc
        addressZh
        contactPhone
      }
      payer {
        uscc
        addressZh
      }
      payments {
        id
        amountFen
        paidOn
        reference
        recordedAt
        reversedAt
      }
    }
  }
`)

export const FinanceStatementChargesDocument = graphql(/* GraphQL */ `
  query FinanceStatementCharges($id: ID!, $first: Int!, $after: String) {
    statement(id: $id) {
      id
      charges(first: $first, after: $after) {
        totalCount
        totalFen
        edges {
          node {
            ...FinanceCharge
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

export const FinancePayDocument = graphql(/* GraphQL */ `
  mutation FinancePay($input: RecordPaymentInput!) {
    recordPayment(input: $input) {
      __typename
      ... on Payment {
        id
        amountFen
      }
      ...Rejected
    }
  }
`)
