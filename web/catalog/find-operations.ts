/** What 找时间 asks, and the catalog in the order of the next free start. */

import { graphql } from '../gql/gql.ts'

export const FreeSlotsDocument = graphql(/* GraphQL */ `
  query FreeSlots(
    $filter: InstrumentFilter
    $durationMinutes: Int!
    $during: IntervalInput!
    $forMe: Boolean!
    $weekdays: [Int!]
    $hours: DailyHoursInput
    $sort: FreeSlotSort!
    $first: Int!
    $after: String
  ) {
    freeSlots(
      filter: $filter
      durationMinutes: $durationMinutes
      during: $during
      forMe: $forMe
      weekdays: $weekdays
      hours: $hours
      sort: $sort
      first: $first
      after: $after
    ) {
      totalCount
      edges {
        node {
          startsAt
          endsAt
          totalFen
          instrument {
            id
            nameZh
            nameEn
            model
            manufacturer
            isDemo
            timeZone
            shareMode
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
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const CatalogByNextFreeDocument = graphql(/* GraphQL */ `
  query CatalogByNextFree($filter: InstrumentFilter, $first: Int!, $after: String) {
    instruments: instrumentsByNextFree(filter: $filter, first: $first, after: $after) {
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
