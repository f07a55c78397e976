/** People who wait for time on `sem`, and what they are offered, through the front door. */

import type { Viewer } from '../../server/identity/rules.ts'
import type { Interval } from '../../server/kernel/interval.ts'
import { act, type Result, sent } from './bookings.ts'
import type { World } from './world.ts'

/** Joins the waiting list of `sem`: for the very span unless a length is given. */
export function wait(world: World, who: Viewer | null, at: Interval, more: object = {}): Promise<Result> {
  return act(world, who, 'joinWaitingList', { instrumentId: 'sem', purpose: '候补', ...sent(at), ...more })
}

export type Waiting = {
  readonly id: string
  readonly ahead: number
  readonly wants: string
  readonly offer: {
    readonly id: string
    readonly startsAt: string
    readonly endsAt: string
    readonly expiresAt: string
  } | null
}

/** What somebody waits for, with what he is offered. */
export async function waitingOf(world: World, who: Viewer | null): Promise<readonly Waiting[]> {
  const { myWaitingEntries } = (await world.ask(
    who,
    '{ myWaitingEntries { edges { node { id ahead wants offer { id startsAt endsAt expiresAt } } } } }',
  )) as { myWaitingEntries: { edges: readonly { node: Waiting }[] } }
  return myWaitingEntries.edges.map((it) => it.node)
}

/** The one thing that somebody is offered; undefined when he is offered nothing. */
export async function offerOf(world: World, who: Viewer | null) {
  return (await waitingOf(world, who)).flatMap((it) => it.offer ?? [])[0]
}
