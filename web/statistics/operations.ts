/** What the statistics page asks. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment StatisticsFigures on UtilisationFigures {
    instrumentCount
    effectiveHours
    externalHours
    ratedHours
    utilisation
    sharingRate
    meanUtilisation
    meanSharingRate
    bookingCount
    sampleCount
  }
`)

export const StatisticsDocument = graphql(/* GraphQL */ `
  query Statistics($period: IntervalInput!, $by: UtilisationBy!, $filter: UtilisationFilter!, $first: Int!) {
    utilisation(period: $period, by: $by, filter: $filter, first: $first) {
      total {
        ...StatisticsFigures
      }
      previous {
        ...StatisticsFigures
      }
      rows {
        key
        labelZh
        labelEn
        figures {
          ...StatisticsFigures
        }
      }
      rowCount
      heat {
        weekday
        hour
        effectiveHours
        share
      }
      exportUrl
      formulaVersion
    }
  }
`)

export const StatisticsChoicesDocument = graphql(/* GraphQL */ `
  query StatisticsChoices {
    instrumentFacets {
      categories {
        key
        labelZh
        labelEn
        count
      }
      districts {
        key
        labelZh
        labelEn
        count
      }
    }
  }
`)
