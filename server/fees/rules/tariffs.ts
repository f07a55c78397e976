/** What an instrument costs: dated tariffs by class of customer, which one counts, and what a tariff must be. */

import { isOwn } from '../../institutions/rules.ts'
import { addDays, dateOf, type LocalDate, minutesOfDay, type Weekday } from '../../kernel/calendar.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Problem, problem } from '../../kernel/problem.ts'

/** `internal` customers belong to the institution that owns the instrument, `external` ones do not. */
export const CUSTOMER_CLASSES = ['internal', 'external'] as const
export type CustomerClass = (typeof CUSTOMER_CLASSES)[number]

/** Which time is billed: the reserved, the used, or from the reserved start to the later of both ends. */
export const PRICING_MODES = ['reservation', 'usage', 'overage'] as const
export type PricingMode = (typeof PRICING_MODES)[number]

/** Hours of the week with a rate of their own; one that ends at or before its start goes on into the next day. */
export type RateWindow = {
  readonly nameZh: string
  readonly weekdays: readonly Weekday[]
  /** Wall-clock time, `HH:MM`. */
  readonly startsAt: string
  /** Wall-clock time, `HH:MM` or `24:00`. */
  readonly endsAt: string
  /** Of the base rate: 80 means 20 % off, 120 means 20 % more. */
  readonly percent: number
  /** A rate of its own, in the place of the percentage. */
  readonly rateFenPerHour?: Fen
  /** A minimum of its own, which counts for its part of the time. */
  readonly minimumChargeFen?: Fen
}

/** From so many billed minutes on another rate counts, for the time after them only, like a tax bracket. */
export type RateStep = {
  readonly afterMinutes: number
  readonly rateFenPerHour: Fen
  readonly subsidyFenPerHour?: Fen
}

/** The part of a tariff that makes a price. */
export type Rates = {
  readonly mode: PricingMode
  readonly rateFenPerHour: Fen
  readonly startUpFeeFen: Fen
  readonly minimumChargeFen: Fen
  /** Cancelling this late or later costs; 0: cancelling never costs. */
  readonly cancelNoticeMinutes: number
  readonly cancelFeeFen: Fen
  readonly rateWindows: readonly RateWindow[]
  /** What of the base rate is not paid by the customer; discounts and the minimum scale it alike. */
  readonly subsidyFenPerHour?: Fen
  /** Ascending by `afterMinutes`. */
  readonly steps?: readonly RateStep[]
  /** Time is billed in whole steps of this many minutes. */
  readonly roundUpMinutes?: number
  /** Cancelling late costs the price of the booking, not the fee. */
  readonly fullPriceWhenLate?: boolean
}

export type Tariff = Rates & {
  readonly id: string
  readonly instrumentId: string
  readonly customerClass: CustomerClass
  /** The first day, in the instrument's zone, on which bookings that start count by this tariff. */
  readonly validFrom: LocalDate
  /** Bookings made before count by what was set until then. */
  readonly setAt: Instant
}

/** What decides between the tariffs of an instrument. */
export type TariffDay = Pick<Tariff, 'customerClass' | 'validFrom' | 'setAt'>

/** A tariff with the day before its successor; null while none follows. */
export type DatedTariff = Tariff & { readonly validTo: LocalDate | null }

/** Whether a customer is one of the owner's own; nobody's institution is nobody's own. */
export function customerClassOf(ownerId: string, customerInstitutionId: string | null): CustomerClass {
  return isOwn(ownerId, customerInstitutionId) ? 'internal' : 'external'
}

/** The tariff of a class on a day: the latest that has begun, as it was set last; undefined when none has. */
export function tariffInForce<T extends TariffDay>(
  tariffs: readonly T[],
  customerClass: CustomerClass,
  day: LocalDate,
): T | undefined {
  return tariffs.reduce<T | undefined>((latest, it) => {
    const counts = it.customerClass === customerClass && it.validFrom <= day
    return counts && (!latest || isLater(it, latest)) ? it : latest
  }, undefined)
}

function isLater(a: TariffDay, b: TariffDay): boolean {
  return a.validFrom === b.validFrom ? a.setAt > b.setAt : a.validFrom > b.validFrom
}

/** What decides which tariff counts. */
export type Terms = {
  readonly instrumentId: string
  readonly ownerId: string
  /** Null: a person without an institution. */
  readonly customerInstitutionId: string | null
  readonly reserved: Interval
  readonly timeZone: string
  /** When the customer was last quoted: when it was booked, or moved by himself. */
  readonly quotedAt: Instant
}

/**
 * The tariff by which a booking is charged: the customer's class, on the day it starts, as it was known when he was
 * quoted. Where none was known for that day, because others moved the booking, as it is known by now; undefined when
 * there is none.
 */
export function tariffOf<T extends TariffDay>(
  tariffs: readonly T[],
  { ownerId, customerInstitutionId, reserved, timeZone, quotedAt }: Omit<Terms, 'instrumentId'>,
): T | undefined {
  const customerClass = customerClassOf(ownerId, customerInstitutionId)
  const day = dateOf(reserved.startsAt, timeZone)
  const known = tariffs.filter((it) => it.setAt <= quotedAt)
  return tariffInForce(known, customerClass, day) ?? tariffInForce(tariffs, customerClass, day)
}

