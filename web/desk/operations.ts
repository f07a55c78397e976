/** What the keeper's desk asks and says: the day, the requests, who comes and goes. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment DeskBooking on Booking {
    id
    startsAt
    endsAt
    state
    purpose
    createdAt
    answers {
      value
      field {
        ...FieldParts
      }
    }
    person {
      id
      nameZh
      nameEn
      isDemo
      institution {
        id
        nameZh
        nameEn
      }
    }
    instrument {
      id
      nameZh
      nameEn
      model
      locationZh
      timeZone
      isDemo
      policy {
        stepMinutes
      }
    }
    isPaused
    may {
      checkIn
      checkOut
      decide
      extendUntil
      startEarly
    }
    membership {
      position
      size
    }
    usage {
      id
      origin
      startedAt
      endedAt
      effectiveMinutes
      samples
      attendance
      note
    }
    charge {
      id
      amountFen
      lines {
        description
        amountFen
      }
    }
  }
`)

export const DeskDayDocument = graphql(/* GraphQL */ `
  query DeskDay($filter: DeskFilter!, $first: Int!, $after: String) {
    deskBookings(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          ...DeskBooking
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const DeskRequestsDocument = graphql(/* GraphQL */ `
  query DeskRequests($institutionId: ID, $first: Int!, $after: String) {
    bookingRequests(institutionId: $institutionId, first: $first, after: $after) {
      edges {
        node {
          ...DeskBooking
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const DeskRequestContextDocument = graphql(/* GraphQL */ `
  query DeskRequestContext($instrumentId: ID!, $day: IntervalInput!, $past: IntervalInput!) {
    day: bookings(instrumentId: $instrumentId, during: $day) {
      id
      startsAt
      endsAt
      state
      person {
        id
        nameZh
        nameEn
      }
    }
    maintenance(instrumentId: $instrumentId, during: $day) {
      id
      startsAt
      endsAt
      reason
    }
    past: bookings(instrumentId: $instrumentId, during: $past) {
      id
      state
      person {
        id
      }
      usage {
        id
        attendance
      }
    }
  }
`)

export const DeskCheckInDocument = graphql(/* GraphQL */ `
  mutation DeskCheckIn($input: CheckInInput!) {
    checkIn(input: $input) {
      __typename
      ... on UsageRecord {
        id
        startedAt
      }
      ...Rejected
    }
  }
`)

export const DeskCheckOutDocument = graphql(/* GraphQL */ `
  mutation DeskCheckOut($input: CheckOutInput!) {
    checkOut(input: $input) {
      __typename
      ... on UsageRecord {
        id
        effectiveMinutes
        charge {
          id
          amountFen
        }
      }
      ...Rejected
    }
  }
`)

export const DeskRejectDocument = graphql(/* GraphQL */ `
  mutation DeskReject($input: RejectBookingInput!) {
    rejectBooking(input: $input) {
      __typename
      ... on Booking {
        id
      }
      ...Rejected
    }
  }
`)
