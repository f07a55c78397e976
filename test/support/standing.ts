/** What people do about trainings, points and restrictions, through the front door. */

import type { Viewer } from '../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS } from '../../server/kernel/interval.ts'
import type { World } from './world.ts'

/** What each mutation makes. */
const MADE = {
  setTrainingRequirement: 'Instrument { id trainingRequirement { validDays disuseDays } }',
  scheduleTraining: 'TrainingSession { id seats seatsTaken }',
  cancelTraining: 'TrainingSession { id cancelReason }',
  enrolInTraining: 'TrainingEnrolment { id seat state }',
  withdrawFromTraining: 'TrainingEnrolment { id seat state }',
  recordTrainingResult: 'TrainingEnrolment { id state score }',
  grantQualification: 'Qualification { id state expiresAt }',
  revokeQualification: 'Qualification { id state endReason }',
  imposeRestriction: 'Restriction { id state scope }',
  liftRestriction: 'Restriction { id state }',
  adjustConduct: 'ConductEvent { id points }',
  fileAppeal: 'Appeal { id state }',
  decideAppeal: 'Appeal { id state }',
} as const

export type Made = {
  readonly __typename: string
  readonly id: string
  readonly state?: string
  readonly seat?: number | null
  readonly expiresAt?: string | null
  readonly problems?: readonly { readonly code: string; readonly refs: readonly string[] }[]
}

/** Sends one mutation of standing with its input. */
export async function measure(
  world: World,
  who: Viewer | null,
  mutation: keyof typeof MADE,
  input: object,
): Promise<Made> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`
  const result = `__typename ... on ${MADE[mutation]} ... on Rejection { problems { code refs } }`
  const data = await world.ask(
    who,
    `mutation ($input: ${type}) { ${mutation}(input: $input) { ${result} } }`,
    { input },
  )
  return data[mutation] as Made
}

export const iso = (at: number): string => new Date(at).toISOString()

/** Offers a training for `sem` an hour long, so many days from the world's now. */
export async function offerTraining(
  world: World,
  who: Viewer,
  { seats = 2, days = 1, passMark = 60 }: { seats?: number; days?: number; passMark?: number } = {},
): Promise<string> {
  const startsAt = world.clock.now + days * DAY_MS
  const form = { instrumentId: 'sem', place: '实验楼 101', seats, passMark }
  const { id } = await measure(world, who, 'scheduleTraining', {
    ...form,
    startsAt: iso(startsAt),
    endsAt: iso(startsAt + HOUR_MS),
  })
  return id
}

export type StandingNow = {
  readonly points: number
  readonly level: string
  readonly events: readonly { readonly id: string; readonly kind: string; readonly points: number }[]
  readonly restrictions: readonly {
    readonly id: string
    readonly state: string
    readonly scope: string
    readonly liftReason: string | null
  }[]
  readonly qualifications: readonly { readonly id: string; readonly state: string }[]
}

type Connection<Node> = { readonly edges: readonly { readonly node: Node }[] }

/** How the viewer stands. */
export async function standingOf(world: World, who: Viewer): Promise<StandingNow> {
  const { standing } = (await world.ask(
    who,
    `{ standing { points level
      events { edges { node { id kind points } } }
      restrictions { edges { node { id state scope liftReason } } }
      qualifications { edges { node { id state } } } } }`,
  )) as {
    standing: {
      [K in keyof StandingNow]: StandingNow[K] extends readonly (infer Node)[]
        ? Connection<Node>
        : StandingNow[K]
    }
  }
  const { points, level, events, restrictions, qualifications } = standing
  return {
    points,
    level,
    events: events.edges.map((it) => it.node),
    restrictions: restrictions.edges.map((it) => it.node),
    qualifications: qualifications.edges.map((it) => it.node),
  }
}

/** The types of what the outbox holds about standing, oldest first. */
export async function toldOfStanding(world: World): Promise<readonly string[]> {
  const rows = await world.store.db.selectFrom('outbox_event').select('type').orderBy('id').execute()
  return rows
    .map((it) => it.type)
    .filter((it) => /^(training|qualification|conduct|restriction|appeal)\./.test(it))
}
