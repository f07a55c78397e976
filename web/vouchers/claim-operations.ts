/** What the pages about claims ask and say. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment VoucherClaimShown on VoucherClaim {
    id
    state
    lineCount
    amountFen
    submittedAt
    paidOn
    reason
    mayDecide
    period {
      startsAt
      endsAt
    }
    programme {
      id
      nameZh
      nameEn
    }
    provider {
      id
      nameZh
      nameEn
      isDemo
    }
    lines {
      id
      amountFen
      returnedFen
      returnReason
      institution {
        id
        nameZh
        nameEn
      }
    }
  }
`)

export const VoucherClaimsDocument = graphql(/* GraphQL */ `
  query VoucherClaims($providerId: ID, $state: VoucherClaimState, $first: Int!, $after: String) {
    voucherClaims(providerId: $providerId, state: $state, first: $first, after: $after) {
      edges {
        node {
          ...VoucherClaimShown
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const VoucherBatchesDocument = graphql(/* GraphQL */ `
  query VoucherBatches($first: Int!, $after: String) {
    voucherBatches(first: $first, after: $after) {
      edges {
        node {
          ...VoucherClaimShown
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const VoucherUnclaimedDocument = graphql(/* GraphQL */ `
  query VoucherUnclaimed($providerId: ID!) {
    voucherUnclaimed(providerId: $providerId) {
      count
      amountFen
      firstAt
      programme {
        id
        nameZh
        nameEn
      }
    }
  }
`)

export const SubmitVoucherClaimDocument = graphql(/* GraphQL */ `
  mutation SubmitVoucherClaim($input: SubmitVoucherClaimInput!) {
    submitVoucherClaim(input: $input) {
      __typename
      ... on VoucherClaim {
        id
        amountFen
      }
      ...Rejected
    }
  }
`)

export const PayVoucherClaimDocument = graphql(/* GraphQL */ `
  mutation PayVoucherClaim($input: PayVoucherClaimInput!) {
    payVoucherClaim(input: $input) {
      __typename
      ... on VoucherClaim {
        id
      }
      ...Rejected
    }
  }
`)

export const RefuseVoucherClaimDocument = graphql(/* GraphQL */ `
  mutation RefuseVoucherClaim($input: RefuseVoucherClaimInput!) {
    refuseVoucherClaim(input: $input) {
      __typename
      ... on VoucherClaim {
        id
      }
      ...Rejected
    }
  }
`)

export const ClawBackVoucherDocument = graphql(/* GraphQL */ `
  mutation ClawBackVoucher($input: ClawBackVoucherInput!) {
    clawBackVoucher(input: $input) {
      __typename
      ... on VoucherClaimLine {
        id
      }
      ...Rejected
    }
  }
`)
