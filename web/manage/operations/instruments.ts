/** Instruments as their institution sees them: the list, one in full, saying what it is, asking for review. */

import { graphql } from '../../gql/gql.ts'

export const ManageListDocument = graphql(/* GraphQL */ `
  query ManageList($filter: InstrumentFilter!, $first: Int!, $after: String) {
    instruments(filter: $filter, sort: NAME, first: $first, after: $after) {
      totalCount
      edges {
        node {
          id
          nameZh
          nameEn
          model
          manufacturer
          localAssetNo
          locationZh
          state
          reviewNote
          isDemo
          completeness
          runStatus
          shareMode
          timeZone
          freeNow
          waitingCount
          nextFreeAt
          priceFenPerHour
          institution {
            id
            nameZh
            nameEn
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

graphql(/* GraphQL */ `
  fragment ManagedInstrument on Instrument {
    id
    checkInUrl
    nameZh
    nameEn
    categoryCode
    categoryPath {
      code
      nameZh
      nameEn
    }
    model
    manufacturer
    originCountry
    localAssetNo
    serialNumber
    usageClass
    source
    fundingSources
    originalValueFen
    commissionedOn
    locationZh
    specs {
      name
      value
      unit
    }
    techSpecsZh
    functionsZh
    serviceContentZh
    accessRulesZh
    keywordsZh
    serviceModes
    shareMode
    runStatus
    customsSupervised
    timeZone
    state
    reviewNote
    isDemo
    completeness
    updatedAt
    institution {
      id
      nameZh
      nameEn
    }
    policy {
      durationMinutesMin
      durationMinutesMax
      stepMinutes
      noticeMinutesMin
      horizonDays
      turnaroundMinutes
      approval
      cancelNoticeMinutes
    }
    openingHours {
      validFrom
      closedOnHolidays
      windows {
        weekday
        opensAt
        closesAt
      }
    }
    openingExceptions {
      date
      note
      windows {
        opensAt
        closesAt
      }
    }
    capacity
    parent {
      id
      nameZh
      nameEn
    }
    components {
      id
      nameZh
      nameEn
    }
    sharesScheduleWith {
      id
      nameZh
      nameEn
    }
    tariffs {
      ...ManagedTariff
    }
  }
`)

export const ManageInstrumentDocument = graphql(/* GraphQL */ `
  query ManageInstrument($id: ID!) {
    instrument(id: $id) {
      ...ManagedInstrument
    }
  }
`)

export const ManageSimilarDocument = graphql(/* GraphQL */ `
  query ManageSimilar($text: String!) {
    instruments(filter: { text: $text }, sort: RELEVANCE, first: 8) {
      edges {
        node {
          id
          nameZh
          nameEn
          model
          manufacturer
          isDemo
          institution {
            id
            nameZh
            nameEn
          }
        }
      }
    }
  }
`)

export const ManageCategoriesDocument = graphql(/* GraphQL */ `
  query ManageCategories($text: String, $parentCode: String, $first: Int!) {
    categories(text: $text, parentCode: $parentCode, first: $first) {
      code
      nameZh
      nameEn
      level
    }
  }
`)

export const ManageDraftDocument = graphql(/* GraphQL */ `
  mutation ManageDraft($input: DraftInstrumentInput!) {
    draftInstrument(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageEditDocument = graphql(/* GraphQL */ `
  mutation ManageEdit($input: EditInstrumentInput!) {
    editInstrument(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageSubmitDocument = graphql(/* GraphQL */ `
  mutation ManageSubmit($input: SubmitInstrumentInput!) {
    submitInstrument(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageWithdrawDocument = graphql(/* GraphQL */ `
  mutation ManageWithdraw($input: WithdrawInstrumentInput!) {
    withdrawInstrument(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageRenewCheckInCodeDocument = graphql(/* GraphQL */ `
  mutation ManageRenewCheckInCode($input: RenewCheckInCodeInput!) {
    renewCheckInCode(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)
