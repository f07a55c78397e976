/** Research groups: who leads them and who belongs to them. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment GroupShown on ResearchGroup {
    id
    nameZh
    nameEn
    led
    principal {
      id
      nameZh
      nameEn
      isDemo
    }
    members {
      email
      person {
        id
        nameZh
        nameEn
        isDemo
      }
    }
  }
`)

export const GroupsDocument = graphql(/* GraphQL */ `
  query Groups($institutionId: ID!, $first: Int!, $after: String) {
    researchGroups(institutionId: $institutionId, first: $first, after: $after) {
      edges {
        node {
          ...GroupShown
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const MyGroupDocument = graphql(/* GraphQL */ `
  query MyGroup {
    myResearchGroup {
      ...GroupShown
    }
  }
`)

export const SaveGroupDocument = graphql(/* GraphQL */ `
  mutation SaveGroup($input: SaveResearchGroupInput!) {
    saveResearchGroup(input: $input) {
      __typename
      ... on ResearchGroup {
        id
      }
      ...Rejected
    }
  }
`)

export const SetMemberDocument = graphql(/* GraphQL */ `
  mutation SetMember($input: SetGroupMemberInput!) {
    setGroupMember(input: $input) {
      __typename
      ... on ResearchGroup {
        id
      }
      ...Rejected
    }
  }
`)

export const DissolveGroupDocument = graphql(/* GraphQL */ `
  mutation DissolveGroup($input: DissolveResearchGroupInput!) {
    dissolveResearchGroup(input: $input) {
      __typename
      ... on ResearchGroup {
        id
      }
      ...Rejected
    }
  }
`)
