/** A year of use and the two weeks ahead: booked, approved, cancelled, used and missed by the actions themselves. */

import { bookInstrument } from '../server/booking/actions/book.ts'
import { approveBooking, cancelBooking } from '../server/booking/actions/decide.ts'
import type { Viewer } from '../server/identity/rules.ts'
import { addDays, type LocalDate } from '../server/kernel/calendar.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { checkIn, checkOut } from '../server/usage/actions/attendance.ts'
import { needsExplaining } from '../server/usage/rules/attendance.ts'
import { markNoShows } from '../server/usage/actions/no-shows.ts'
import { seedHistory, seedHolidays, seedInstitutions, seedOpenings, seedPeople } from './data.ts'
import type { Stage } from './stage.ts'
import { type PlanFacts, type PlannedSession, plannedSessions } from './history-plan.ts'
import type { Park } from './instruments.ts'
import { randomOf } from './random.ts'
import type { Town } from './town.ts'
import { wishesVoucher } from './vouchers.ts'

const DAYS_AHEAD = 12

export type HistoryParts = {
  readonly town: Town
  readonly park: Park
  /** `to` is today: its sessions and those after it are bookings still to come. */
  readonly days: { readonly from: LocalDate; readonly to: LocalDate }
}

export async function seedHistoryOfUse(stage: Stage, { town, park, days }: HistoryParts): Promise<void> {
  const facts = planFacts()
  const ids = new Map(park.map((it) => [it.seed.key, it]))
  const until = addDays(days.to, DAYS_AHEAD)
  const sessions = park
    .flatMap(({ seed }, i) =>
      plannedSessions(seed, { from: days.from, to: until }, facts, randomOf(seedHistory.randomSeed + i)),
    )
    .toSorted((a, b) => a.startsAt - b.startsAt)
  let done = 0
  for (const session of sessions) {
    const { id, keeper } = present(ids.get(session.instrument.key), session.instrument.key)
    await play(stage, town, { session, instrumentId: id, keeper, booker: town.viewer(session.person.key) })
    done += 1
    if (done % 5_000 === 0) stage.log.info({ done, of: sessions.length }, '历史预约 · bookings')
  }
}

type Scene = {
  readonly session: PlannedSession
  readonly instrumentId: string
  readonly keeper: Viewer
  readonly booker: Viewer
}

async function play(stage: Stage, town: Town, scene: Scene): Promise<void> {
  const { session, instrumentId, keeper, booker } = scene
  const { startsAt, endsAt, purpose } = session
  stage.clock.now = Math.min(startsAt - session.bookedMsBefore, stage.now - HOUR_MS)
  // Bookings that come too soon to be made by now are not made; nor are those further ahead than they may be.
  if (stage.clock.now > startsAt - session.instrument.policy.noticeMinutesMin * MINUTE_MS) return
  if (endsAt - stage.clock.now > session.instrument.policy.horizonDays * 24 * HOUR_MS) return
  const span = { startsAt, endsAt }
  const useVoucher = await wishesVoucher(stage, town, { booker, instrumentId, span })
  const form = { ...span, instrumentId, purpose, clientKey: null, useVoucher }
  const booked = await bookInstrument(stage.as(booker), form)
  const isToCome = endsAt > stage.now
  if (booked.state === 'requested') {
    if (isToCome && startsAt - stage.now > 48 * HOUR_MS) return
    await approveBooking(stage.as(keeper), { bookingId: booked.id, note: null })
  }
  if (isToCome) {
    if (startsAt <= stage.now - 5 * MINUTE_MS) await begin(stage, scene, booked.id)
    return
  }
  const { use } = session
  if (use.how === 'cancelled') {
    stage.clock.now = Math.max(stage.clock.now, startsAt - use.minutesBefore * MINUTE_MS)
    await cancelBooking(stage.as(booker), { bookingId: booked.id, reason: '计划调整' })
  } else if (use.how === 'missed') {
    stage.clock.now = startsAt + 2 * HOUR_MS
    await markNoShows(stage.as(null))
  } else {
    await begin(stage, scene, booked.id)
    stage.clock.now = Math.min(endsAt + use.endLateMinutes * MINUTE_MS, stage.now)
    const note = noteOf(session, stage.clock.now)
    await checkOut(stage.as(keeper), { bookingId: booked.id, samples: use.samples, note })
  }
}

/** What a keeper says of a use that was much longer or shorter than booked. */
function noteOf({ startsAt, endsAt, use }: PlannedSession, leftAt: Instant): string | null {
  const lateMs = use.how === 'used' ? use.startLateMinutes * MINUTE_MS : 0
  const usedMs = leftAt - startsAt - lateMs
  if (!needsExplaining({ startsAt, endsAt }, usedMs)) return null
  return usedMs > endsAt - startsAt ? '样品批次增加，经机主同意延时' : '样品提前测完'
}

async function begin(stage: Stage, { session, keeper }: Scene, bookingId: string): Promise<void> {
  const late = session.use.how === 'used' ? session.use.startLateMinutes : 0
  stage.clock.now = Math.min(session.startsAt + late * MINUTE_MS, stage.now)
  await checkIn(stage.as(keeper), { bookingId })
}

function planFacts(): PlanFacts {
  const datesOf = (kind: 'holiday' | 'workday') =>
    new Set(seedHolidays.filter((it) => it.kind === kind).map((it) => it.date))
  return {
    history: seedHistory,
    institutions: new Map(seedInstitutions.map((it) => [it.key, it])),
    people: seedPeople,
    openings: new Map(seedOpenings.map((it) => [it.key, it])),
    holidays: datesOf('holiday'),
    workdays: datesOf('workday'),
  }
}
