/** What the booking pages say of bookings that are made, moved and given up together. */

import { graphql } from '../gql/gql.ts'

export const BookInstrumentsDocument = graphql(/* GraphQL */ `
  mutation BookInstruments($input: BookInstrumentsInput!) {
    bookInstruments(input: $input) {
      __typename
      ... on BookingGroup {
        id
        bookings {
          id
          startsAt
          endsAt
          state
        }
      }
      ...Rejected
    }
  }
`)

export const CancelBookingGroupDocument = graphql(/* GraphQL */ `
  mutation CancelBookingGroup($input: CancelBookingGroupInput!) {
    cancelBookingGroup(input: $input) {
      __typename
      ... on BookingGroup {
        id
      }
      ...Rejected
    }
  }
`)

export const MoveBookingGroupDocument = graphql(/* GraphQL */ `
  mutation MoveBookingGroup($input: MoveBookingGroupInput!) {
    moveBookingGroup(input: $input) {
      __typename
      ... on BookingGroup {
        id
        bookings {
          id
          startsAt
          endsAt
          state
        }
      }
      ...Rejected
    }
  }
`)
