/** What keepers ask and say of held time. */

import { graphql } from '../../gql/gql.ts'

export const ManageHoldsDocument = graphql(/* GraphQL */ `
  query ManageHolds($instrumentId: ID!) {
    timeHolds(instrumentId: $instrumentId) {
      id
      startsAt
      endsAt
      expiresAt
      reason
      group {
        id
        nameZh
        nameEn
      }
    }
  }
`)

export const ManageGroupToHoldForDocument = graphql(/* GraphQL */ `
  query ManageGroupToHoldFor($email: String!) {
    groupToHoldFor(email: $email) {
      id
      nameZh
      nameEn
    }
  }
`)

export const ManageHoldDocument = graphql(/* GraphQL */ `
  mutation ManageHold($input: HoldTimeInput!) {
    holdTime(input: $input) {
      __typename
      ... on TimeHold {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageReleaseDocument = graphql(/* GraphQL */ `
  mutation ManageRelease($input: ReleaseHoldInput!) {
    releaseHold(input: $input) {
      __typename
      ... on TimeHold {
        id
      }
      ...Rejected
    }
  }
`)
