/** What stands where a check-in code hangs. */

import { graphql } from '../gql/gql.ts'

export const CheckInPlaceDocument = graphql(/* GraphQL */ `
  query CheckInPlace($token: String!) {
    checkInPlace(token: $token) {
      isInUse
      freeUntil
      instrument {
        id
        nameZh
        nameEn
        model
        locationZh
        timeZone
        policy {
          stepMinutes
        }
        isDemo
        institution {
          id
          nameZh
          nameEn
          contactPhone
        }
      }
      booking {
        id
        startsAt
        endsAt
        state
        purpose
        isPaused
        may {
          extendUntil
          startEarly
        }
        usage {
          id
          startedAt
          samples
        }
      }
    }
  }
`)
