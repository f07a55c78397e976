/** What the voucher pages ask and say. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment VoucherRulesShown on VoucherRules {
    kinds
    tiers {
      upToFen
      percent
    }
    fullCoverLimitFen
    perOrderFen
    perGrantFen
    perYearFen
    minInstrumentValueFen
    validDays
    banYears
  }
`)

graphql(/* GraphQL */ `
  fragment VoucherGrantShown on VoucherGrant {
    id
    state
    kind
    askedFen
    grantedFen
    reservedFen
    capturedFen
    leftFen
    purpose
    fileName
    fileSha256
    appliedAt
    decision
    expiresAt
    mayReview
    programme {
      id
      nameZh
      nameEn
      rules {
        perGrantFen
      }
    }
    institution {
      id
      nameZh
      nameEn
      isDemo
    }
    applicant {
      id
      nameZh
      nameEn
    }
    related {
      id
      nameZh
      nameEn
    }
  }
`)

export const VoucherProgrammesDocument = graphql(/* GraphQL */ `
  query VoucherProgrammes($first: Int!, $after: String) {
    voucherProgrammes(first: $first, after: $after) {
      edges {
        node {
          id
          nameZh
          nameEn
          issuer
          docNo
          source
          isDemo
          validFrom
          validTo
          budgetFen
          reservedFen
          capturedFen
          rules {
            ...VoucherRulesShown
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const VoucherExamplesDocument = graphql(/* GraphQL */ `
  query VoucherExamples {
    voucherExamples {
      id
      nameZh
      nameEn
      docNo
      source
      noteZh
      noteEn
      rules {
        ...VoucherRulesShown
      }
    }
  }
`)

export const VoucherGrantsDocument = graphql(/* GraphQL */ `
  query VoucherGrants($institutionId: ID, $state: VoucherGrantState, $first: Int!, $after: String) {
    voucherGrants(institutionId: $institutionId, state: $state, first: $first, after: $after) {
      edges {
        node {
          ...VoucherGrantShown
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const ApplyForVoucherDocument = graphql(/* GraphQL */ `
  mutation ApplyForVoucher($input: ApplyForVoucherInput!) {
    applyForVoucher(input: $input) {
      __typename
      ... on VoucherGrant {
        id
      }
      ...Rejected
    }
  }
`)

export const ReviewVoucherDocument = graphql(/* GraphQL */ `
  mutation ReviewVoucher($input: ReviewVoucherInput!) {
    reviewVoucher(input: $input) {
      __typename
      ... on VoucherGrant {
        id
        state
      }
      ...Rejected
    }
  }
`)
