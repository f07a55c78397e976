/** A provider claims what vouchers paid, the bureau pays once, everybody reads it, and what was cheated comes back. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS } from '../../../server/kernel/interval.ts'
import { decideClaim, submitClaim } from '../../../server/vouchers/actions/claims.ts'
import { clawBack } from '../../../server/vouchers/actions/clawbacks.ts'
import { applyForGrant } from '../../../server/vouchers/actions/grants.ts'
import { movementTotals } from '../../../server/vouchers/queries/movements.ts'
import { attend, codesOf } from '../../support/settlement.ts'
import {
  addGrant,
  addProgramme,
  AGREED,
  APPLICATION,
  bookByVoucher,
  openVoucherMarket,
  voucherAgreement,
  type VoucherMarket,
} from '../../support/vouchers.ts'
import { wallTime } from '../../support/wall-time.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const REASON = '关联单位之间虚构交易，予以追回'
const BATCHES = `{ voucherBatches { edges { node { amountFen lineCount provider { id } paidOn
  lines { amountFen returnedFen returnReason institution { id } } } } } }`

describe.each(dialects)('claims on %s', (dialect) => {
  let world: World
  let people: VoucherMarket
  let programmeId: string
  let bookingIds: string[]

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openVoucherMarket(world)
    programmeId = await addProgramme(world, people.administrator)
    await addGrant(world, people, { programmeId })
    bookingIds = []
    for (const day of ['05', '06']) {
      const [from, to] = [`2026-01-${day}T09:00`, `2026-01-${day}T11:00`]
      const bookingId = await bookByVoucher(world, people.eve, from, to)
      await attend(world, people.eve, bookingId, { startsAt: wallTime(from), endsAt: wallTime(to) })
      bookingIds.push(bookingId)
    }
    world.clock.now = NEW_YEAR + 32 * DAY_MS
  })
  afterEach(() => world.close())

  const period = { startsAt: NEW_YEAR, endsAt: NEW_YEAR + 31 * DAY_MS }
  const submit = (during = period) =>
    submitClaim(world.as(people.finance), { providerId: 'lab', programmeId, period: during })
  const pay = (claimId: string, paymentReference = '国库 001') =>
    decideClaim(world.as(people.reviewer), { claimId, pay: true, paymentReference, paidOn: '2026-02-02' })

  test('what was captured is claimed once, paid once, and public then', async () => {
    const claim = await submit()
    expect(claim).toMatchObject({ lineCount: 2, amountFen: 24_000, state: 'submitted' })
    expect(await codesOf(submit())).toEqual(['VOUCHER_CLAIM_EMPTY'])
    expect(await world.ask(null, BATCHES)).toEqual({ voucherBatches: { edges: [] } })
    expect((await pay(claim.id)).state).toBe('paid')
    expect((await pay(claim.id)).state).toBe('paid')
    expect(await codesOf(pay(claim.id, '国库 002'))).toEqual(['VOUCHER_CLAIM_DECIDED'])
    const line = { amountFen: 12_000, returnedFen: 0, returnReason: null, institution: { id: 'mill' } }
    const batch = { amountFen: 24_000, lineCount: 2, provider: { id: 'lab' }, paidOn: '2026-02-02' }
    expect(await world.ask(null, BATCHES)).toEqual({
      voucherBatches: { edges: [{ node: { ...batch, lines: [line, line] } }] },
    })
    const [totals] = await movementTotals(world.store.db, [programmeId])
    expect(totals).toMatchObject({ reserve: 24_000, capture: 24_000, claim: 24_000, paid: 24_000 })
    expect(await voucherAgreement(world, programmeId)).toEqual(AGREED)
  })

  test('claims at the same moment share no line', async () => {
    const answers = await Promise.allSettled([submit(), submit(), submit(), submit()])
    expect(answers.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  })

  test('what is refused can be claimed again', async () => {
    const { id: claimId } = await submit()
    const refusal = { claimId, pay: false, reason: '缺少服务合同和报告，请补正' } as const
    expect(await codesOf(decideClaim(world.as(people.reviewer), { ...refusal, reason: '缺' }))).toEqual([
      'REASON_TOO_SHORT',
    ])
    expect((await decideClaim(world.as(people.reviewer), refusal)).state).toBe('refused')
    expect((await submit()).amountFen).toBe(24_000)
  })

  test('nothing is claimed for a time that goes on, nor paid before it was claimed', async () => {
    const now = world.clock.now
    expect(await codesOf(submit({ startsAt: NEW_YEAR, endsAt: now + 1 }))).toEqual(['PERIOD_NOT_OVER'])
    expect(await codesOf(submit({ startsAt: now, endsAt: now }))).toEqual(['INPUT_INVALID'])
    const { id: claimId } = await submit()
    const early = { claimId, pay: true, paymentReference: ' ', paidOn: '2026-01-20' } as const
    expect(await codesOf(decideClaim(world.as(people.reviewer), early))).toEqual([
      'INPUT_INVALID',
      'VOUCHER_PAID_DAY_WRONG',
    ])
  })

  test('what was paid is taken back once, with a reason, and whoever cheated is shut out', async () => {
    const [bookingId = ''] = bookingIds
    const take = () => clawBack(world.as(people.reviewer), { bookingId, reason: REASON, ban: true })
    expect(await codesOf(take())).toEqual(['VOUCHER_LINE_NOT_PAID'])
    await pay((await submit()).id)
    expect(await take()).toMatchObject({ paidFen: 12_000, returnedFen: 12_000, returnReason: REASON })
    expect(await codesOf(take())).toEqual(['VOUCHER_LINE_NOT_PAID'])
    expect(await voucherAgreement(world, programmeId)).toEqual(AGREED)
    const again = { ...APPLICATION, programmeId, institutionId: 'mill', askedFen: 100, clientKey: 'again' }
    expect(await codesOf(applyForGrant(world.as(people.boss), again))).toEqual(['VOUCHER_BANNED'])
    const booked = bookByVoucher(world, people.eve, '2026-02-10T09:00', '2026-02-10T11:00')
    expect(await codesOf(booked)).toEqual(['VOUCHER_BANNED'])
  })
})