/** Each tariff that was not set anew, with its last day; `tariffs` are those of one instrument by class, oldest first. */
export function datedTariffs(tariffs: readonly Tariff[]): readonly DatedTariff[] {
  const standing = tariffs.filter((it, i) => {
    const next = tariffs[i + 1]
    return next?.customerClass !== it.customerClass || next.validFrom !== it.validFrom
  })
  return standing.map((it, i) => {
    const next = standing[i + 1]
    return { ...it, validTo: next?.customerClass === it.customerClass ? addDays(next.validFrom, -1) : null }
  })
}

/** Every reason why a tariff cannot be like this; empty when it can. */
export function tariffProblems(rates: Rates): readonly Problem[] {
  const counts = {
    rateFenPerHour: [rates.rateFenPerHour, FEN_MAX],
    startUpFeeFen: [rates.startUpFeeFen, FEN_MAX],
    minimumChargeFen: [rates.minimumChargeFen, FEN_MAX],
    cancelNoticeMinutes: [rates.cancelNoticeMinutes, NOTICE_MINUTES_MAX],
    cancelFeeFen: [rates.cancelFeeFen, FEN_MAX],
    subsidyFenPerHour: [rates.subsidyFenPerHour ?? 0, FEN_MAX],
  } as const
  const step = rates.roundUpMinutes ?? 1
  const outOfRange = Object.entries(counts).filter(([, [value, max]]) => !isCount(value, max))
  return [
    ...outOfRange.map(([field]) => problem('INPUT_INVALID', [], { field })),
    ...(step > 0 && isCount(step, STEP_MINUTES_MAX)
      ? []
      : [problem('INPUT_INVALID', [], { field: 'roundUpMinutes' })]),
    ...rateStepProblems(rates.steps ?? []),
    ...rateWindowProblems(rates.rateWindows),
  ]
}

/** Ten million yuan: more is a slip of the keyboard. */
const FEN_MAX = 1_000_000_000
const STEP_MINUTES_MAX = 60 * 24
const NOTICE_MINUTES_MAX = 60 * 24 * 365
const PERCENT_MAX = 1_000
const STEPS_MAX = 10
/** A year. */
const STEP_AFTER_MAX = 60 * 24 * 365
const WINDOWS_MAX = 20
const DAY_MINUTES = 1_440
const WEEK_MINUTES = 7 * DAY_MINUTES

function rateStepProblems(steps: readonly RateStep[]): readonly Problem[] {
  const isRight = ({ afterMinutes, rateFenPerHour, subsidyFenPerHour = 0 }: RateStep, i: number) =>
    isCount(afterMinutes, STEP_AFTER_MAX) &&
    afterMinutes > (steps[i - 1]?.afterMinutes ?? 0) &&
    isCount(rateFenPerHour, FEN_MAX) &&
    isCount(subsidyFenPerHour, FEN_MAX)
  return steps.length <= STEPS_MAX && steps.every(isRight)
    ? []
    : [problem('RATE_STEPS_INVALID', [], { max: STEPS_MAX })]
}

function rateWindowProblems(windows: readonly RateWindow[]): readonly Problem[] {
  if (windows.length > WINDOWS_MAX) return [problem('INPUT_INVALID', [], { field: 'rateWindows' })]
  const problems = windows
    .filter((it) => !isRateWindow(it))
    .map((it) => problem('RATE_WINDOW_INVALID', [], { name: it.nameZh }))
  if (problems.length > 0) return problems
  const taken = windows.flatMap((it) => weekParts(it)).toSorted((a, b) => a.from - b.from)
  const doubled = taken.find((it, i) => it.from < (taken[i - 1]?.to ?? 0))
  return doubled ? [problem('RATE_WINDOWS_OVERLAP', [], { name: doubled.name })] : []
}

function isRateWindow({ nameZh, weekdays, startsAt, endsAt, percent }: RateWindow): boolean {
  const from = minutesOfDay(startsAt)
  const to = minutesOfDay(endsAt)
  return (
    nameZh.trim() !== '' &&
    nameZh.length <= 40 &&
    weekdays.length > 0 &&
    new Set(weekdays).size === weekdays.length &&
    weekdays.every((it) => isCount(it, 7) && it > 0) &&
    from !== undefined &&
    from < DAY_MINUTES &&
    to !== undefined &&
    from !== to &&
    isCount(percent, PERCENT_MAX)
  )
}

/** The window in minutes of the week from Monday 00:00; what crosses Sunday midnight is cut in two. */
function weekParts(window: RateWindow) {
  const name = window.nameZh
  const starts = minutesOfDay(window.startsAt) ?? 0
  const ends = minutesOfDay(window.endsAt) ?? 0
  const length = ends > starts ? ends - starts : ends + DAY_MINUTES - starts
  return window.weekdays.flatMap((weekday) => {
    const from = (weekday - 1) * DAY_MINUTES + starts
    const to = from + length
    return to <= WEEK_MINUTES
      ? [{ name, from, to }]
      : [
          { name, from, to: WEEK_MINUTES },
          { name, from: 0, to: to - WEEK_MINUTES },
        ]
  })
}

function isCount(value: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= max
}
