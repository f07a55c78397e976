/** What the booking pages ask and say. */

import { graphql } from '../gql/gql.ts'

export const MyBookingsDocument = graphql(/* GraphQL */ `
  query MyBookings($scope: BookingScope!, $first: Int!, $after: String) {
    myBookings(scope: $scope, first: $first, after: $after) {
      edges {
        node {
          id
          startsAt
          endsAt
          state
          purpose
          decisionNote
          version
          createdAt
          may {
            move
            cancel
          }
          instrument {
            id
            nameZh
            nameEn
            model
            locationZh
            timeZone
            isDemo
            institution {
              id
              nameZh
              nameEn
            }
            policy {
              cancelNoticeMinutes
            }
          }
          charge {
            id
            amountFen
            state
            lines {
              kind
              description
              amountFen
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
