/** Which tariff counts, what cancelling costs, what may be put on a statement, and the ledger that is always balanced. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cancellationLines, wasConfirmed } from '../../../server/fees/rules/cancellation.ts'
import {
  accountId,
  ACCOUNT_KINDS,
  balancesOf,
  chargeTransfer,
  isBalanced,
  paymentTransfer,
  type Transfer,
  waiverTransfer,
} from '../../../server/fees/rules/ledger.ts'
import { priceLineText } from '../../../server/fees/rules/price-lines.ts'
import { seesSettlement, sightOf, viewsOf } from '../../../server/fees/rules/sight.ts'
import {
  type ChargeState,
  paymentProblems,
  periodProblems,
  statementNumber,
  statementState,
  waived,
  waiverProblems,
} from '../../../server/fees/rules/statements.ts'
import {
  customerClassOf,
  datedTariffs,
  type Rates,
  type RateWindow,
  type Tariff,
  tariffInForce,
  tariffOf,
  tariffProblems,
} from '../../../server/fees/rules/tariffs.ts'
import { HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { wallTime } from '../../support/wall-time.ts'
import { viewerOf } from '../../support/world.ts'

const ZONE = 'Asia/Shanghai'

const plain: Rates = {
  mode: 'reservation',
  rateFenPerHour: 6_000,
  startUpFeeFen: 0,
  minimumChargeFen: 0,
  cancelNoticeMinutes: 0,
  cancelFeeFen: 0,
  rateWindows: [],
}

function tariff(customerClass: 'internal' | 'external', validFrom: string): Tariff {
  return {
    ...plain,
    id: `${customerClass}-${validFrom}`,
    instrumentId: 'sem',
    customerClass,
    validFrom,
    setAt: 0,
  }
}

const day = (text: string) => wallTime(`${text}T00:00`)

function balances(transfers: readonly Transfer[]) {
  return ACCOUNT_KINDS.map((kind) => ({
    kind,
    debitFen: transfers.reduce((sum, it) => sum + (it.debit.kind === kind ? it.amountFen : 0), 0),
    creditFen: transfers.reduce((sum, it) => sum + (it.credit.kind === kind ? it.amountFen : 0), 0),
  }))
}

describe('the tariff that counts', () => {
  const tariffs = [
    tariff('external', '2026-01-01'),
    tariff('external', '2026-07-01'),
    tariff('internal', '2026-03-01'),
  ]

  test.each`
    customerClass | on              | id
    ${'external'} | ${'2025-12-31'} | ${undefined}
    ${'external'} | ${'2026-01-01'} | ${'external-2026-01-01'}
    ${'external'} | ${'2026-06-30'} | ${'external-2026-01-01'}
    ${'external'} | ${'2026-07-01'} | ${'external-2026-07-01'}
    ${'internal'} | ${'2026-02-28'} | ${undefined}
    ${'internal'} | ${'2030-01-01'} | ${'internal-2026-03-01'}
  `('is $id for $customerClass customers on $on', ({ customerClass, on, id }) => {
    expect(tariffInForce(tariffs, customerClass, on)?.id).toBe(id)
    expect(tariffInForce(tariffs.toReversed(), customerClass, on)?.id).toBe(id)
  })

  test('ends the day before the next of its class begins', () => {
    expect(datedTariffs(tariffs).map((it) => it.validTo)).toEqual(['2026-06-30', null, null])
  })

  test.each`
    owner    | customer  | customerClass
    ${'lab'} | ${'lab'}  | ${'internal'}
    ${'lab'} | ${'firm'} | ${'external'}
    ${'lab'} | ${null}   | ${'external'}
  `('is $customerClass for $customer at $owner', ({ owner, customer, customerClass }) => {
    expect(customerClassOf(owner, customer)).toBe(customerClass)
  })

  test('is that of the day on the clocks of the instrument', () => {
    const startsAt = wallTime('2026-07-01T00:30')
    const reserved = { startsAt, endsAt: startsAt + HOUR_MS }
    const terms = { ownerId: 'lab', customerInstitutionId: null, reserved, quotedAt: startsAt }
    expect(tariffOf(tariffs, { ...terms, timeZone: ZONE })?.validFrom).toBe('2026-07-01')
    expect(tariffOf(tariffs, { ...terms, timeZone: 'Europe/Berlin' })?.validFrom).toBe('2026-01-01')
  })
})

describe('a tariff', () => {
  const night: RateWindow = {
    nameZh: '夜间',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    startsAt: '20:00',
    endsAt: '06:00',
    percent: 80,
  }
  const noon: RateWindow = { ...night, nameZh: '午间', startsAt: '11:00', endsAt: '13:00' }

  test.each<[string, Partial<Rates>, string[]]>([
    ['plain', {}, []],
    [
      'with windows that touch',
      { rateWindows: [night, { ...noon, startsAt: '06:00', endsAt: '20:00' }] },
      [],
    ],
    [
      'with an amount below zero',
      { rateFenPerHour: -1, cancelFeeFen: -5 },
      ['INPUT_INVALID', 'INPUT_INVALID'],
    ],
    ['with steps of no time', { roundUpMinutes: 0 }, ['INPUT_INVALID']],
    ['with steps of two days', { roundUpMinutes: 2_880 }, ['INPUT_INVALID']],
    ['with a subsidy below zero', { subsidyFenPerHour: -1 }, ['INPUT_INVALID']],
    ['with a step', { steps: [{ afterMinutes: 60, rateFenPerHour: 0 }] }, []],
    [
      'with a step from the start',
      { steps: [{ afterMinutes: 0, rateFenPerHour: 1 }] },
      ['RATE_STEPS_INVALID'],
    ],
    [
      'with steps that do not ascend',
      {
        steps: [
          { afterMinutes: 60, rateFenPerHour: 2 },
          { afterMinutes: 60, rateFenPerHour: 1 },
        ],
      },
      ['RATE_STEPS_INVALID'],
    ],
    [
      'with a step of a rate below zero',
      { steps: [{ afterMinutes: 60, rateFenPerHour: -1 }] },
      ['RATE_STEPS_INVALID'],
    ],
    [
      'with eleven steps',
      { steps: Array.from({ length: 11 }, (_, i) => ({ afterMinutes: i + 1, rateFenPerHour: 1 })) },
      ['RATE_STEPS_INVALID'],
    ],
    ['with half a fen', { minimumChargeFen: 0.5 }, ['INPUT_INVALID']],
    ['with a notice of ten years', { cancelNoticeMinutes: 60 * 24 * 3_650 }, ['INPUT_INVALID']],
    ['with a window without name', { rateWindows: [{ ...night, nameZh: ' ' }] }, ['RATE_WINDOW_INVALID']],
    ['with a window of no length', { rateWindows: [{ ...night, endsAt: '20:00' }] }, ['RATE_WINDOW_INVALID']],
    ['with a window at 25:00', { rateWindows: [{ ...night, startsAt: '25:00' }] }, ['RATE_WINDOW_INVALID']],
    [
      'with a window that starts at 24:00',
      { rateWindows: [{ ...night, startsAt: '24:00' }] },
      ['RATE_WINDOW_INVALID'],
    ],
    ['with an eighth weekday', { rateWindows: [{ ...night, weekdays: [8] }] }, ['RATE_WINDOW_INVALID']],
    ['with a weekday twice', { rateWindows: [{ ...night, weekdays: [1, 1] }] }, ['RATE_WINDOW_INVALID']],
    ['with a window on no day', { rateWindows: [{ ...night, weekdays: [] }] }, ['RATE_WINDOW_INVALID']],
    ['with minus one percent', { rateWindows: [{ ...night, percent: -1 }] }, ['RATE_WINDOW_INVALID']],
    [
      'with windows that overlap',
      { rateWindows: [noon, { ...noon, startsAt: '12:00', endsAt: '12:30' }] },
      ['RATE_WINDOWS_OVERLAP'],
    ],
    [
      'with an overlap across Sunday midnight',
      {
        rateWindows: [
          { ...night, weekdays: [7] },
          { ...noon, weekdays: [1], startsAt: '05:00' },
        ],
      },
      ['RATE_WINDOWS_OVERLAP'],
    ],
    [
      'with a window inside a longer one',
      { rateWindows: [{ ...noon, startsAt: '00:00', endsAt: '24:00' }, noon, night] },
      ['RATE_WINDOWS_OVERLAP'],
    ],
  ])('%s: %o gives %o', (_what, more, codes) => {
    expect(tariffProblems({ ...plain, ...more }).map((it) => it.code)).toEqual(codes)
  })
})

describe('cancelling', () => {
  const startsAt = wallTime('2026-03-02T10:00')
  const reserved = { startsAt, endsAt: startsAt + HOUR_MS }

  test.each`
    what                                | before | noticeHours | fee       | rate     | isFree   | fen
    ${'well before the notice'}         | ${180} | ${1}        | ${123}    | ${6_000} | ${false} | ${0}
    ${'a minute before the notice'}     | ${61}  | ${1}        | ${123}    | ${6_000} | ${false} | ${0}
    ${'exactly at the notice'}          | ${60}  | ${1}        | ${123}    | ${6_000} | ${false} | ${123}
    ${'after the notice'}               | ${30}  | ${1}        | ${123}    | ${6_000} | ${false} | ${123}
    ${'for a fee above the price'}      | ${30}  | ${1}        | ${99_999} | ${6_000} | ${false} | ${6_000}
    ${'where no notice is set'}         | ${1}   | ${0}        | ${500}    | ${6_000} | ${false} | ${0}
    ${'where no fee is set'}            | ${120} | ${24}       | ${0}      | ${6_000} | ${false} | ${0}
    ${'what costs nothing'}             | ${30}  | ${1}        | ${123}    | ${0}     | ${false} | ${0}
    ${'as the owner of the instrument'} | ${1}   | ${1}        | ${123}    | ${6_000} | ${true}  | ${0}
  `('$what costs $fen fen', ({ before, noticeHours, fee, rate, isFree, fen }) => {
    const rates = { ...plain, cancelNoticeMinutes: noticeHours * 60, cancelFeeFen: fee, rateFenPerHour: rate }
    const at = startsAt - before * MINUTE_MS
    const lines = cancellationLines(rates, { reserved, at, isFree, missed: false }, ZONE)
    expect(lines.map((it) => it.amountFen)).toEqual(fen === 0 ? [] : [fen])
  })

  test('says why, in both languages', () => {
    const rates = { ...plain, cancelNoticeMinutes: 90, cancelFeeFen: 100_000 }
    const [late] = cancellationLines(rates, { reserved, at: startsAt, isFree: false, missed: false }, ZONE)
    const [missed] = cancellationLines(rates, { reserved, at: startsAt, isFree: false, missed: true }, ZONE)
    const [low] = cancellationLines(
      { ...rates, cancelFeeFen: 100 },
      { reserved, at: startsAt, isFree: false, missed: false },
      ZONE,
    )
    expect(late && priceLineText(late, 'zh-CN')).toBe('开始前 1 小时 30 分钟内取消（不超过本次预约的价格）')
    expect(late && priceLineText(late, 'en')).toBe(
      'Cancelled within 1 h 30 min of the start (no more than the price of the booking)',
    )
    expect(missed && priceLineText(missed, 'zh-CN')).toBe('预约后未到场（不超过本次预约的价格）')
    expect(missed && priceLineText(missed, 'en')).toBe(
      'Booked and not used (no more than the price of the booking)',
    )
    expect(low && priceLineText(low, 'en')).toBe('Cancelled within 1 h 30 min of the start')
  })

  test('is free while a booking only waits for approval', () => {
    expect(wasConfirmed([{ what: 'requested' }, { what: 'cancelled' }])).toBe(false)
    expect(wasConfirmed([{ what: 'requested' }, { what: 'approved' }, { what: 'cancelled' }])).toBe(true)
    expect(wasConfirmed([{ what: 'booked' }, { what: 'moved' }, { what: 'cancelled' }])).toBe(true)
  })
})

describe('a statement', () => {
  test.each`
    from            | to              | codes
    ${'2026-02-01'} | ${'2026-03-01'} | ${[]}
    ${'2026-02-01'} | ${'2026-03-02'} | ${['PERIOD_NOT_OVER']}
    ${'2026-02-01'} | ${'2026-02-01'} | ${['INPUT_INVALID']}
    ${'2026-03-01'} | ${'2026-02-01'} | ${['INPUT_INVALID']}
  `('from $from to $to on 2026-03-01: $codes', ({ from, to, codes }) => {
    const problems = periodProblems({ startsAt: day(from), endsAt: day(to) }, day('2026-03-01'))
    expect(problems.map((it) => it.code)).toEqual(codes)
  })

  test.each`
    total    | paid     | state
    ${1_000} | ${0}     | ${'issued'}
    ${1_000} | ${1}     | ${'partly_paid'}
    ${1_000} | ${999}   | ${'partly_paid'}
    ${1_000} | ${1_000} | ${'paid'}
    ${0}     | ${0}     | ${'paid'}
  `('of $total with $paid paid is $state', ({ total, paid, state }) => {
    expect(statementState(total, paid)).toBe(state)
  })

  test('has a number of its year', () => {
    expect(statementNumber(2026, 123)).toBe('2026-000123')
    expect(statementNumber(2026, 1_234_567)).toBe('2026-1234567')
  })

  const facts = { today: '2026-03-10', issuedOn: '2026-03-05', owedFen: 5_000 }

  test.each`
    amount   | paidOn          | reference         | codes
    ${5_000} | ${'2026-03-10'} | ${'R1'}           | ${[]}
    ${1}     | ${'2026-03-05'} | ${'R1'}           | ${[]}
    ${5_001} | ${'2026-03-10'} | ${'R1'}           | ${['PAYMENT_TOO_LARGE']}
    ${0}     | ${'2026-03-10'} | ${'R1'}           | ${['PAYMENT_NOT_POSITIVE']}
    ${-1}    | ${'2026-03-11'} | ${' '}            | ${['PAYMENT_NOT_POSITIVE', 'PAYMENT_DAY_WRONG', 'INPUT_INVALID']}
    ${1}     | ${'2026-03-04'} | ${'x'.repeat(81)} | ${['PAYMENT_DAY_WRONG', 'INPUT_INVALID']}
  `('is paid with $amount on $paidOn: $codes', ({ amount, paidOn, reference, codes }) => {
    const problems = paymentProblems({ amountFen: amount, paidOn, reference }, facts)
    expect(problems.map((it) => it.code)).toEqual(codes)
  })
})

describe('a waiver', () => {
  test.each`
    state       | reason                    | codes
    ${'open'}   | ${'仪器故障导致实验中断'} | ${[]}
    ${'open'}   | ${'  仪器故障   '}        | ${['REASON_TOO_SHORT']}
    ${'stated'} | ${'the instrument broke'} | ${['CHARGE_NOT_OPEN']}
    ${'paid'}   | ${'no'}                   | ${['CHARGE_NOT_OPEN', 'REASON_TOO_SHORT']}
    ${'waived'} | ${'the instrument broke'} | ${['CHARGE_NOT_OPEN']}
  `('of a charge that is $state for “$reason”: $codes', ({ state, reason, codes }) => {
    const problems = waiverProblems({ id: 'c', state: state as ChargeState }, reason)
    expect(problems.map((it) => it.code)).toEqual(codes)
  })

  test('leaves nothing owed, and tells what was', () => {
    const lines = [{ kind: 'time', minutes: 60, amountFen: 700, facts: { rateFenPerHour: 700 } }] as const
    const after = waived({ amountFen: 700, lines }, '仪器故障导致实验中断')
    expect(after).toMatchObject({ state: 'waived', amountFen: 0, waivedFen: 700 })
    expect(after.lines.map((it) => it.amountFen)).toEqual([700, -700])
    const last = after.lines.at(-1)
    expect(last && priceLineText(last, 'en')).toBe('Waived: 仪器故障导致实验中断')
  })
})

describe('the ledger', () => {
  type Command =
    | { readonly do: 'charge'; readonly id: number; readonly fen: number }
    | { readonly do: 'waive' | 'pay'; readonly id: number }

  const id = fc.nat(30)
  const commands = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('charge' as const), id, fen: fc.integer({ min: 1, max: 1e12 }) }),
      fc.record({ do: fc.constantFrom('waive' as const, 'pay' as const), id }),
    ),
    { maxLength: 80 },
  )

  /** What the commands come to in the ledger, where each cause counts once, and beside it. */
  function run(all: readonly Command[]) {
    const transfers = new Map<string, Transfer>()
    const owed = new Map<number, number>()
    const settled = { chargedFen: 0, waivedFen: 0, paidFen: 0, voucherFen: 0 }
    for (const it of all) {
      const parties = { providerId: `lab-${it.id % 2}`, payerId: `firm-${it.id % 3}` }
      const before = owed.get(it.id)
      if (it.do === 'charge') {
        const transfer = chargeTransfer(`usage:${it.id}`, parties, it.fen)
        if (transfers.has(transfer.id)) continue
        transfers.set(transfer.id, transfer)
        owed.set(it.id, it.fen)
        settled.chargedFen += it.fen
      } else if (before) {
        const reference = { statementId: 's', reference: String(it.id) }
        const transfer =
          it.do === 'waive'
            ? waiverTransfer(`usage:${it.id}`, parties, before)
            : paymentTransfer(reference, parties, before)
        transfers.set(transfer.id, transfer)
        owed.set(it.id, 0)
        settled[it.do === 'waive' ? 'waivedFen' : 'paidFen'] += before
      }
    }
    return { transfers: [...transfers.values()], settled }
  }

  test('is balanced after any commands, and agrees with what was charged, waived and paid', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const { transfers, settled } = run(all)
        const found = balances(transfers)
        expect(balancesOf(found).reduce((sum, it) => sum + it.balanceFen, 0)).toBe(0)
        expect(isBalanced(found, settled)).toBe(true)
      }),
    )
  })

  test('is not balanced when anything drifts, to either side', () => {
    const { transfers, settled } = run([{ do: 'charge', id: 1, fen: 500 }])
    for (const drift of [1, -1]) {
      expect(isBalanced(balances(transfers), { ...settled, paidFen: drift })).toBe(false)
      expect(isBalanced(balances(transfers), { ...settled, voucherFen: drift })).toBe(false)
      expect(isBalanced(balances(transfers), { ...settled, chargedFen: 500 + drift })).toBe(false)
    }
  })

  test('moves an amount between two accounts of the same parties', () => {
    const parties = { providerId: 'lab', payerId: 'firm' }
    const all = [
      chargeTransfer('usage:1', parties, 5),
      waiverTransfer('usage:1', parties, 5),
      paymentTransfer({ statementId: 's', reference: 'r' }, parties, 5),
    ]
    expect(all.map((it) => [it.id, accountId(it.debit), accountId(it.credit)])).toEqual([
      ['charge:usage:1', 'receivable:lab:firm', 'income:lab:firm'],
      ['waiver:usage:1', 'waivers:lab:firm', 'receivable:lab:firm'],
      ['payment:s:r', 'clearing:lab:firm', 'receivable:lab:firm'],
    ])
  })
})

