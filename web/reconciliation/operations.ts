/** What the pages of reconciliation ask and say. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment ReconciledRun on ReconciliationRun {
    id
    month
    fileName
    closedAt
    isReplaced
    providerSignedAt
    citySignedAt
    provider {
      id
      nameZh
      nameEn
      isDemo
    }
    totals {
      outcome
      resolution
      count
      oursFen
      theirsFen
    }
  }
`)

graphql(/* GraphQL */ `
  fragment ReconciledLine on ReconciliationLine {
    id
    number
    outcome
    matchedBy
    assetNo
    theirRow
    resolution
    reason
    ours {
      reference
      customer
      amountFen
      span {
        startsAt
        endsAt
      }
    }
    theirs {
      reference
      customer
      amountFen
      span {
        startsAt
        endsAt
      }
    }
    charge {
      id
      state
      statement {
        id
        number
      }
    }
  }
`)

export const ReconciliationsDocument = graphql(/* GraphQL */ `
  query Reconciliations($providerId: ID, $first: Int, $after: String) {
    reconciliations(providerId: $providerId, first: $first, after: $after) {
      edges {
        cursor
        node {
          ...ReconciledRun
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const ReconciliationDocument = graphql(/* GraphQL */ `
  query Reconciliation($id: ID!) {
    reconciliation(id: $id) {
      ...ReconciledRun
      fileSha256
      linesSha256
      nearMinutes
      timeMinutes
      amountFen
      driftFen
      mayResolve
      maySignForProvider
      maySignForCity
      mayClose
      mayReopen
      providerSignedBy {
        id
        nameZh
        nameEn
      }
      citySignedBy {
        id
        nameZh
        nameEn
      }
    }
  }
`)

export const ReconciliationLinesDocument = graphql(/* GraphQL */ `
  query ReconciliationLines($id: ID!, $differing: Boolean!, $first: Int, $after: String) {
    reconciliation(id: $id) {
      id
      lines(differing: $differing, first: $first, after: $after) {
        edges {
          cursor
          node {
            ...ReconciledLine
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

export const ResolveLineDocument = graphql(/* GraphQL */ `
  mutation ResolveLine($input: ResolveReconciliationLineInput!) {
    resolveReconciliationLine(input: $input) {
      __typename
      ... on ReconciliationLine {
        id
      }
      ...Rejected
    }
  }
`)

export const UndoLineDocument = graphql(/* GraphQL */ `
  mutation UndoLine($input: UndoReconciliationLineInput!) {
    undoReconciliationLine(input: $input) {
      __typename
      ... on ReconciliationLine {
        id
      }
      ...Rejected
    }
  }
`)

export const SignReconciliationDocument = graphql(/* GraphQL */ `
  mutation SignReconciliation($input: SignReconciliationInput!) {
    signReconciliation(input: $input) {
      __typename
      ... on ReconciliationRun {
        id
      }
      ...Rejected
    }
  }
`)

export const ClosePeriodDocument = graphql(/* GraphQL */ `
  mutation ClosePeriod($input: ClosePeriodInput!) {
    closePeriod(input: $input) {
      __typename
      ... on ReconciliationRun {
        id
      }
      ...Rejected
    }
  }
`)

export const ReopenPeriodDocument = graphql(/* GraphQL */ `
  mutation ReopenPeriod($input: ReopenPeriodInput!) {
    reopenPeriod(input: $input) {
      __typename
      ... on ReconciliationRun {
        id
      }
      ...Rejected
    }
  }
`)
