/** What the catalog asks: results page by page, and the counts beside them. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment CatalogResult on Instrument {
    id
    nameZh
    nameEn
    model
    manufacturer
    isDemo
    runStatus
    shareMode
    serviceModes
    keywordsZh
    timeZone
    freeNow
    nextFreeAt
    priceFenPerHour
    category {
      code
      nameZh
      nameEn
    }
    institution {
      id
      nameZh
      nameEn
    }
    district {
      adcode
      nameZh
      nameEn
    }
  }
`)

export const CatalogDocument = graphql(/* GraphQL */ `
  query Catalog($filter: InstrumentFilter, $sort: InstrumentSort, $first: Int!, $after: String) {
    instruments(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount
      edges {
        node {
          ...CatalogResult
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const CatalogFacetsDocument = graphql(/* GraphQL */ `
  query CatalogFacets($filter: InstrumentFilter) {
    instrumentFacets(filter: $filter) {
      total
      categories {
        key
        labelZh
        labelEn
        count
      }
      districts {
        key
        labelZh
        labelEn
        count
      }
      institutions {
        key
        labelZh
        labelEn
        count
      }
      shareModes {
        key
        labelZh
        labelEn
        count
      }
    }
  }
`)

export const InstrumentDocument = graphql(/* GraphQL */ `
  query Instrument($id: ID!) {
    instrument(id: $id) {
      ...CatalogResult
      originCountry
      localAssetNo
      serialNumber
      usageClass
      source
      commissionedOn
      originalValueFen
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
      customsSupervised
      state
      calendarUrl
      categoryPath {
        code
        nameZh
        nameEn
      }
      institution {
        kind
        addressZh
        contactPhone
        contactEmail
        isDemo
      }
      policy: bookingRules {
        ...ViewerRules
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
      operation {
        demand
      }
      parent {
        id
        nameZh
        nameEn
        components {
          id
          nameZh
          nameEn
          shareMode
          policy: bookingRules {
            form {
              ...FieldParts
            }
          }
        }
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
        id
        customerClass
        validFrom
        validTo
        mode
        rateFenPerHour
        startUpFeeFen
        minimumChargeFen
        cancelNoticeMinutes
        cancelFeeFen
        roundUpMinutes
        subsidyFenPerHour
        fullPriceWhenLate
        steps {
          afterMinutes
          rateFenPerHour
          subsidyFenPerHour
        }
        rateWindows {
          nameZh
          weekdays
          startsAt
          endsAt
          percent
        }
      }
    }
  }
`)
