/** What pages ask and say about faults, about bookings that have to move, and about more time. */

import { graphql } from '../gql/gql.ts'

export const ReportFaultDocument = graphql(/* GraphQL */ `
  mutation ReportFault($input: ReportFaultInput!) {
    reportFault(input: $input) {
      __typename
      ... on FaultReport {
        id
      }
      ...Rejected
    }
  }
`)

export const InstrumentFaultsDocument = graphql(/* GraphQL */ `
  query InstrumentFaults($id: ID!) {
    instrument(id: $id) {
      id
      timeZone
      faults {
        id
        text
        severity
        reportedAt
        expectedUntil
      }
    }
  }
`)

export const OpenFaultsDocument = graphql(/* GraphQL */ `
  query OpenFaults($institutionId: ID!, $first: Int!, $after: String) {
    faultReports(institutionId: $institutionId, first: $first, after: $after) {
      edges {
        node {
          id
          text
          severity
          state
          reportedAt
          expectedUntil
          mayDecide
          mayResolve
          reporter {
            id
            nameZh
            nameEn
          }
          instrument {
            id
            nameZh
            nameEn
            timeZone
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
  fragment MovingBooking on Booking {
    id
    startsAt
    endsAt
    state
    purpose
    person {
      id
      nameZh
      nameEn
    }
    instrument {
      id
      nameZh
      nameEn
      timeZone
    }
  }
`)

export const DowntimeProposalsDocument = graphql(/* GraphQL */ `
  query DowntimeProposals($instrumentId: ID!, $until: Instant!) {
    downtimeProposals(instrumentId: $instrumentId, until: $until) {
      booking {
        ...MovingBooking
      }
      to {
        startsAt
        endsAt
      }
    }
  }
`)

export const RescheduleProposalsDocument = graphql(/* GraphQL */ `
  query RescheduleProposals($bookingIds: [ID!]!, $notBefore: Instant!) {
    rescheduleProposals(bookingIds: $bookingIds, notBefore: $notBefore) {
      booking {
        ...MovingBooking
      }
      to {
        startsAt
        endsAt
      }
    }
  }
`)

export const ConfirmFaultDocument = graphql(/* GraphQL */ `
  mutation ConfirmFault($input: ConfirmFaultInput!) {
    confirmFault(input: $input) {
      __typename
      ... on ConfirmedFault {
        outcomes {
          choice
          booking {
            id
          }
          problems {
            code
            message
            refs
          }
        }
      }
      ...Rejected
    }
  }
`)

export const RescheduleBookingsDocument = graphql(/* GraphQL */ `
  mutation RescheduleBookings($input: RescheduleBookingsInput!) {
    rescheduleBookings(input: $input) {
      __typename
      ... on RescheduleReport {
        outcomes {
          choice
          booking {
            id
          }
          problems {
            code
            message
            refs
          }
        }
      }
      ...Rejected
    }
  }
`)

export const DismissFaultDocument = graphql(/* GraphQL */ `
  mutation DismissFault($input: DismissFaultInput!) {
    dismissFault(input: $input) {
      __typename
      ... on FaultReport {
        id
      }
      ...Rejected
    }
  }
`)

export const ResolveFaultDocument = graphql(/* GraphQL */ `
  mutation ResolveFault($input: ResolveFaultInput!) {
    resolveFault(input: $input) {
      __typename
      ... on FaultReport {
        id
      }
      ...Rejected
    }
  }
`)

export const ExtendBookingDocument = graphql(/* GraphQL */ `
  mutation ExtendBooking($input: ExtendBookingInput!) {
    extendBooking(input: $input) {
      __typename
      ... on Booking {
        id
        endsAt
      }
      ...Rejected
    }
  }
`)
