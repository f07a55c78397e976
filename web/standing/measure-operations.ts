/** What the pages ask and say about conduct points, restrictions and appeals. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment ShownRestriction on Restriction {
    id
    scope
    state
    reason
    startsAt
    endsAt
    liftReason
    instrument {
      id
      nameZh
      nameEn
    }
    institution {
      id
      nameZh
      nameEn
    }
    appeal {
      id
      state
      text
      decision
    }
  }
`)

graphql(/* GraphQL */ `
  fragment ShownEvent on ConductEvent {
    id
    kind
    points
    occurredAt
    reason
    isReversed
    instrument {
      id
      nameZh
      nameEn
    }
    institution {
      id
      nameZh
      nameEn
    }
    appeal {
      id
      state
      text
      decision
    }
  }
`)

export const MyStandingDocument = graphql(/* GraphQL */ `
  query MyStanding {
    standing {
      id
      points
      level
      restrictions(first: 20) {
        edges {
          node {
            ...ShownRestriction
          }
        }
      }
      qualifications(first: 30) {
        edges {
          node {
            id
            state
            grantedAt
            expiresAt
            lastUsedAt
            endReason
            instrument {
              id
              nameZh
              nameEn
            }
          }
        }
      }
      enrolments(first: 10) {
        edges {
          node {
            id
            state
            score
            session {
              id
              startsAt
              endsAt
              place
              cancelledAt
              cancelReason
              instrument {
                id
                nameZh
                nameEn
              }
            }
          }
        }
      }
    }
    conductRules {
      startPoints
      maxPoints
      earnedPointsMax
      windowDays
      causes {
        kind
        points
      }
      levels {
        level
        fromPoints
        consequence
        days
      }
    }
  }
`)

export const MyConductDocument = graphql(/* GraphQL */ `
  query MyConduct($first: Int!, $after: String) {
    standing {
      id
      events(first: $first, after: $after) {
        edges {
          node {
            ...ShownEvent
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

export const FileAppealDocument = graphql(/* GraphQL */ `
  mutation FileAppeal($input: FileAppealInput!) {
    fileAppeal(input: $input) {
      __typename
      ... on Appeal {
        id
      }
      ...Rejected
    }
  }
`)

export const RestrictionsDocument = graphql(/* GraphQL */ `
  query Restrictions($institutionId: ID, $first: Int!, $after: String) {
    restrictions(institutionId: $institutionId, first: $first, after: $after) {
      edges {
        node {
          ...ShownRestriction
          person {
            id
            nameZh
            nameEn
            isDemo
          }
          imposedBy {
            id
            nameZh
            nameEn
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

export const AppealsDocument = graphql(/* GraphQL */ `
  query Appeals($institutionId: ID, $first: Int!, $after: String) {
    appeals(institutionId: $institutionId, first: $first, after: $after) {
      edges {
        node {
          id
          text
          filedAt
          mayDecide
          person {
            id
            nameZh
            nameEn
            isDemo
          }
          institution {
            id
            nameZh
            nameEn
          }
          restriction {
            ...ShownRestriction
          }
          event {
            ...ShownEvent
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

export const ImposeRestrictionDocument = graphql(/* GraphQL */ `
  mutation ImposeRestriction($input: ImposeRestrictionInput!) {
    imposeRestriction(input: $input) {
      __typename
      ... on Restriction {
        id
      }
      ...Rejected
    }
  }
`)

export const LiftRestrictionDocument = graphql(/* GraphQL */ `
  mutation LiftRestriction($input: LiftRestrictionInput!) {
    liftRestriction(input: $input) {
      __typename
      ... on Restriction {
        id
      }
      ...Rejected
    }
  }
`)

export const AdjustConductDocument = graphql(/* GraphQL */ `
  mutation AdjustConduct($input: AdjustConductInput!) {
    adjustConduct(input: $input) {
      __typename
      ... on ConductEvent {
        id
      }
      ...Rejected
    }
  }
`)

export const DecideAppealDocument = graphql(/* GraphQL */ `
  mutation DecideAppeal($input: DecideAppealInput!) {
    decideAppeal(input: $input) {
      __typename
      ... on Appeal {
        id
        state
      }
      ...Rejected
    }
  }
`)

export const OwnInstrumentsDocument = graphql(/* GraphQL */ `
  query OwnInstruments($institutionId: ID!) {
    instruments(filter: { institutionId: $institutionId }, sort: NAME, first: 100) {
      edges {
        node {
          id
          nameZh
          nameEn
        }
      }
    }
  }
`)
