/** What the city's reviewers ask and decide, what the audit log holds, and an institution's request to join. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment CityInstitution on Institution {
    id
    uscc
    nameZh
    nameEn
    kind
    district {
      adcode
      nameZh
      nameEn
    }
    addressZh
    contactPhone
    contactEmail
    introductionZh
    servesExternal
    isOwner
    state
    reviewNote
    isDemo
    instrumentCount
  }
`)

export const CityInstitutionsDocument = graphql(/* GraphQL */ `
  query CityInstitutions($filter: InstitutionFilter!, $first: Int!, $after: String) {
    institutions(filter: $filter, first: $first, after: $after) {
      totalCount
      edges {
        node {
          ...CityInstitution
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const CityInstrumentsDocument = graphql(/* GraphQL */ `
  query CityInstruments($filter: InstrumentFilter!, $first: Int!, $after: String) {
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
          originalValueFen
          commissionedOn
          locationZh
          functionsZh
          serviceContentZh
          serviceModes
          shareMode
          runStatus
          timeZone
          customsSupervised
          isDemo
          completeness
          updatedAt
          priceFenPerHour
          categoryPath {
            code
            nameZh
            nameEn
          }
          institution {
            id
            nameZh
            nameEn
            state
          }
          district {
            adcode
            nameZh
            nameEn
          }
          openingHours {
            validFrom
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

export const CityDistrictsDocument = graphql(/* GraphQL */ `
  query CityDistricts {
    districts {
      adcode
      nameZh
      nameEn
    }
  }
`)

export const CityReviewInstitutionDocument = graphql(/* GraphQL */ `
  mutation CityReviewInstitution($input: ReviewInstitutionInput!) {
    reviewInstitution(input: $input) {
      __typename
      ... on Institution {
        id
      }
      ...Rejected
    }
  }
`)

export const CityReviewInstrumentDocument = graphql(/* GraphQL */ `
  mutation CityReviewInstrument($input: ReviewInstrumentInput!) {
    reviewInstrument(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const CityRegisterDocument = graphql(/* GraphQL */ `
  mutation CityRegister($input: RegisterInstitutionInput!) {
    registerInstitution(input: $input) {
      __typename
      ... on Institution {
        id
        nameZh
        state
      }
      ...Rejected
    }
  }
`)

export const CityAuditLogDocument = graphql(/* GraphQL */ `
  query CityAuditLog($subjectId: ID, $first: Int!, $after: String) {
    auditLog(subjectId: $subjectId, first: $first, after: $after) {
      edges {
        node {
          id
          at
          actor {
            id
            nameZh
            nameEn
          }
          action
          subjectType
          subjectId
          detail
          hash
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)
