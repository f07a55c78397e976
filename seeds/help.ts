/** People of the demo who operate an instrument for others, one of them away for a day; and people who wait for time. */

import { bookInstrument } from '../server/booking/actions/book.ts'
import { bookingsOf } from '../server/booking/actions/calendar.ts'
import { planAbsence, setOperation } from '../server/booking/actions/operators.ts'
import { joinWaitingList } from '../server/booking/actions/waiting-list.ts'
import { EVERY_DAY } from '../server/booking/rules/waiting-list.ts'
import { addDays, dateOf, DEFAULT_ZONE, instantOf } from '../server/kernel/calendar.ts'
import { DAY_MS, durationMs, HOUR_MS, type Interval } from '../server/kernel/interval.ts'
import { Rejection } from '../server/kernel/problem.ts'
import type { Park } from './instruments.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

const OPERATED = 'cashmere-centre-instron5982'
const OPERATORS = ['chenxuemei', 'baohailong']
const AWAY = 'baohailong'
/** Whoever is assisted, and when on which day he may be: the first that is possible. */
const ASSISTED = 'researcher'
const HOURS = ['09:00', '10:00', '14:00', '15:00']

/** Time on these is waited for: whoever comes first and may. */
const WAITED_FOR = ['cashmere-centre-laserscan', 'cashmere-centre-dsa100']
const WAITING = ['sarula', 'naren', 'guohongwei']

export async function seedHelp(
  stage: Stage,
  { town, park }: { readonly town: Town; readonly park: Park },
): Promise<void> {
  stage.clock.now = stage.now
  const operated = park.find((it) => it.seed.key === OPERATED)
  if (operated) await operate(stage, town, operated)
  for (const key of WAITED_FOR) {
    const placed = park.find((it) => it.seed.key === key)
    if (placed) await letWait(stage, town, placed)
  }
}

async function operate(stage: Stage, town: Town, { id: instrumentId, keeper }: Park[number]): Promise<void> {
  const operatorIds = OPERATORS.map((it) => town.viewer(it).personId)
  await setOperation(stage.as(keeper), { instrumentId, demand: 'offered', operatorIds })
  await planAbsence(stage.as(keeper), {
    personId: town.viewer(AWAY).personId,
    ...span(stage, 2, '08:30', 9 * HOUR_MS),
    reason: '参加标准培训',
  })
  const form = {
    instrumentId,
    purpose: '羊绒纱线拉伸性能对比，委托操作',
    clientKey: null,
    withOperator: true,
  }
  for (const day of [1, 2, 3, 4, 5]) {
    for (const from of HOURS) {
      const booking = { ...form, ...span(stage, day, from, HOUR_MS) }
      if (await isDone(bookInstrument(stage.as(town.viewer(ASSISTED)), booking))) return
    }
  }
}

/** Somebody waits for the first booking of somebody else from tomorrow on, where he may. */
async function letWait(stage: Stage, town: Town, { id: instrumentId }: Park[number]): Promise<void> {
  const ahead = { startsAt: stage.now + DAY_MS, endsAt: stage.now + 14 * DAY_MS }
  const booked = await bookingsOf(stage.as(null), instrumentId, ahead)
  for (const { startsAt, endsAt, personId } of booked) {
    const waiting = WAITING.map((it) => town.viewer(it)).filter((it) => it.personId !== personId)
    for (const viewer of waiting) {
      const wish = {
        instrumentId,
        startsAt,
        endsAt,
        lengthMs: durationMs({ startsAt, endsAt }),
        weekdays: EVERY_DAY,
        dayFrom: '00:00',
        dayUntil: '24:00',
        wants: 'offer' as const,
        purpose: '补测一组样品',
      }
      if (await isDone(joinWaitingList(stage.as(viewer), wish))) return
    }
  }
}

function span({ now }: Stage, days: number, from: string, lengthMs: number): Interval {
  const startsAt = instantOf(addDays(dateOf(now, DEFAULT_ZONE), days), from, DEFAULT_ZONE)
  return { startsAt, endsAt: startsAt + lengthMs }
}

/** Whether the rules let it through: they refuse before anything is written. */
async function isDone(action: Promise<unknown>): Promise<boolean> {
  try {
    await action
    return true
  } catch (error) {
    if (error instanceof Rejection) return false
    throw error
  }
}
