/** What the pages ask and say of people who operate instruments for others. */

import { graphql } from '../gql/gql.ts'

export const InstrumentOperationDocument = graphql(/* GraphQL */ `
  query InstrumentOperation($id: ID!) {
    instrument(id: $id) {
      id
      operation {
        demand
        operators {
          id
          nameZh
          nameEn
        }
      }
    }
  }
`)

export const SetOperationDocument = graphql(/* GraphQL */ `
  mutation SetOperation($input: SetOperationInput!) {
    setOperation(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const OperatorAbsencesDocument = graphql(/* GraphQL */ `
  query OperatorAbsences($personIds: [ID!]!) {
    operatorAbsences(personIds: $personIds) {
      id
      startsAt
      endsAt
      reason
      person {
        id
        nameZh
        nameEn
      }
    }
  }
`)

export const PlanAbsenceDocument = graphql(/* GraphQL */ `
  mutation PlanAbsence($input: PlanAbsenceInput!) {
    planAbsence(input: $input) {
      __typename
      ... on OperatorAbsence {
        id
      }
      ...Rejected
    }
  }
`)

export const CancelAbsenceDocument = graphql(/* GraphQL */ `
  mutation CancelAbsence($input: CancelAbsenceInput!) {
    cancelAbsence(input: $input) {
      __typename
      ... on OperatorAbsence {
        id
      }
      ...Rejected
    }
  }
`)

export const BookingOperatorDocument = graphql(/* GraphQL */ `
  query BookingOperator($id: ID!) {
    booking(id: $id) {
      id
      startsAt
      endsAt
      isAssisted
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
        operation {
          demand
          operators {
            id
            nameZh
            nameEn
          }
        }
      }
    }
  }
`)

export const AssignOperatorDocument = graphql(/* GraphQL */ `
  mutation AssignOperator($input: AssignOperatorInput!) {
    assignOperator(input: $input) {
      __typename
      ... on Booking {
        id
      }
      ...Rejected
    }
  }
`)

export const OperatorDutiesDocument = graphql(/* GraphQL */ `
  query OperatorDuties($during: IntervalInput!) {
    operatorDuties(during: $during) {
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
        locationZh
        timeZone
      }
    }
  }
`)
