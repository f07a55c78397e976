/** What the timeline asks. */

import { graphql } from '../gql/gql.ts'

export const TimelineDocument = graphql(/* GraphQL */ `
  query Timeline($filter: InstrumentFilter!, $during: IntervalInput!, $first: Int!) {
    timeline(filter: $filter, during: $during, first: $first) {
      instrument {
        id
        nameZh
        nameEn
        isDemo
        serviceModes
        shareMode
        timeZone
        capacity
        institution {
          id
          nameZh
          nameEn
        }
        policy: bookingRules {
          durationMinutesMin
          durationMinutesMax
          stepMinutes
          noticeMinutesMin
          horizonDays
          cutOff {
            daysBefore
            time
          }
          alignMinutes
          blocks {
            ...BlockParts
          }
        }
      }
      open {
        startsAt
        endsAt
      }
      busy {
        startsAt
        endsAt
        kind
        seats
        mine
        bookingId
        label
      }
      occupancy {
        startsAt
        endsAt
        taken
      }
      free {
        startsAt
        endsAt
      }
    }
  }
`)

export const TimelineFacetsDocument = graphql(/* GraphQL */ `
  query TimelineFacets($filter: InstrumentFilter!) {
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
    }
  }
`)
