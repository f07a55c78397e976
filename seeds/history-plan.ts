/** Who used which instrument when: the plan of a year of use, of the shape of the region's statistics. Pure. */

import {
  addDays,
  dateOf,
  DEFAULT_ZONE,
  instantOf,
  type LocalDate,
  weekdayOf,
} from '../server/kernel/calendar.ts'
import { HOUR_MS, type Instant, type Interval, MINUTE_MS } from '../server/kernel/interval.ts'
import {
  type SeedHistory,
  type SeedInstitution,
  type SeedInstrument,
  type SeedOpening,
  type SeedPerson,
} from './data.ts'
import type { Random } from './random.ts'

/** How one session went. Minutes are against the booked span; negative is early. */
export type PlannedUse =
  | {
      readonly how: 'used'
      readonly startLateMinutes: number
      readonly endLateMinutes: number
      readonly samples: number
    }
  | { readonly how: 'missed' }
  | { readonly how: 'cancelled'; readonly minutesBefore: number }

export type PlannedSession = Interval & {
  readonly instrument: SeedInstrument
  readonly person: SeedPerson
  readonly purpose: string
  readonly bookedMsBefore: number
  readonly use: PlannedUse
}

export type PlanFacts = {
  readonly history: SeedHistory
  readonly institutions: ReadonlyMap<string, SeedInstitution>
  readonly people: readonly SeedPerson[]
  readonly openings: ReadonlyMap<string, SeedOpening>
  /** Days on which nobody works. */
  readonly holidays: ReadonlySet<LocalDate>
  /** Saturdays and Sundays on which people work as on Mondays. */
  readonly workdays: ReadonlySet<LocalDate>
}

/** Sessions of one instrument from one day to another (not included), by start. */
export function plannedSessions(
  instrument: SeedInstrument,
  days: { readonly from: LocalDate; readonly to: LocalDate },
  facts: PlanFacts,
  random: Random,
): readonly PlannedSession[] {
  const share = yearlyShare(instrument, facts, random)
  const cast = castOf(instrument, facts)
  const sessions: PlannedSession[] = []
  let owedMs = 0
  // Drawn before it is known on which day it fits, or short sessions would win.
  let wantedMs = sessionLength(instrument, facts, random)
  let freeFrom = 0
  for (let day = days.from; day < days.to; day = addDays(day, 1)) {
    const open = openOn(day, instrument, facts)
    if (!open || freeFrom >= open.endsAt) continue
    owedMs += share.msPerYear * dayWeight(day, instrument, facts)
    let from = onGrid(Math.max(startOfWork(day, open, random), freeFrom), instrument, open)
    for (;;) {
      const lengthMs = fitting(wantedMs, from, instrument, open)
      const endsAt = from + lengthMs
      if (lengthMs <= 0 || owedMs < wantedMs) break
      sessions.push(session(cast, { startsAt: from, endsAt }, share.external, { facts, random }))
      owedMs -= lengthMs
      wantedMs = sessionLength(instrument, facts, random)
      freeFrom = endsAt + instrument.policy.bufferAfterMinutes * MINUTE_MS + 30 * MINUTE_MS
      from = onGrid(freeFrom, instrument, open)
    }
    // What does not fit into a few days is lost: an instrument is not used around the clock to catch up.
    owedMs = Math.min(owedMs, Math.max(24 * HOUR_MS, instrument.policy.durationMinutesMin * MINUTE_MS))
  }
  return sessions
}

function yearlyShare(instrument: SeedInstrument, { history }: PlanFacts, random: Random) {
  const { zeroShare, muLogHours, sigmaLogHours, maxHours } = history.effectiveHours
  const isIdle = random.next() < zeroShare
  const hours = Math.min(Math.exp(muLogHours + sigmaLogHours * random.normal()), maxHours)
  const factor = Number(history.runStatusFactor[instrument.runStatus] ?? 1)
  const { alpha, beta } = history.externalShare
  const external = random.beta(alpha, beta)
  return {
    // Nobody can book an instrument that waits for its repair.
    msPerYear: isIdle || instrument.runStatus === 'await_repair' ? 0 : hours * factor * HOUR_MS,
    // Only some instruments serve others: lift their share, so that the whole comes near the region's.
    external: instrument.shareMode === 'external' ? Math.min(external * 1.35, 1) : 0,
  }
}

