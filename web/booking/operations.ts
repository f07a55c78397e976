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
          answers {
            value
            field {
              ...FieldParts
            }
          }
          approval {
            ...ApprovalShown
          }
          version
          createdAt
          groupId
          isAssisted
          operator {
            id
            nameZh
            nameEn
          }
          together {
            id
            startsAt
            endsAt
            instrument {
              id
              nameZh
              nameEn
            }
          }
          may {
            move
            cancel
            extendUntil
            startEarly
          }
          membership {
            position
            size
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
              stepMinutes
            }
          }
          usage {
            id
          }
          quote {
            totalFen
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

export const WeekDocument = graphql(/* GraphQL */ `
  query BookingWeek($instrumentId: ID!, $during: IntervalInput!) {
    availability(instrumentId: $instrumentId, during: $during) {
      timeZone
      capacity
      occupancy {
        startsAt
        endsAt
        taken
      }
      open {
        startsAt
        endsAt
      }
      busy {
        startsAt
        endsAt
        kind
        blockedUntil
        seats
        mine
        bookingId
        label
      }
      free {
        startsAt
        endsAt
      }
      unattended {
        startsAt
        endsAt
      }
      reserved {
        startsAt
        endsAt
        userClasses
        opensAt
      }
      holidays {
        date
        kind
        nameZh
        nameEn
      }
    }
  }
`)

export const BookingQuoteDocument = graphql(/* GraphQL */ `
  query BookingQuote($input: QuoteInput!) {
    quote(input: $input) {
      lines {
        kind
        description
        minutes
        amountFen
      }
      totalFen
      voucher {
        coverFen
        problems {
          code
          message
        }
      }
      customerClass
      problems {
        code
        message
        overridable
        refs
      }
    }
  }
`)

export const BookInstrumentDocument = graphql(/* GraphQL */ `
  mutation BookInstrument($input: BookInstrumentInput!) {
    bookInstrument(input: $input) {
      __typename
      ... on Booking {
        id
        startsAt
        endsAt
        state
      }
      ...Rejected
    }
  }
`)

export const MoveBookingDocument = graphql(/* GraphQL */ `
  mutation MoveBooking($input: MoveBookingInput!) {
    moveBooking(input: $input) {
      __typename
      ... on Booking {
        id
        startsAt
        endsAt
        state
      }
      ...Rejected
    }
  }
`)

export const CancelBookingDocument = graphql(/* GraphQL */ `
  mutation CancelBooking($input: CancelBookingInput!) {
    cancelBooking(input: $input) {
      __typename
      ... on Booking {
        id
        state
      }
      ...Rejected
    }
  }
`)

export const BookingCancellationDocument = graphql(/* GraphQL */ `
  query BookingCancellation($id: ID!) {
    booking(id: $id) {
      id
      cancellationFee {
        totalFen
        lines {
          kind
          description
          amountFen
        }
      }
    }
  }
`)

export const BookingHistoryDocument = graphql(/* GraphQL */ `
  query BookingHistory($id: ID!) {
    booking(id: $id) {
      id
      changes {
        at
        what
        note
        overridden
        actor {
          id
          nameZh
          nameEn
        }
        operatorBefore {
          id
          nameZh
          nameEn
        }
        operatorAfter {
          id
          nameZh
          nameEn
        }
        before {
          startsAt
          endsAt
        }
        after {
          startsAt
          endsAt
        }
      }
    }
  }
`)

export const BookingPolicyDocument = graphql(/* GraphQL */ `
  query BookingPolicy($id: ID!) {
    instrument(id: $id) {
      id
      policy: bookingRules {
        stepMinutes
        approval
      }
    }
  }
`)
