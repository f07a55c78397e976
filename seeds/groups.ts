/** The research group of the demo's researcher, an instrument that asks who leads it and then its keeper, and time that is held for it on another. */

import { bookInstrument } from '../server/booking/actions/book.ts'
import { availability } from '../server/booking/actions/calendar.ts'
import { holdTime } from '../server/booking/actions/holds.ts'
import { setBookingPolicy } from '../server/catalog/actions/booking-terms.ts'
import { instrumentsByIds } from '../server/catalog/queries/instruments.ts'
import { saveResearchGroup, setGroupMember } from '../server/institutions/actions/groups.ts'
import { DAY_MS, HOUR_MS, type Interval } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import type { Park } from './instruments.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

/** Manager of the researcher's firm, who leads its group. */
const LEADER = 'yinxiaoman'
const MEMBERS = ['researcher', 'hugejile']
const ASKED = 'cashmere-centre-martindale'
const HELD = 'cashmere-centre-yg005'
const HELD_MS = 3 * HOUR_MS

export async function seedGroups(
  stage: Stage,
  { town, park }: { readonly town: Town; readonly park: Park },
): Promise<void> {
  const leader = town.viewer(LEADER)
  const group = await saveResearchGroup(stage.as(leader), {
    groupId: null,
    institutionId: present(leader.institutionId, 'the firm of the leader'),
    nameZh: '羊绒针织工艺课题组',
    nameEn: 'Cashmere Knitting Group',
    principalEmail: emailOf(LEADER),
  })
  for (const key of MEMBERS) {
    await setGroupMember(stage.as(leader), { groupId: group.id, email: emailOf(key), isMember: true })
  }
  const asked = park.find((it) => it.seed.key === ASKED)
  if (asked) await askBoth(stage, town, asked)
  const held = park.find((it) => it.seed.key === HELD)
  if (held) await hold(stage, held, group.id)
}

/** Holds the first free time some days ahead; a day before, what is left is free for all. */
async function hold(stage: Stage, { id, keeper }: Park[number], groupId: string): Promise<void> {
  const ctx = stage.as(keeper)
  const from = stage.now + 5 * DAY_MS
  const found = await availability(ctx, id, { startsAt: from, endsAt: from + 9 * DAY_MS })
  const place = firstFrom(found?.free ?? [], HELD_MS)
  if (!place) return
  await holdTime(ctx, {
    instrumentId: id,
    groupId,
    startsAt: place.startsAt,
    endsAt: place.startsAt + HELD_MS,
    releaseHoursBefore: 24,
    reason: '纱线强力专项测试',
  })
}

async function askBoth(stage: Stage, town: Town, { id, keeper }: Park[number]): Promise<void> {
  const ctx = stage.as(keeper)
  const [instrument] = await instrumentsByIds(ctx.store.db, [id])
  const { policy } = present(instrument, 'the instrument that asks')
  await setBookingPolicy(ctx, { instrumentId: id, policy: { ...policy, approval: 'both' } })
  const researcher = stage.as(town.viewer('researcher'))
  const from = stage.now + 3 * DAY_MS
  const span = { startsAt: from, endsAt: from + 7 * DAY_MS }
  const found = await availability(researcher, id, span)
  const lengthMs = Math.max(2 * HOUR_MS, policy.durationMsMin)
  const place = firstFrom(found?.free ?? [], lengthMs)
  if (!place) return
  await bookInstrument(researcher, {
    instrumentId: id,
    startsAt: place.startsAt,
    endsAt: place.startsAt + lengthMs,
    purpose: '羊绒混纺面料耐磨性对比',
    clientKey: null,
  })
}

/** The first free time of a length that begins with an hour. */
function firstFrom(free: readonly Interval[], lengthMs: number): Interval | undefined {
  return free
    .map((it) => ({ ...it, startsAt: Math.ceil(it.startsAt / HOUR_MS) * HOUR_MS }))
    .find((it) => it.endsAt - it.startsAt >= lengthMs)
}

function emailOf(key: string): string {
  return `${key}@demo.local`
}
