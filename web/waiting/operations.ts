/** What the pages ask and say about waiting for time. */

import { graphql } from '../gql/gql.ts'

export const MyWaitingDocument = graphql(/* GraphQL */ `
  query MyWaiting {
    myWaitingEntries(first: 20) {
      edges {
        node {
          id
          startsAt
          endsAt
          lengthMinutes
          weekdays
          dayFrom
          dayUntil
          wants
          ahead
          instrument {
            id
            nameZh
            nameEn
            locationZh
            timeZone
            isDemo
          }
          offer {
            id
            startsAt
            endsAt
            expiresAt
          }
        }
      }
    }
  }
`)

export const JoinWaitingListDocument = graphql(/* GraphQL */ `
  mutation JoinWaitingList($input: JoinWaitingListInput!) {
    joinWaitingList(input: $input) {
      __typename
      ... on WaitingEntry {
        id
        wants
        ahead
      }
      ...Rejected
    }
  }
`)

export const LeaveWaitingListDocument = graphql(/* GraphQL */ `
  mutation LeaveWaitingList($input: LeaveWaitingListInput!) {
    leaveWaitingList(input: $input) {
      __typename
      ... on WaitingEntry {
        id
        state
      }
      ...Rejected
    }
  }
`)

export const AcceptOfferDocument = graphql(/* GraphQL */ `
  mutation AcceptOffer($input: AcceptOfferInput!) {
    acceptOffer(input: $input) {
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

export const DeclineOfferDocument = graphql(/* GraphQL */ `
  mutation DeclineOffer($input: DeclineOfferInput!) {
    declineOffer(input: $input) {
      __typename
      ... on TimeOffer {
        id
        state
      }
      ...Rejected
    }
  }
`)
