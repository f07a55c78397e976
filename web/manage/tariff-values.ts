/** A tariff as a form holds it, in yuan and hours; as the API wants it; and which version counts. Pure. */

import type { Rates } from '../../server/fees/rules/tariffs.ts'
import type { CustomerClass, ManagedTariffFragment, RateWindowInput, SetTariffInput } from '../gql/graphql.ts'
import { fenOf } from './instrument-values.ts'

export type RateWindowValues = {
  nameZh: string
  weekdays: number[]
  startsAt: string
  endsAt: string
  percent: number | null
}

export type RateStepValues = {
  afterHours: number | null
  rateYuan: number | null
  subsidyYuan: number | null
}

export type TariffValues = {
  customerClass: CustomerClass
  validFrom: string
  mode: SetTariffInput['mode']
  rateYuan: number | null
  startUpYuan: number | null
  minimumYuan: number | null
  cancelNoticeHours: number | null
  cancelFeeYuan: number | null
  roundUpMinutes: number | null
  subsidyYuan: number | null
  fullPriceWhenLate: boolean
  steps: RateStepValues[]
  rateWindows: RateWindowValues[]
}

/** Windows at hand; their names are written by the caller. */
export const WINDOW_PRESETS = {
  night: { weekdays: [1, 2, 3, 4, 5, 6, 7], startsAt: '22:00', endsAt: '08:00', percent: 80 },
  weekend: { weekdays: [6, 7], startsAt: '08:00', endsAt: '22:00', percent: 120 },
} as const

/** A new version on the ground of another, or of nothing. */
export function tariffValuesOf(
  customerClass: CustomerClass,
  validFrom: string,
  base: ManagedTariffFragment | undefined,
): TariffValues {
  return {
    customerClass,
    validFrom,
    mode: base?.mode ?? 'RESERVATION',
    rateYuan: base ? base.rateFenPerHour / 100 : null,
    startUpYuan: base ? base.startUpFeeFen / 100 : 0,
    minimumYuan: base ? base.minimumChargeFen / 100 : 0,
    cancelNoticeHours: base ? base.cancelNoticeMinutes / 60 : 24,
    cancelFeeYuan: base ? base.cancelFeeFen / 100 : 0,
    roundUpMinutes: base?.roundUpMinutes ?? 1,
    subsidyYuan: base ? base.subsidyFenPerHour / 100 : 0,
    fullPriceWhenLate: base?.fullPriceWhenLate ?? false,
    steps: (base?.steps ?? []).map((it) => ({
      afterHours: it.afterMinutes / 60,
      rateYuan: it.rateFenPerHour / 100,
      subsidyYuan: it.subsidyFenPerHour / 100,
    })),
    rateWindows: (base?.rateWindows ?? []).map((it) => ({ ...it, weekdays: [...it.weekdays] })),
  }
}

export function tariffInputOf(instrumentId: string, values: TariffValues): SetTariffInput {
  return {
    instrumentId,
    customerClass: values.customerClass,
    validFrom: values.validFrom,
    mode: values.mode,
    rateFenPerHour: fenOf(values.rateYuan),
    startUpFeeFen: fenOf(values.startUpYuan),
    minimumChargeFen: fenOf(values.minimumYuan),
    cancelNoticeMinutes: Math.round((values.cancelNoticeHours ?? 0) * 60),
    cancelFeeFen: fenOf(values.cancelFeeYuan),
    roundUpMinutes: values.roundUpMinutes ?? 1,
    subsidyFenPerHour: fenOf(values.subsidyYuan),
    fullPriceWhenLate: values.fullPriceWhenLate,
    steps: values.steps.map((it) => ({
      afterMinutes: Math.round((it.afterHours ?? 0) * 60),
      rateFenPerHour: fenOf(it.rateYuan),
      subsidyFenPerHour: fenOf(it.subsidyYuan),
    })),
    rateWindows: values.rateWindows.map(rateWindowOf),
  }
}

function rateWindowOf({ nameZh, weekdays, startsAt, endsAt, percent }: RateWindowValues): RateWindowInput {
  return { nameZh, weekdays: weekdays.toSorted((a, b) => a - b), startsAt, endsAt, percent: percent ?? 0 }
}

/** The same for the rule that judges tariffs. */
export function ratesOf({
  mode,
  roundUpMinutes,
  subsidyFenPerHour,
  fullPriceWhenLate,
  steps,
  ...input
}: SetTariffInput): Rates {
  const modes = { RESERVATION: 'reservation', USAGE: 'usage', OVERAGE: 'overage' } as const
  return {
    ...input,
    mode: modes[mode],
    roundUpMinutes: roundUpMinutes ?? 1,
    subsidyFenPerHour: subsidyFenPerHour ?? 0,
    fullPriceWhenLate: fullPriceWhenLate ?? false,
    steps: (steps ?? []).map((it) => ({ ...it, subsidyFenPerHour: it.subsidyFenPerHour ?? 0 })),
  }
}

export type Standing = 'past' | 'current' | 'future'

/** Whether a version counted, counts, or will count on a day; `validTo` is its last day. */
export function standingOf(
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo: string | null },
  today: string,
): Standing {
  if (validFrom > today) return 'future'
  return validTo !== null && validTo < today ? 'past' : 'current'
}

/** Versions of one class, the latest first. */
export function versionsOf<T extends Pick<ManagedTariffFragment, 'customerClass' | 'validFrom'>>(
  tariffs: readonly T[],
  customerClass: CustomerClass,
): T[] {
  return tariffs
    .filter((it) => it.customerClass === customerClass)
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))
}

/** The version that counts on a day; undefined when the class has no price then. */
export function tariffOn<T extends Pick<ManagedTariffFragment, 'customerClass' | 'validFrom'>>(
  tariffs: readonly T[],
  customerClass: CustomerClass,
  day: string,
): T | undefined {
  return versionsOf(tariffs, customerClass).find((it) => it.validFrom <= day)
}

/** Weekdays in words' order: `[1,2,3,4,5]` is one run, `[6,7]` another. */
export function weekdayRuns(weekdays: readonly number[]) {
  const runs: { from: number; to: number }[] = []
  for (const day of weekdays.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last.to === day - 1) last.to = day
    else runs.push({ from: day, to: day })
  }
  return runs
}
