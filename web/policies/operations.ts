/** What the pages about booking rules ask and say. */

import { graphql } from '../gql/gql.ts'

graphql(/* GraphQL */ `
  fragment TermsParts on PolicyTerms {
    durationMinutesMin
    durationMinutesMax
    noticeMinutesMin
    horizonDays
    cutOff {
      daysBefore
      time
    }
    moveMinutesMin
    cancelMinutesMin
    approval
  }
`)

graphql(/* GraphQL */ `
  fragment QuotaParts on Quota {
    measure
    per
    period
    limit
    enforced {
      startsAt
      endsAt
    }
    userClasses
  }
`)

graphql(/* GraphQL */ `
  fragment BlockParts on SlotBlock {
    firstDay
    lastDay
    startsAt
    endsAt
    stepMinutes
    alignMinutes
  }
`)

graphql(/* GraphQL */ `
  fragment WindowParts on PriorityWindow {
    weekdays
    startsAt
    endsAt
    userClasses
    releaseHours
    firstDay
    lastDay
  }
`)

graphql(/* GraphQL */ `
  fragment FieldParts on FormField {
    key
    kind
    labelZh
    labelEn
    required
    min
    max
    choices
  }
`)

graphql(/* GraphQL */ `
  fragment LayerParts on PolicyLayer {
    all {
      ...TermsParts
    }
    classes {
      userClass
      terms {
        ...TermsParts
      }
    }
    quotas {
      ...QuotaParts
    }
  }
`)

graphql(/* GraphQL */ `
  fragment ViewerRules on BookingRules {
    userClass
    durationMinutesMin
    durationMinutesMax
    noticeMinutesMin
    horizonDays
    turnaroundMinutes
    cancelNoticeMinutes
    moveMinutesMin
    cancelMinutesMin
    cutOff {
      daysBefore
      time
    }
    approval
    stepMinutes
    alignMinutes
    blocks {
      ...BlockParts
    }
    priorityWindows {
      ...WindowParts
    }
    quotas {
      level
      quota {
        ...QuotaParts
      }
    }
    form {
      ...FieldParts
    }
    mayOverride
  }
`)

export const PolicyLayersDocument = graphql(/* GraphQL */ `
  query PolicyLayers($id: ID!) {
    instrument(id: $id) {
      id
      bookingLayers {
        city {
          ...LayerParts
        }
        institution {
          ...LayerParts
        }
        instrument {
          all {
            ...TermsParts
          }
          classes {
            userClass
            terms {
              ...TermsParts
            }
          }
          quotas {
            ...QuotaParts
          }
          alignMinutes
          blocks {
            ...BlockParts
          }
          priorityWindows {
            ...WindowParts
          }
          form {
            ...FieldParts
          }
          formVersion
        }
      }
    }
  }
`)

export const PolicyRulesDocument = graphql(/* GraphQL */ `
  mutation PolicyRules($input: SetInstrumentRulesInput!) {
    setInstrumentRules(input: $input) {
      __typename
      ... on Instrument {
        id
      }
      ...Rejected
    }
  }
`)

export const PolicyTemplateDocument = graphql(/* GraphQL */ `
  query PolicyTemplate($institutionId: ID) {
    bookingTemplate(institutionId: $institutionId) {
      institutionId
      layer {
        ...LayerParts
      }
      above {
        ...LayerParts
      }
    }
  }
`)

export const PolicySetTemplateDocument = graphql(/* GraphQL */ `
  mutation PolicySetTemplate($input: SetBookingTemplateInput!) {
    setBookingTemplate(input: $input) {
      __typename
      ... on BookingTemplate {
        institutionId
      }
      ...Rejected
    }
  }
`)

export const PolicyQuotasDocument = graphql(/* GraphQL */ `
  query PolicyQuotas($instrumentId: ID!, $at: Instant!) {
    bookingQuotas(instrumentId: $instrumentId, at: $at) {
      level
      used
      left
      quota {
        ...QuotaParts
      }
      period {
        startsAt
        endsAt
      }
    }
  }
`)
