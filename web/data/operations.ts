/** The documents that every page needs: who is looking, signing in and out, and the shape of a refusal. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment Rejected on Rejection {
    __typename
    message
    problems {
      code
      message
      overridable
      refs
      item
    }
  }
`)

export const ViewerDocument = graphql(/* GraphQL */ `
  query Viewer {
    viewer {
      id
      email
      nameZh
      nameEn
      isDemo
      institution {
        id
        nameZh
        nameEn
      }
      grants {
        id
        role
        institution {
          id
          nameZh
          nameEn
        }
      }
    }
  }
`)

export const SignInDocument = graphql(/* GraphQL */ `
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on Viewer {
        id
        nameZh
        nameEn
      }
      ...Rejected
    }
  }
`)

export const SignOutDocument = graphql(/* GraphQL */ `
  mutation SignOut {
    signOut {
      __typename
      ... on SignedOut {
        signedOut
      }
      ...Rejected
    }
  }
`)