describe('what a viewer sees', () => {
  const researcher = viewerOf('ada', { role: 'researcher', institutionId: 'firm' })
  const finance = viewerOf('fin', { role: 'finance', institutionId: 'firm' })
  const keeper = viewerOf('kim', { role: 'keeper', institutionId: 'firm' })
  const stranger = viewerOf('eve', { role: 'manager', institutionId: 'other' })
  const auditor = viewerOf('aud', { role: 'auditor', institutionId: null })
  const owner = viewerOf('own', { role: 'finance', institutionId: 'lab' })
  const charge = { providerId: 'lab', payerId: 'firm', payerInstitutionId: 'firm', personId: 'ada' }
  const { personId: _, ...statement } = charge

  test.each([
    ['who booked', researcher, true, false],
    ["the payer's finance", finance, true, true],
    ["the payer's keeper", keeper, false, false],
    ["the provider's finance", owner, true, true],
    ["the city's auditor", auditor, true, true],
    ['somebody else', stranger, false, false],
    ['nobody', null, false, false],
  ])('%s: a charge and its statement', (_who, viewer, seesCharge, seesStatement) => {
    expect(seesSettlement(viewer, charge)).toBe(seesCharge)
    expect(seesSettlement(viewer, statement)).toBe(seesStatement)
  })

  test('a person without an institution sees the statements he pays', () => {
    const own = { providerId: 'lab', payerId: 'ada', payerInstitutionId: null }
    expect(seesSettlement(researcher, own)).toBe(true)
    expect(seesSettlement(finance, own)).toBe(false)
  })

  test('is walked by as few indexes as hold it', () => {
    expect(viewsOf(sightOf(auditor), {})).toEqual([null])
    expect(viewsOf(sightOf(auditor), { payerId: 'firm' })).toEqual([{ by: 'payer', id: 'firm' }])
    expect(viewsOf(sightOf(owner), { providerId: 'lab' })).toEqual([{ by: 'provider', id: 'lab' }])
    expect(viewsOf(sightOf(finance), { providerId: 'lab', payerId: 'firm' })).toEqual([
      { by: 'payer', id: 'firm' },
    ])
    expect(viewsOf(sightOf(researcher), { providerId: 'lab' })).toEqual([
      { by: 'payer', id: 'ada' },
      { by: 'person', id: 'ada' },
    ])
  })
})
