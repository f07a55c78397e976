/** What the pages ask and say about series. */

import { graphql } from '../gql/gql.ts'

export const SeriesPreviewDocument = graphql(/* GraphQL */ `
  query SeriesPreview($input: PreviewSeriesInput!) {
    previewSeries(input: $input) {
      totalFen
      problems {
        code
        message
        refs
      }
      occurrences {
        date
        startsAt
        endsAt
        isExcluded
        isChanged
        problems {
          code
          message
          refs
        }
      }
    }
  }
`)

graphql(/* GraphQL */ `
  fragment SeriesOccurrences on BookingSeries {
    id
    timeZone
    occurrences {
      date
      startsAt
      endsAt
      isException
      booking {
        id
        state
        may {
          decide
        }
      }
      problems {
        code
        message
        refs
      }
    }
  }
`)

export const BookSeriesDocument = graphql(/* GraphQL */ `
  mutation BookSeries($input: BookSeriesInput!) {
    bookSeries(input: $input) {
      __typename
      ... on BookingSeries {
        ...SeriesOccurrences
      }
      ...Rejected
    }
  }
`)

export const SeriesOfBookingDocument = graphql(/* GraphQL */ `
  query SeriesOfBooking($id: ID!) {
    booking(id: $id) {
      id
      startsAt
      endsAt
      may {
        move
        cancel
      }
      instrument {
        id
        nameZh
        nameEn
        timeZone
        policy {
          stepMinutes
        }
      }
      membership {
        position
        size
        series {
          ...SeriesOccurrences
        }
      }
    }
  }
`)

export const SeriesChangePreviewDocument = graphql(/* GraphQL */ `
  query SeriesChangePreview($input: SeriesChangeInput!) {
    previewSeriesChange(input: $input) {
      outcomes {
        booking {
          id
          startsAt
          endsAt
          cancellationFee {
            totalFen
          }
        }
        to {
          startsAt
          endsAt
        }
        problems {
          code
          message
          refs
        }
      }
    }
  }
`)

export const MoveSeriesDocument = graphql(/* GraphQL */ `
  mutation MoveSeries($input: MoveSeriesInput!) {
    moveSeries(input: $input) {
      __typename
      ... on ChangedSeries {
        outcomes {
          problems {
            code
          }
        }
      }
      ...Rejected
    }
  }
`)

export const CancelSeriesDocument = graphql(/* GraphQL */ `
  mutation CancelSeries($input: CancelSeriesInput!) {
    cancelSeries(input: $input) {
      __typename
      ... on ChangedSeries {
        outcomes {
          booking {
            id
          }
          problems {
            code
          }
        }
      }
      ...Rejected
    }
  }
`)

export const ApproveSeriesDocument = graphql(/* GraphQL */ `
  mutation ApproveSeries($input: ApproveSeriesInput!) {
    approveSeries(input: $input) {
      __typename
      ... on BookingSeries {
        id
      }
      ...Rejected
    }
  }
`)

export const RejectSeriesDocument = graphql(/* GraphQL */ `
  mutation RejectSeries($input: RejectSeriesInput!) {
    rejectSeries(input: $input) {
      __typename
      ... on BookingSeries {
        id
      }
      ...Rejected
    }
  }
`)
