/** Sessions, their corrections and what they cost, as tests look at them through the front door. */

import type { Viewer } from '../../server/identity/rules.ts'
import { type Interval } from '../../server/kernel/interval.ts'
import type { Result } from './bookings.ts'
import { addTariff } from './tariffs.ts'
import type { World } from './world.ts'

const SESSION = 'id startsAt endsAt kind samples source version operator { id } record { id origin samples }'
const ANSWERS: Readonly<Record<string, string>> = {
  startWalkIn: '... on UsageRecord { id origin booking { id state startsAt endsAt } }',
  recordUse: `... on UsageSession { ${SESSION} }`,
  requestAdjustment: '... on UsageAdjustment { id state }',
  decideAdjustment: '... on UsageAdjustment { id state decisionNote }',
  reportRunTime: '... on ReportedRunTime { count }',
  reportUsage: '... on UsageReport { outcomes { eventId outcome problems { code } session { id } } }',
}

/** Sends one of the mutations about use with its input. */
export async function sendUsage<T = Result>(
  world: World,
  who: Viewer | null,
  mutation: string,
  input: object,
): Promise<T> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`
  const data = await world.ask(
    who,
    `mutation ($input: ${type}) { ${mutation}(input: $input) {
      __typename ${ANSWERS[mutation]} ... on Rejection { problems { code message refs } } } }`,
    { input },
  )
  return data[mutation] as T
}

export type SeenSession = {
  readonly id: string
  readonly startsAt: string
  readonly endsAt: string | null
  readonly kind: string
  readonly samples: number
  readonly source: string
  readonly version: number
  readonly record: { readonly id: string; readonly origin: string; readonly samples: number }
}

/** Sessions of `lab` that began in a span, earliest first. */
export async function sessionsSeen(world: World, who: Viewer, during: Interval, more: object = {}) {
  const data = await world.ask(
    who,
    `query ($filter: SessionFilter!) { usageSessions(filter: $filter, first: 100) { edges { node { ${SESSION} } } } }`,
    {
      filter: {
        institutionId: 'lab',
        during: {
          startsAt: new Date(during.startsAt).toISOString(),
          endsAt: new Date(during.endsAt).toISOString(),
        },
        ...more,
      },
    },
  )
  const { edges } = data['usageSessions'] as { edges: { node: SeenSession }[] }
  return edges.map((it) => it.node).toReversed()
}

/** Charges with their amounts and what they take back, and the sums of the ledger; in the order of their ids. */
export async function books(world: World, instrumentId: string) {
  const charges = await world.store.db
    .selectFrom('charge')
    .select(['id', 'amount_fen', 'reverses_id', 'state'])
    .where('instrument_id', '=', instrumentId)
    .orderBy('id')
    .execute()
  return {
    charges: charges.map((it) => [it.id.split(':')[0], it.amount_fen] as const),
    netFen: charges.reduce((sum, it) => sum + it.amount_fen, 0),
  }
}

/** External customers pay 120 yuan an hour for what they use, and 50 for not coming. */
export async function chargeByUse(world: World, instrumentId: string): Promise<void> {
  await addTariff(world, instrumentId, 'external', {
    mode: 'usage',
    cancelNoticeMinutes: 60,
    cancelFeeFen: 5_000,
  })
}
