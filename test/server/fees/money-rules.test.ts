/** Rules of money: units, discounts, choice, shares, accounts, reserves, vouchers; tables, and what holds for all. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isBillable,
  isLatestMonth,
  isManualPriceFounded,
  isReconcileDay,
  journalTotal,
  reconciledOf,
} from '../../../server/fees/rules/billable.ts'
import { smartTime, unionTime, usedTime } from '../../../server/fees/rules/billed-spans.ts'
import { mayCancel } from '../../../server/fees/rules/cancellation.ts'
import { cumulativeDiscount, discountedCharges } from '../../../server/fees/rules/cumulative.ts'
import { scheduleFactor } from '../../../server/fees/rules/discount-factor.ts'
import { fiscalYearOf, isOneFiscalYear } from '../../../server/fees/rules/fiscal-year.ts'
import { afterMovement, mayUse } from '../../../server/fees/rules/prepaid.ts'
import { cheapestOffer, taggedPrice } from '../../../server/fees/rules/price-choice.ts'
import { totalOf } from '../../../server/fees/rules/pricing.ts'
import {
  capture,
  drift,
  postedOnce,
  reserveOf,
  voidReserve,
} from '../../../server/vouchers/rules/reserves.ts'
import { areShares, splitFen, splitQuantity } from '../../../server/fees/rules/split-accounts.ts'
import { newDays, startedDays, unitPriceLines } from '../../../server/fees/rules/unit-price.ts'
import { mayGrant, voucherCover } from '../../../server/vouchers/rules/vouchers.ts'
import { DAY_MS, HOUR_MS, unionMs } from '../../../server/kernel/interval.ts'
import { ratioNumber } from '../../../server/kernel/money.ts'
import { wallTime } from '../../support/wall-time.ts'

const ZONE = 'Asia/Shanghai'
const at = (text: string) => wallTime(text, ZONE)
const fen = fc.integer({ min: 0, max: 100_000_000 })

describe('units', () => {
  test.each`
    unit         | count | price     | more                           | total
    ${'sample'}  | ${7}  | ${333}    | ${{}}                          | ${2_331}
    ${'use'}     | ${1}  | ${10_000} | ${{ startUpFeeFen: 5_000 }}    | ${15_000}
    ${'item'}    | ${2}  | ${1_075}  | ${{ unitSubsidyFen: 75 }}      | ${2_000}
    ${'sample'}  | ${2}  | ${100}    | ${{ minimumChargeFen: 5_000 }} | ${5_000}
    ${'sample'}  | ${0}  | ${100}    | ${{ minimumChargeFen: 5_000 }} | ${0}
    ${'booking'} | ${1}  | ${100}    | ${{ unitSubsidyFen: 500 }}     | ${0}
  `('$count × $unit at $price cost $total', ({ unit, count, price, more, total }) => {
    expect(totalOf(unitPriceLines({ unit, unitPriceFen: price, ...more }, count))).toBe(total)
  })

  test('a day counts once it has started', () => {
    expect([1, DAY_MS, DAY_MS + 1].map((endsAt) => startedDays({ startsAt: 0, endsAt }))).toEqual([1, 1, 2])
  })

  test('a flat rate a day is paid once a day, and midnight belongs to the day before', () => {
    const uses = [
      { startsAt: at('2026-03-02T09:00'), endsAt: at('2026-03-02T10:00') },
      { startsAt: at('2026-03-02T22:00'), endsAt: at('2026-03-03T00:00') },
      { startsAt: at('2026-03-03T23:00'), endsAt: at('2026-03-05T01:00') },
    ]
    expect(newDays(uses, ZONE)).toEqual([1, 0, 3])
  })
})

describe('whose time', () => {
  const session = (userId: string, from: number, to: number) => ({
    userId,
    startsAt: from * HOUR_MS,
    endsAt: to * HOUR_MS,
    isKeepers: userId === 'keeper',
  })
  const hours = (spans: readonly (readonly { startsAt: number; endsAt: number }[])[]) =>
    spans.map((it) => unionMs(it) / HOUR_MS)

  test.each`
    title                                   | booked                        | used                               | smart     | union
    ${'nobody came'}                        | ${[['a', 0, 4]]}              | ${[]}                              | ${[4]}    | ${[4]}
    ${'others used a part'}                 | ${[['a', 0, 4]]}              | ${[['a', 0, 1], ['b', 2, 3]]}      | ${[3]}    | ${[4]}
    ${'the keeper used a part'}             | ${[['a', 0, 4]]}              | ${[['a', 0, 1], ['keeper', 2, 3]]} | ${[3]}    | ${[4]}
    ${'early and over'}                     | ${[['a', 2, 4]]}              | ${[['a', 1, 5]]}                   | ${[4]}    | ${[4]}
    ${'the one before ran over'}            | ${[['a', 0, 4], ['b', 4, 8]]} | ${[['a', 0, 5], ['b', 5, 8]]}      | ${[5, 3]} | ${[5, 4]}
    ${'his own session runs into his next'} | ${[['a', 0, 4], ['a', 4, 8]]} | ${[['a', 0, 5], ['a', 5, 8]]}      | ${[5, 3]} | ${[5, 3]}
    ${'a booking of the keeper'}            | ${[['keeper', 0, 4]]}         | ${[['keeper', 0, 4]]}              | ${[0]}    | ${[0]}
  `('$title', ({ booked, used, smart, union }) => {
    const of = (list: [string, number, number][]) => list.map((it) => session(...it))
    expect(hours(smartTime(of(booked), of(used)).bookings)).toEqual(smart)
    expect(hours(unionTime(of(booked), of(used)).bookings)).toEqual(union)
  })

  test('a session outside any booking of its user is a walk-in, and usage bills no keeper', () => {
    const used = [session('a', 8, 9), session('keeper', 9, 10)]
    expect(smartTime([session('a', 0, 4)], used).walkIns).toEqual(used)
    expect(unionTime([session('a', 0, 4)], used).walkIns).toEqual([used[0]])
    expect(usedTime(used)).toEqual([used[0]])
  })
})

describe('discounts', () => {
  const tiers = [
    { aboveFen: 10_000, percent: 25 },
    { aboveFen: 40_000, percent: 50 },
  ]

  test('a charge that crosses thresholds is split', () => {
    expect(cumulativeDiscount(5_000, 5_000, tiers)).toBe(0)
    expect(cumulativeDiscount(30_000, 20_000, tiers)).toBe(7_500)
    expect(discountedCharges([6_000, 3_000, 3_000], tiers)).toEqual([6_000, 3_000, 2_500])
  })

  test('however a sum is split into charges, the discount differs by rounding only', () => {
    fc.assert(
      fc.property(fc.array(fen, { minLength: 1, maxLength: 8 }), (charges) => {
        const sum = charges.reduce((a, b) => a + b, 0)
        const net = discountedCharges(charges, tiers).reduce((a, b) => a + b, 0)
        expect(Math.abs(net - (sum - cumulativeDiscount(0, sum, tiers)))).toBeLessThanOrEqual(charges.length)
        expect(net).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('a schedule is weighted by time', () => {
    const evening = [
      { nameZh: '晚', weekdays: [1, 2, 3, 4, 5, 6, 7], startsAt: '17:00', endsAt: '24:00', percent: 90 },
    ]
    const span = { startsAt: at('2026-03-03T16:00'), endsAt: at('2026-03-03T20:00') }
    expect(ratioNumber(scheduleFactor(span, evening, ZONE))).toBe(0.925)
  })
})

describe('which price', () => {
  const offer = (name: string, netFen: number, more = {}) => ({
    name,
    netFen,
    isBase: false,
    isOpen: true,
    ...more,
  })

  test.each([
    ['the cheapest', [offer('a', 60), offer('b', 50)], 'b'],
    ['at a tie the base class', [offer('a', 50), offer('base', 50, { isBase: true })], 'base'],
    ['then the name', [offer('zeta', 50), offer('alpha', 50)], 'alpha'],
    ['never one that is not open', [offer('a', 1, { isOpen: false }), offer('b', 50)], 'b'],
    ['none of none', [], undefined],
  ])('%s', (_, offers, name) => {
    expect(cheapestOffer(offers)?.name).toBe(name)
  })

  test('the first tag with a price, else that for anybody, else none', () => {
    const prices = new Map([
      ['*', 1],
      ['b', 2],
    ])
    expect(taggedPrice(['a', 'b'], prices)?.tag).toBe('b')
    expect(taggedPrice(['c'], prices)?.tag).toBe('*')
    expect(taggedPrice(['c'], new Map())).toBeUndefined()
  })
})

describe('shares', () => {
  const shares = (percents: readonly number[], remainderAt = 0) =>
    percents.map((percent, i) => ({ percent, takesRemainder: i === remainderAt }))

  test.each([
    [[50, 50], true],
    [[33.33, 33.33, 33.34], true],
    [[100], false],
    [[50, 49], false],
    [[150, -50], false],
  ])('%j can be: %s', (percents, can) => {
    expect(areShares(shares(percents))).toBe(can)
    expect(areShares(percents.map((percent) => ({ percent, takesRemainder: false })))).toBe(false)
  })

  test('splitting loses no fen, and what is taken back splits as it was split', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fen, cuts, (total, list) => {
        const edges = [0, ...list.toSorted((a, b) => a - b), 10_000]
        const all = shares(edges.slice(1).map((edge, i) => (edge - (edges[i] ?? 0)) / 100))
        const parts = splitFen(total, all)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        expect(parts.every((it) => it >= 0)).toBe(true)
        expect(splitFen(-total, all)).toEqual(parts.map((it) => 0 - it))
      }),
    )
    expect(splitFen(2_999, shares([50, 50], 1))).toEqual([1_499, 1_500])
    expect(splitQuantity(3, shares([50, 50]))).toEqual([1.5, 1.5])
  })
})

describe('accounts and reserves', () => {
  const empty = { incomeFen: 0, confirmedFen: 0, spentFen: 0, balanceFen: 0, creditLineFen: 0 }

  test('a top-up counts when it is confirmed, a charge at once, a credit line opens the gate', () => {
    const waiting = afterMovement(empty, { kind: 'top_up', amountFen: 300, isConfirmed: false })
    expect(waiting).toEqual({ ...empty, incomeFen: 300 })
    const spent = afterMovement(waiting, { kind: 'charge', amountFen: 200 })
    expect(spent).toMatchObject({ spentFen: 200, balanceFen: -200 })
    expect(mayUse(spent)).toBe(false)
    expect(mayUse(afterMovement(spent, { kind: 'credit_line', amountFen: 200 }))).toBe(true)
    expect(afterMovement(empty, { kind: 'top_up', amountFen: 5, isConfirmed: true }).balanceFen).toBe(5)
  })

  test('what is captured and released is what was reserved, once', () => {
    fc.assert(
      fc.property(fen, fen, (reserved, wanted) => {
        const taken = capture(reserveOf(reserved), wanted)
        expect(taken === undefined).toBe(wanted > reserved)
        if (!taken) return
        expect(taken.capturedFen + taken.releasedFen).toBe(reserved)
        expect(voidReserve(taken) ?? capture(taken, 0)).toBeUndefined()
      }),
    )
    const gone = voidReserve(reserveOf(500))
    expect(gone?.releasedFen).toBe(500)
    expect(gone && voidReserve(gone)).toBeUndefined()
    expect(capture(reserveOf(500), -1)).toBeUndefined()
  })

  test('a reference counts once, by its first posting, and a drift of either sign is wrong', () => {
    const posted = [
      { reference: 'a', fen: 1 },
      { reference: 'b', fen: 2 },
      { reference: 'a', fen: 3 },
    ]
    expect(postedOnce(posted)).toEqual(posted.slice(0, 2))
    expect([drift(5, 5).isOk, drift(5, 4).isOk, drift(4, 5).isOk]).toEqual([true, false, false])
  })
})

describe('settling', () => {
  test('fiscal years', () => {
    expect(fiscalYearOf('2010-02-05', '03-01')).toEqual({ firstDay: '2009-03-01', lastDay: '2010-02-28' })
    expect(fiscalYearOf('2010-03-01', '03-01').firstDay).toBe('2010-03-01')
    expect(isOneFiscalYear(['2026-02-28', '2026-03-01'], '03-01')).toBe(false)
    expect(isOneFiscalYear(['2026-02-28', '2026-03-01'])).toBe(true)
  })

  test('a line is billable when nothing stands against it', () => {
    const line = {
      isComplete: true,
      isPriced: true,
      isProblem: false,
      isDisputed: false,
      reviewedAt: 5,
    }
    expect(isBillable(line, 5)).toBe(true)
    const against = [
      { isComplete: false },
      { isPriced: false },
      { isProblem: true },
      { isDisputed: true },
      { reviewedAt: 6 },
      { reviewedAt: null },
    ]
    expect(against.map((it) => isBillable({ ...line, ...it }, 5))).toEqual(against.map(() => false))
  })

  test('days, batches, prices by hand, invoices of months, giving up', () => {
    const today = '2026-03-10'
    expect(isReconcileDay('2026-03-11', { today })).toBe(false)
    expect(isReconcileDay('2026-03-08', { today, statedOn: '2026-03-09' })).toBe(false)
    expect(isReconcileDay('2026-03-09', { today, statedOn: '2026-03-09' })).toBe(true)
    expect(reconciledOf([1, 2, 3], (it) => it < 3)).toEqual([])
    expect(reconciledOf([1, 2], (it) => it < 3)).toEqual([1, 2])
    expect(isManualPriceFounded(100, 90, 'short')).toBe(false)
    expect(isManualPriceFounded(100, 90, '客户样品数量减少一半以上')).toBe(true)
    expect(isManualPriceFounded(100, 100, null)).toBe(true)
    expect(isLatestMonth('2026-01', ['2026-01', '2026-02'])).toBe(false)
    expect(isLatestMonth('2026-02', ['2026-01', '2026-02'])).toBe(true)
    expect(journalTotal([{ unitPriceFen: 100, quantity: 2 }])).toBe(200)
    expect([mayCancel(true, null), mayCancel(false, ' '), mayCancel(false, 'why')]).toEqual([
      true,
      false,
      true,
    ])
  })
})

describe('vouchers', () => {
  const claim = {
    contractFen: 2_000_000,
    invoiceFen: 2_000_000,
    excludedFen: 0,
    userLeftFen: 10_000_000,
    budgetLeftFen: 10_000_000,
  }
  const half = { fullCoverLimitFen: 0, tiers: [{ upToFen: null, percent: 50 }] }

  test.each([
    ['a rate', half, {}, 1_000_000],
    ['the lesser of invoice and contract', half, { invoiceFen: 1_000_000 }, 500_000],
    ['less what is excluded', half, { excludedFen: 500_000 }, 750_000],
    ['rounded down', half, { invoiceFen: 3 }, 1],
    ['in full up to a limit', { ...half, fullCoverLimitFen: 2_000_000 }, {}, 2_000_000],
    ['the cap of an order', { ...half, perOrderFen: 300_000 }, {}, 300_000],
    ['what the user has left', half, { userLeftFen: 200_000 }, 200_000],
    ['what the budget has left', half, { budgetLeftFen: 100_000 }, 100_000],
    [
      'by tiers',
      { fullCoverLimitFen: 0, tiers: [{ upToFen: 500_000, percent: 100 }, ...half.tiers] },
      {},
      1_250_000,
    ],
  ])('%s', (_, rules, more, covered) => {
    expect(voucherCover(rules, { ...claim, ...more })).toBe(covered)
  })

  test('a grant stays within its own limit and the year', () => {
    const limits = { perGrantFen: 20, perYearFen: 100 }
    expect([mayGrant(20, 80, limits), mayGrant(21, 0, limits), mayGrant(20, 81, limits)]).toEqual([
      true,
      false,
      false,
    ])
    expect(mayGrant(0, 0, limits)).toBe(false)
  })
})
