/** What the page of the viewer asks and says. */

import { graphql } from '../gql/gql.ts'

export const MyTokensDocument = graphql(/* GraphQL */ `
  query MyTokens {
    apiTokens {
      id
      name
      scopes
      createdAt
      expiresAt
      lastUsedAt
    }
  }
`)

export const CreateApiTokenDocument = graphql(/* GraphQL */ `
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      __typename
      ... on CreatedApiToken {
        secret
        token {
          id
          name
        }
      }
      ...Rejected
    }
  }
`)

export const RevokeApiTokenDocument = graphql(/* GraphQL */ `
  mutation RevokeApiToken($input: RevokeApiTokenInput!) {
    revokeApiToken(input: $input) {
      __typename
      ... on ApiToken {
        id
      }
      ...Rejected
    }
  }
`)

export const RenewCalendarTokenDocument = graphql(/* GraphQL */ `
  mutation RenewCalendarToken {
    renewCalendarToken {
      __typename
      ... on CalendarLink {
        url
      }
      ...Rejected
    }
  }
`)

export const RevokeCalendarTokenDocument = graphql(/* GraphQL */ `
  mutation RevokeCalendarToken {
    revokeCalendarToken {
      __typename
      ... on Viewer {
        id
        hasCalendarLink
      }
      ...Rejected
    }
  }
`)

export const MyCalendarLinkDocument = graphql(/* GraphQL */ `
  query MyCalendarLink {
    viewer {
      id
      hasCalendarLink
    }
  }
`)
