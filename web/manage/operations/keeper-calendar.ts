/** The private calendar of an instrument for who keeps it. */

import { graphql } from '../../gql/gql.ts'

export const KeeperCalendarDocument = graphql(/* GraphQL */ `
  query KeeperCalendar($id: ID!) {
    instrument(id: $id) {
      id
      hasKeeperCalendar
    }
  }
`)

export const RenewKeeperCalendarDocument = graphql(/* GraphQL */ `
  mutation RenewKeeperCalendar($input: KeeperCalendarInput!) {
    renewInstrumentCalendar(input: $input) {
      __typename
      ... on KeeperCalendarLink {
        url
      }
      ...Rejected
    }
  }
`)

export const RevokeKeeperCalendarDocument = graphql(/* GraphQL */ `
  mutation RevokeKeeperCalendar($input: KeeperCalendarInput!) {
    revokeInstrumentCalendar(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)
