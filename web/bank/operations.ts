/** What the page of the bank asks and says. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment BankEntry on BankLine {
    id
    version
    bookedOn
    amountFen
    matchedFen
    notOursFen
    openFen
    notOursReason
    payerName
    description
    bankNumber
    state
    payments {
      id
      amountFen
      reversedAt
      statement {
        id
        number
      }
    }
    suggestions {
      score
      reasons
      amountFen
      isSure
      statement {
        id
        number
        totalFen
        paidFen
        payer {
          nameZh
          nameEn
        }
        payerPerson {
          nameZh
          nameEn
        }
      }
    }
  }
`)

export const BankLinesDocument = graphql(/* GraphQL */ `
  query BankLines(
    $institutionId: ID!
    $from: LocalDate!
    $to: LocalDate!
    $state: BankLineState
    $first: Int!
    $after: String
  ) {
    bankLines(
      institutionId: $institutionId
      from: $from
      to: $to
      direction: CREDIT
      state: $state
      first: $first
      after: $after
    ) {
      edges {
        node {
          ...BankEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const BankTotalsDocument = graphql(/* GraphQL */ `
  query BankTotalsOf($institutionId: ID!, $from: LocalDate!, $to: LocalDate!) {
    bankTotals(institutionId: $institutionId, from: $from, to: $to) {
      credit {
        count
        amountFen
        matchedFen
        notOursFen
        openFen
      }
    }
  }
`)

export const BankMappingsDocument = graphql(/* GraphQL */ `
  query BankMappings($institutionId: ID!) {
    bankMappings(institutionId: $institutionId) {
      id
      name
      account
    }
  }
`)

export const SaveBankMappingDocument = graphql(/* GraphQL */ `
  mutation SaveBankMapping($input: SaveBankMappingInput!) {
    saveBankMapping(input: $input) {
      __typename
      ... on BankMapping {
        id
      }
      ...Rejected
    }
  }
`)

export const AcceptBankLinesDocument = graphql(/* GraphQL */ `
  mutation AcceptBankLines($input: AcceptBankLinesInput!) {
    acceptBankLines(input: $input) {
      __typename
      ... on AcceptedBankLines {
        lines {
          id
          version
        }
      }
      ...Rejected
    }
  }
`)

export const SetBankLineAsideDocument = graphql(/* GraphQL */ `
  mutation SetBankLineAside($input: DecideBankLineInput!) {
    setBankLineAside(input: $input) {
      __typename
      ... on BankLine {
        id
        version
      }
      ...Rejected
    }
  }
`)

export const UndoBankLineDocument = graphql(/* GraphQL */ `
  mutation UndoBankLine($input: DecideBankLineInput!) {
    undoBankLine(input: $input) {
      __typename
      ... on BankLine {
        id
      }
      ...Rejected
    }
  }
`)
