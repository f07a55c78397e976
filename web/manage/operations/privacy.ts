/** Who sees names on the calendars of an institution and of its instruments. */

import { graphql } from '../../gql/gql.ts'

export const ManageInstrumentPrivacyDocument = graphql(/* GraphQL */ `
  query ManageInstrumentPrivacy($id: ID!) {
    instrument(id: $id) {
      id
      calendarPrivacy {
        own
        institution
      }
    }
  }
`)

export const ManageInstitutionPrivacyDocument = graphql(/* GraphQL */ `
  query ManageInstitutionPrivacy($id: ID!) {
    institution(id: $id) {
      id
      calendarNames
    }
  }
`)

export const ManageSetInstrumentPrivacyDocument = graphql(/* GraphQL */ `
  mutation ManageSetInstrumentPrivacy($input: SetInstrumentPrivacyInput!) {
    setInstrumentPrivacy(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageSetInstitutionPrivacyDocument = graphql(/* GraphQL */ `
  mutation ManageSetInstitutionPrivacy($input: SetInstitutionPrivacyInput!) {
    setInstitutionPrivacy(input: $input) {
      __typename
      ... on Institution {
        id
      }
      ...Rejected
    }
  }
`)