/** The window of a day in which the instrument is open, as one span; undefined when it is closed. */
function openOn(day: LocalDate, instrument: SeedInstrument, facts: PlanFacts): Interval | undefined {
  const weekday = facts.workdays.has(day) ? 1 : weekdayOf(day)
  const window = facts.openings.get(instrument.openingTemplate)?.windows.find((it) => it.weekday === weekday)
  if (!window || facts.holidays.has(day)) return undefined
  return {
    startsAt: instantOf(day, window.opensAt, DEFAULT_ZONE),
    endsAt: instantOf(day, window.closesAt, DEFAULT_ZONE),
  }
}

/** The part of a year's use that falls on a day: weekends are quiet, and 250 working days make a year. */
function dayWeight(day: LocalDate, instrument: SeedInstrument, { history, workdays }: PlanFacts): number {
  const weekday = workdays.has(day) ? 1 : weekdayOf(day)
  const isDaily =
    instrument.openingTemplate !== 'weekday_office' && instrument.openingTemplate !== 'weekday_extended'
  return Number(history.weekdayWeights[String(weekday)] ?? 1) / (isDaily ? 276 : 250)
}

/** Work starts at the opening or within the two hours after it, never before 08:00. */
function startOfWork(day: LocalDate, open: Interval, random: Random): Instant {
  const eight = instantOf(day, '08:00', DEFAULT_ZONE)
  return Math.max(open.startsAt, eight) + random.between(0, 4) * 30 * MINUTE_MS
}

function sessionLength(instrument: SeedInstrument, { history }: PlanFacts, random: Random): number {
  const { durationMinutesMin, durationMinutesMax, stepMinutes } = instrument.policy
  const isBatch = random.weighted(history.modeWeights) !== 'self_use'
  // Samples run through the day; people at the instrument stay for hours.
  const drawn = isBatch ? 480 : 2 * Number(random.weighted(history.durationMinutes.weights))
  const whole = Math.ceil(drawn / stepMinutes) * stepMinutes
  return Math.min(Math.max(whole, durationMinutesMin), durationMinutesMax) * MINUTE_MS
}

/** The part of a session that fits before closing time, a multiple of the step; 0 when that is shorter than allowed. */
function fitting(lengthMs: number, from: Instant, { policy }: SeedInstrument, open: Interval): number {
  const stepMs = policy.stepMinutes * MINUTE_MS
  const isLong = policy.durationMinutesMin >= 24 * 60
  const fits = isLong ? lengthMs : Math.min(lengthMs, Math.floor((open.endsAt - from) / stepMs) * stepMs)
  return fits >= policy.durationMinutesMin * MINUTE_MS ? fits : 0
}

/** The next moment on the instrument's grid, which starts anew at every local midnight. */
function onGrid(moment: Instant, instrument: SeedInstrument, open: Interval): Instant {
  const midnight = instantOf(dateOf(open.startsAt, DEFAULT_ZONE), '00:00', DEFAULT_ZONE)
  const stepMs = instrument.policy.stepMinutes * MINUTE_MS
  return midnight + Math.ceil((moment - midnight) / stepMs) * stepMs
}

/** Who may be seen at an instrument, and for what: worked out once for each. */
type Cast = {
  readonly instrument: SeedInstrument
  readonly own: readonly SeedPerson[]
  /** Researchers of other institutions by the kind of their institution. */
  readonly others: ReadonlyMap<string, readonly SeedPerson[]>
  /** Weight by purpose. */
  readonly purposes: Readonly<Record<string, number>>
}

