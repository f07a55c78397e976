/** What the pages ask and say about trainings and qualifications. */

import { graphql } from '../gql/gql.ts'

export const InstrumentTrainingDocument = graphql(/* GraphQL */ `
  query InstrumentTraining($id: ID!) {
    instrument(id: $id) {
      id
      timeZone
      institution {
        id
      }
      trainingRequirement {
        validDays
        disuseDays
      }
      myQualification {
        id
        state
        expiresAt
      }
    }
    trainingSessions(instrumentId: $id, scope: UPCOMING, first: 5) {
      edges {
        node {
          ...OfferedTraining
        }
      }
    }
  }
`)

graphql(/* GraphQL */ `
  fragment OfferedTraining on TrainingSession {
    id
    startsAt
    endsAt
    place
    seats
    seatsTaken
    passMark
    trainer {
      id
      nameZh
      nameEn
    }
    myEnrolment {
      id
      state
    }
  }
`)

export const MyRestrictionsDocument = graphql(/* GraphQL */ `
  query MyRestrictions {
    standing {
      id
      restrictions(first: 10) {
        edges {
          node {
            id
            scope
            state
            reason
            startsAt
            endsAt
            instrument {
              id
            }
            institution {
              id
            }
          }
        }
      }
    }
  }
`)

export const EnrolDocument = graphql(/* GraphQL */ `
  mutation EnrolInTraining($input: EnrolInTrainingInput!) {
    enrolInTraining(input: $input) {
      __typename
      ... on TrainingEnrolment {
        id
        seat
      }
      ...Rejected
    }
  }
`)

export const WithdrawDocument = graphql(/* GraphQL */ `
  mutation WithdrawFromTraining($input: WithdrawFromTrainingInput!) {
    withdrawFromTraining(input: $input) {
      __typename
      ... on TrainingEnrolment {
        id
      }
      ...Rejected
    }
  }
`)

export const ManagedTrainingDocument = graphql(/* GraphQL */ `
  query ManagedTraining($id: ID!) {
    instrument(id: $id) {
      id
      trainingRequirement {
        validDays
        disuseDays
      }
    }
    upcoming: trainingSessions(instrumentId: $id, scope: UPCOMING, first: 20) {
      edges {
        node {
          ...ManagedSession
        }
      }
    }
    past: trainingSessions(instrumentId: $id, scope: PAST, first: 5) {
      edges {
        node {
          ...ManagedSession
        }
      }
    }
  }
`)

graphql(/* GraphQL */ `
  fragment ManagedSession on TrainingSession {
    id
    startsAt
    endsAt
    place
    seats
    seatsTaken
    passMark
    cancelledAt
    cancelReason
    mayRecord
    trainer {
      id
      nameZh
      nameEn
    }
    enrolments {
      id
      seat
      state
      score
      person {
        id
        nameZh
        nameEn
        isDemo
      }
    }
  }
`)

export const SetRequirementDocument = graphql(/* GraphQL */ `
  mutation SetTrainingRequirement($input: SetTrainingRequirementInput!) {
    setTrainingRequirement(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ScheduleTrainingDocument = graphql(/* GraphQL */ `
  mutation ScheduleTraining($input: ScheduleTrainingInput!) {
    scheduleTraining(input: $input) {
      __typename
      ... on TrainingSession {
        id
      }
      ...Rejected
    }
  }
`)

export const CancelTrainingDocument = graphql(/* GraphQL */ `
  mutation CancelTraining($input: CancelTrainingInput!) {
    cancelTraining(input: $input) {
      __typename
      ... on TrainingSession {
        id
      }
      ...Rejected
    }
  }
`)

export const RecordResultDocument = graphql(/* GraphQL */ `
  mutation RecordTrainingResult($input: RecordTrainingResultInput!) {
    recordTrainingResult(input: $input) {
      __typename
      ... on TrainingEnrolment {
        id
        state
      }
      ...Rejected
    }
  }
`)

export const QualifiedPeopleDocument = graphql(/* GraphQL */ `
  query QualifiedPeople($instrumentId: ID!, $first: Int!, $after: String) {
    qualifications(instrumentId: $instrumentId, first: $first, after: $after) {
      edges {
        node {
          id
          state
          grantedAt
          expiresAt
          lastUsedAt
          reason
          person {
            id
            nameZh
            nameEn
            isDemo
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

export const GrantQualificationDocument = graphql(/* GraphQL */ `
  mutation GrantQualification($input: GrantQualificationInput!) {
    grantQualification(input: $input) {
      __typename
      ... on Qualification {
        id
        person {
          id
          nameZh
          nameEn
        }
      }
      ...Rejected
    }
  }
`)

export const RevokeQualificationDocument = graphql(/* GraphQL */ `
  mutation RevokeQualification($input: RevokeQualificationInput!) {
    revokeQualification(input: $input) {
      __typename
      ... on Qualification {
        id
      }
      ...Rejected
    }
  }
`)
