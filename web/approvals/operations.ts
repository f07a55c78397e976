/** What those who decide requests ask and say. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment ApprovalShown on BookingApproval {
    awaits
    expiresAt
    steps {
      step
      verdict
      at
      note
      decider {
        id
        nameZh
        nameEn
      }
    }
  }
`)

graphql(/* GraphQL */ `
  fragment ApprovalRow on ApprovalRequest {
    purpose
    thenKeeper
    askedAt
    expiresAt
    person {
      id
      nameZh
      nameEn
      isDemo
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
        institution {
          id
          nameZh
          nameEn
        }
      }
    }
  }
`)

export const RequestStepsDocument = graphql(/* GraphQL */ `
  query RequestSteps($id: ID!) {
    booking(id: $id) {
      id
      approval {
        ...ApprovalShown
      }
    }
  }
`)

export const ApprovalsDocument = graphql(/* GraphQL */ `
  query Approvals($first: Int!, $after: String) {
    approvalRequests(first: $first, after: $after) {
      edges {
        node {
          ...ApprovalRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const ApprovalCountDocument = graphql(/* GraphQL */ `
  query ApprovalCount {
    approvalRequestCount
  }
`)

export const DecideDocument = graphql(/* GraphQL */ `
  mutation Decide($input: DecideRequestsInput!) {
    decideRequests(input: $input) {
      __typename
      ... on RequestDecisions {
        outcomes {
          bookingId
          problems {
            code
            message
            refs
          }
        }
      }
      ...Rejected
    }
  }
`)
