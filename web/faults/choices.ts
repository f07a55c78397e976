/** What a keeper chooses for each of many bookings. Pure. */

import type {
  DowntimeProposalsQuery,
  RescheduleChoice,
  RescheduleRowInput as RowInput,
} from '../gql/graphql.ts'

export type Proposal = DowntimeProposalsQuery['downtimeProposals'][number]
export type Choices = ReadonlyMap<string, RescheduleChoice>

/** It moves where there is time for it, and stays where there is none, until somebody says otherwise. */
export function choiceOf({ booking, to }: Proposal, choices: Choices): RescheduleChoice {
  return choices.get(booking.id) ?? (to ? 'MOVE' : 'LEAVE')
}

export function rowsOf(proposals: readonly Proposal[], choices: Choices): RowInput[] {
  return proposals.map((it) => {
    const choice = choiceOf(it, choices)
    return { bookingId: it.booking.id, choice, to: choice === 'MOVE' ? it.to : null }
  })
}

/** How many move, are given up, and stay. */
export function tally(proposals: readonly Proposal[], choices: Choices) {
  const count = (wanted: RescheduleChoice) =>
    proposals.filter((it) => choiceOf(it, choices) === wanted).length
  return { move: count('MOVE'), cancel: count('CANCEL'), leave: count('LEAVE') }
}
