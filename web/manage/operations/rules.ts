/** When an instrument can be booked and what it costs: hours, policy, maintenance, tariffs, a quote to try. */

import { graphql } from '../../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment ManagedTariff on Tariff {
    id
    customerClass
    validFrom
    validTo
    mode
    rateFenPerHour
    startUpFeeFen
    minimumChargeFen
    cancelNoticeMinutes
    cancelFeeFen
    roundUpMinutes
    subsidyFenPerHour
    fullPriceWhenLate
    steps {
      afterMinutes
      rateFenPerHour
      subsidyFenPerHour
    }
    rateWindows {
      nameZh
      weekdays
      startsAt
      endsAt
      percent
    }
  }
`)

export const ManageHoursDocument = graphql(/* GraphQL */ `
  mutation ManageHours($input: SetOpeningHoursInput!) {
    setOpeningHours(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageExceptionDocument = graphql(/* GraphQL */ `
  mutation ManageException($input: SetOpeningExceptionInput!) {
    setOpeningException(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageArrangementDocument = graphql(/* GraphQL */ `
  mutation ManageArrangement($input: ArrangeInstrumentInput!) {
    arrangeInstrument(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageNeighboursDocument = graphql(/* GraphQL */ `
  query ManageNeighbours($institutionId: ID!) {
    instruments(filter: { institutionId: $institutionId }, sort: NAME, first: 100) {
      edges {
        node {
          id
          nameZh
          nameEn
        }
      }
    }
  }
`)

export const ManagePolicyDocument = graphql(/* GraphQL */ `
  mutation ManagePolicy($input: SetBookingPolicyInput!) {
    setBookingPolicy(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageMaintenanceDocument = graphql(/* GraphQL */ `
  query ManageMaintenance($instrumentId: ID!, $during: IntervalInput!) {
    maintenance(instrumentId: $instrumentId, during: $during) {
      id
      startsAt
      endsAt
      reason
    }
  }
`)

export const ManageScheduleDocument = graphql(/* GraphQL */ `
  mutation ManageSchedule($input: ScheduleMaintenanceInput!) {
    scheduleMaintenance(input: $input) {
      __typename
      ... on Maintenance {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageUnscheduleDocument = graphql(/* GraphQL */ `
  mutation ManageUnschedule($input: CancelMaintenanceInput!) {
    cancelMaintenance(input: $input) {
      __typename
      ... on Maintenance {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageInTheWayDocument = graphql(/* GraphQL */ `
  query ManageInTheWay($id: ID!) {
    booking(id: $id) {
      id
      startsAt
      endsAt
      state
      instrument {
        id
        timeZone
      }
      person {
        id
        nameZh
        nameEn
        institution {
          id
          nameZh
          nameEn
        }
      }
    }
  }
`)

export const ManageTariffDocument = graphql(/* GraphQL */ `
  mutation ManageTariff($input: SetTariffInput!) {
    setTariff(input: $input) {
      __typename
      ... on Tariff {
        id
      }
      ...Rejected
    }
  }
`)

export const ManageQuoteDocument = graphql(/* GraphQL */ `
  query ManageQuote($input: QuoteInput!) {
    quote(input: $input) {
      totalFen
      customerClass
      lines {
        kind
        description
        minutes
        amountFen
      }
      problems {
        code
        message
        refs
      }
    }
  }
`)

export const ManageRepriceDocument = graphql(/* GraphQL */ `
  query ManageReprice($input: RepriceInput!) {
    reprice(input: $input) {
      count
      hasMore
      chargedFen
      repricedFen
      differenceFen
      charges(first: 10) {
        amountFen
        differenceFen
        lines {
          description
        }
        charge {
          id
          amountFen
          booking {
            id
            startsAt
            endsAt
          }
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
