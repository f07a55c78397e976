/** People of an institution: who they are, which roles they hold, new accounts. */

import { graphql } from '../../gql/gql.ts'

export const ManagePeopleDocument = graphql(/* GraphQL */ `
  query ManagePeople($institutionId: ID!, $text: String, $first: Int!, $after: String) {
    people(institutionId: $institutionId, text: $text, first: $first, after: $after) {
      edges {
        node {
          id
          nameZh
          nameEn
          isDemo
          grants {
            id
            role
            institution {
              id
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

export const ManageInstitutionDocument = graphql(/* GraphQL */ `
  query ManageInstitution($id: ID!) {
    institution(id: $id) {
      id
      nameZh
      nameEn
      isDemo
    }
  }
`)

export const ManageInviteDocument = graphql(/* GraphQL */ `
  mutation ManageInvite($input: InvitePersonInput!) {
    invitePerson(input: $input) {
      __typename
      ... on Person {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageGrantDocument = graphql(/* GraphQL */ `
  mutation ManageGrant($input: GrantRoleInput!) {
    grantRole(input: $input) {
      __typename
      ... on RoleGrant {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageRevokeDocument = graphql(/* GraphQL */ `
  mutation ManageRevoke($input: RevokeRoleInput!) {
    revokeRole(input: $input) {
      __typename
      ... on RoleGrant {
        id
      }
      ...Rejected
    }
  }
`)
