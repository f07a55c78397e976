/** What people are told, through the front door. */

import type { Viewer } from '../../server/identity/rules.ts'
import { collectNotices } from '../../server/notices/actions/collect.ts'
import type { World } from './world.ts'

export type Told = {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly text: string
  readonly path: string
  readonly readAt: string | null
}

/** Lets the job tell what has happened, and answers with what somebody was told, newest first. */
export async function toldTo(world: World, who: Viewer | null): Promise<readonly Told[]> {
  await collectNotices(world.as())
  const { notices } = (await world.ask(
    who,
    '{ notices(first: 100) { edges { node { id kind title text path readAt } } } }',
  )) as { notices: { edges: readonly { node: Told }[] } }
  return notices.edges.map((it) => it.node)
}

/** The kinds of what somebody was told, newest first. */
export async function kindsToldTo(world: World, who: Viewer | null): Promise<readonly string[]> {
  return (await toldTo(world, who)).map((it) => it.kind)
}
