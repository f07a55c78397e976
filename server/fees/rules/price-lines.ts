/** The lines of a price: stored as facts, and worded when somebody reads them, in his language. */

import { type Fen, yuanText } from '../../kernel/money.ts'
import type { Locale } from '../../kernel/problem.ts'

/** `minutes` is the time that the line bills; `facts` are what its sentence tells. */
export type PriceLine = { readonly amountFen: Fen } & (
  | { readonly kind: 'time'; readonly minutes: number; readonly facts: { readonly rateFenPerHour: Fen } }
  | {
      readonly kind: 'rate_window'
      readonly minutes: number
      readonly facts: {
        readonly rateFenPerHour: Fen
        readonly nameZh: string
        readonly percent?: number
      }
    }
  | {
      readonly kind: 'unit'
      readonly facts: { readonly unit: PriceUnit; readonly count: number; readonly unitPriceFen: Fen }
    }
  | { readonly kind: 'start_up'; readonly facts: object }
  | { readonly kind: 'subsidy'; readonly facts: object }
  | { readonly kind: 'minimum'; readonly facts: { readonly minimumFen: Fen } }
  | { readonly kind: 'cancellation'; readonly facts: CancellationFacts }
  | { readonly kind: 'waiver'; readonly facts: { readonly reason: string } }
  | { readonly kind: 'voucher'; readonly facts: object }
  | { readonly kind: 'reversal'; readonly facts: { readonly cause?: ReversalCause } }
)

/** What a price counts besides time. */
export const PRICE_UNITS = ['day', 'use', 'sample', 'item', 'booking'] as const
export type PriceUnit = (typeof PRICE_UNITS)[number]

const UNIT_WORDS = {
  day: { zh: '按天', en: 'Days' },
  use: { zh: '按次', en: 'Uses' },
  sample: { zh: '按样品', en: 'Samples' },
  item: { zh: '按件', en: 'Items' },
  booking: { zh: '固定价格', en: 'Fixed price' },
} as const satisfies Record<PriceUnit, { readonly zh: string; readonly en: string }>

/** Why a charge is taken back: the use was put right, or others took the time that was given up late. Left out: the former. */
export type ReversalCause = 'corrected' | 'replaced'

type CancellationFacts = {
  readonly noticeMinutes: number
  /** True when nobody cancelled and nobody came. */
  readonly missed: boolean
  /** True when the price of the booking is less than the fee. */
  readonly capped: boolean
}

/** The sentence of a line in the reader's language. */
export function priceLineText(line: PriceLine, locale: Locale): string {
  return locale === 'en' ? englishText(line) : chineseText(line)
}

function chineseText(line: PriceLine): string {
  if (line.kind === 'time') {
    return `机时 ${chineseTime(line.minutes)}（${yuanText(line.facts.rateFenPerHour)}/小时）`
  }
  if (line.kind === 'rate_window') {
    const { nameZh, rateFenPerHour, percent } = line.facts
    if (percent === undefined)
      return `${nameZh} ${chineseTime(line.minutes)}（${yuanText(rateFenPerHour)}/小时）`
    return `${nameZh} ${chineseTime(line.minutes)}（${yuanText(rateFenPerHour)}/小时的 ${percent}%）`
  }
  if (line.kind === 'unit') {
    const { unit, count, unitPriceFen } = line.facts
    return `${UNIT_WORDS[unit].zh} ${count} × ${yuanText(unitPriceFen)}`
  }
  if (line.kind === 'start_up') return '开机费'
  if (line.kind === 'subsidy') return '补贴'
  if (line.kind === 'minimum') return `补足最低收费 ${yuanText(line.facts.minimumFen)}`
  if (line.kind === 'waiver') return `减免：${line.facts.reason}`
  if (line.kind === 'voucher') return '创新券抵扣'
  if (line.kind === 'reversal') {
    return line.facts.cause === 'replaced' ? '冲销：该时段已被他人约满' : '冲销：使用记录已更正'
  }
  const { missed, noticeMinutes, capped } = line.facts
  const cause = missed ? '预约后未到场' : `开始前 ${chineseTime(noticeMinutes)}内取消`
  return capped ? `${cause}（不超过本次预约的价格）` : cause
}

function englishText(line: PriceLine): string {
  if (line.kind === 'time') {
    return `Machine time ${englishTime(line.minutes)} at ${yuanText(line.facts.rateFenPerHour)}/h`
  }
  if (line.kind === 'rate_window') {
    const { nameZh, rateFenPerHour, percent } = line.facts
    if (percent === undefined)
      return `${nameZh}: ${englishTime(line.minutes)} at ${yuanText(rateFenPerHour)}/h`
    return `${nameZh}: ${englishTime(line.minutes)} at ${percent} % of ${yuanText(rateFenPerHour)}/h`
  }
  if (line.kind === 'unit') {
    const { unit, count, unitPriceFen } = line.facts
    return `${UNIT_WORDS[unit].en}: ${count} × ${yuanText(unitPriceFen)}`
  }
  if (line.kind === 'start_up') return 'Start-up fee'
  if (line.kind === 'subsidy') return 'Subsidy'
  if (line.kind === 'minimum') return `Up to the minimum charge of ${yuanText(line.facts.minimumFen)}`
  if (line.kind === 'waiver') return `Waived: ${line.facts.reason}`
  if (line.kind === 'voucher') return 'Paid by voucher'
  if (line.kind === 'reversal') {
    const isReplaced = line.facts.cause === 'replaced'
    return isReplaced ? 'Taken back: others booked all of the time' : 'Taken back: the use was put right'
  }
  const { missed, noticeMinutes, capped } = line.facts
  const cause = missed ? 'Booked and not used' : `Cancelled within ${englishTime(noticeMinutes)} of the start`
  return capped ? `${cause} (no more than the price of the booking)` : cause
}

function chineseTime(minutes: number): string {
  return timeText(minutes, ' 小时', ' 分钟')
}

function englishTime(minutes: number): string {
  return timeText(minutes, ' h', ' min')
}

function timeText(minutes: number, hourWord: string, minuteWord: string): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts = [
    ...(hours > 0 ? [`${hours}${hourWord}`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest}${minuteWord}`] : []),
  ]
  return parts.join(' ')
}