function castOf(instrument: SeedInstrument, { people, institutions, history }: PlanFacts): Cast {
  const here = people.filter((it) => it.institutionKey === instrument.institutionKey)
  const kind = institutions.get(instrument.institutionKey)?.kind ?? ''
  const fits = history.purposes.filter(
    (it) =>
      it.field !== 'general' &&
      (it.categoryPrefixes.length === 0 ||
        it.categoryPrefixes.some((prefix) => instrument.categoryCode.startsWith(prefix))) &&
      (it.keywordsZh.length === 0 || it.keywordsZh.some((word) => instrument.keywordsZh.includes(word))) &&
      (it.institutionKinds.length === 0 || it.institutionKinds.includes(kind)),
  )
  const purposes = fits.length > 0 ? fits : history.purposes.filter((it) => it.field === 'general')
  return {
    instrument,
    own: usersOf(instrument, here),
    others: Map.groupBy(
      people.filter((it) => it.institutionKey !== instrument.institutionKey && isResearcher(it)),
      (it) => institutions.get(it.institutionKey)?.kind ?? '',
    ),
    purposes: Object.fromEntries(purposes.map((it) => [it.textZh, it.weight])),
  }
}

function session(
  cast: Cast,
  span: Interval,
  externalShare: number,
  { facts, random }: { readonly facts: PlanFacts; readonly random: Random },
): PlannedSession {
  const { policy } = cast.instrument
  const isExternal = random.next() < externalShare
  const lead = Number(random.weighted(facts.history.leadDays.weights))
  const leadMs = Math.min(lead, Math.max(policy.horizonDays - 1, 0)) * 24 * HOUR_MS
  const others = cast.others.get(random.weighted(facts.history.customerClasses)) ?? []
  return {
    ...span,
    instrument: cast.instrument,
    person: random.pick(isExternal && others.length > 0 ? others : cast.own),
    purpose: random.weighted(cast.purposes),
    bookedMsBefore: Math.max(leadMs, policy.noticeMinutesMin * MINUTE_MS) + HOUR_MS,
    use: plannedUse(span, facts.history, random),
  }
}

/** An instrument that is not shared is used by its keepers, any other by the researchers of the house. */
function usersOf({ shareMode }: SeedInstrument, here: readonly SeedPerson[]): readonly SeedPerson[] {
  if (shareMode === 'none') return here.filter((it) => it.roles.includes('keeper'))
  return here.some(isResearcher) ? here.filter(isResearcher) : here
}

function isResearcher(person: SeedPerson): boolean {
  return person.roles.includes('researcher')
}

function plannedUse(span: Interval, { attendance, cancellation }: SeedHistory, random: Random): PlannedUse {
  const dice = random.next()
  if (dice < cancellation.inNotice) return { how: 'cancelled', minutesBefore: random.between(30, 60) * 60 }
  if (dice < cancellation.inNotice + cancellation.late)
    return { how: 'cancelled', minutesBefore: random.between(10, 50) }
  const later = random.next()
  if (later < attendance.missed) return { how: 'missed' }
  const isLate = later < attendance.missed + attendance.late
  const leavesEarly = !isLate && later < attendance.missed + attendance.late + attendance.leaveEarly
  const staysLonger = !isLate && !leavesEarly && random.next() < attendance.overtime
  const lengthMinutes = (span.endsAt - span.startsAt) / MINUTE_MS
  return {
    how: 'used',
    startLateMinutes: isLate
      ? Math.min(random.between(16, 50), Math.floor(lengthMinutes / 3))
      : random.between(0, 5),
    endLateMinutes: leavesEarly
      ? -Math.min(random.between(31, 60), Math.floor(lengthMinutes / 3))
      : staysLonger
        ? random.between(11, 25)
        : -random.between(0, 4),
    samples: random.between(1, 12),
  }
}
