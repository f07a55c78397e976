/** What the pages ask and say about notices. */

import { graphql } from '../gql/gql.ts'

export const UnreadNoticesDocument = graphql(/* GraphQL */ `
  query UnreadNotices {
    unreadNotices
  }
`)

export const NoticesDocument = graphql(/* GraphQL */ `
  query Notices($unreadOnly: Boolean, $first: Int!, $after: String) {
    notices(unreadOnly: $unreadOnly, first: $first, after: $after) {
      edges {
        node {
          id
          kind
          title
          text
          at
          readAt
          path
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const MarkNoticesReadDocument = graphql(/* GraphQL */ `
  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {
    markNoticesRead(input: $input) {
      __typename
      ... on NoticesRead {
        unread
      }
      ...Rejected
    }
  }
`)

export const NoticeSettingsDocument = graphql(/* GraphQL */ `
  query NoticeSettings {
    noticeSettings {
      sendsMail
      reminderMinutes
      preferences {
        kind
        title
        inApp
        byMail
      }
    }
  }
`)

export const SetNoticeSettingsDocument = graphql(/* GraphQL */ `
  mutation SetNoticeSettings($input: SetNoticeSettingsInput!) {
    setNoticeSettings(input: $input) {
      __typename
      ... on NoticeSettings {
        reminderMinutes
      }
      ...Rejected
    }
  }
`)
