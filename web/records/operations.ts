/** What the pages about use ask and say. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment SessionRow on UsageSession {
    id
    startsAt
    endsAt
    kind
    samples
    note
    source
    version
    locksAt
    operator {
      id
      nameZh
      nameEn
    }
    instrument {
      id
      nameZh
      nameEn
      timeZone
      isDemo
    }
    record {
      id
      origin
      booking {
        id
        person {
          id
          nameZh
          nameEn
        }
      }
    }
    adjustment {
      id
      state
      reason
      decisionNote
    }
    history {
      version
      startsAt
      endsAt
      kind
      samples
    }
  }
`)

export const RecordsDocument = graphql(/* GraphQL */ `
  query Records($filter: SessionFilter!, $first: Int!, $after: String) {
    usageSessions(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          ...SessionRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const KeptInstrumentsDocument = graphql(/* GraphQL */ `
  query KeptInstruments($institutionId: ID!, $first: Int!, $after: String) {
    instruments(filter: { institutionId: $institutionId }, sort: NAME, first: $first, after: $after) {
      edges {
        node {
          id
          nameZh
          nameEn
          localAssetNo
          timeZone
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const WaitingAdjustmentsDocument = graphql(/* GraphQL */ `
  query WaitingAdjustments($institutionId: ID!, $first: Int!, $after: String) {
    adjustmentRequests(institutionId: $institutionId, first: $first, after: $after) {
      edges {
        node {
          id
          startsAt
          endsAt
          kind
          samples
          reason
          mayDecide
          requestedBy {
            id
            nameZh
            nameEn
          }
          session {
            id
            startsAt
            endsAt
            kind
            samples
            instrument {
              id
              nameZh
              nameEn
              timeZone
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

export const BookingSessionsDocument = graphql(/* GraphQL */ `
  query BookingSessions($id: ID!) {
    booking(id: $id) {
      id
      usages {
        ...SessionRow
      }
    }
  }
`)

export const RunTimeDocument = graphql(/* GraphQL */ `
  query RunTimeOf($instrumentId: ID!, $during: IntervalInput!) {
    runTime(instrumentId: $instrumentId, during: $during) {
      runMinutes
      recordedMinutes
      unrecorded {
        startsAt
        endsAt
      }
      withoutPower {
        id
        startsAt
        endsAt
        record {
          id
          booking {
            id
            person {
              id
              nameZh
              nameEn
            }
          }
        }
      }
    }
  }
`)

export const RequestAdjustmentDocument = graphql(/* GraphQL */ `
  mutation RequestAdjustment($input: RequestAdjustmentInput!) {
    requestAdjustment(input: $input) {
      __typename
      ... on UsageAdjustment {
        id
        state
      }
      ...Rejected
    }
  }
`)

export const DecideAdjustmentDocument = graphql(/* GraphQL */ `
  mutation DecideAdjustment($input: DecideAdjustmentInput!) {
    decideAdjustment(input: $input) {
      __typename
      ... on UsageAdjustment {
        id
        state
      }
      ...Rejected
    }
  }
`)

export const StartWalkInDocument = graphql(/* GraphQL */ `
  mutation StartWalkIn($input: StartWalkInInput!) {
    startWalkIn(input: $input) {
      __typename
      ... on UsageRecord {
        id
      }
      ...Rejected
    }
  }
`)

export const RecordUseDocument = graphql(/* GraphQL */ `
  mutation RecordUse($input: RecordUseInput!) {
    recordUse(input: $input) {
      __typename
      ... on UsageSession {
        id
      }
      ...Rejected
    }
  }
`)
