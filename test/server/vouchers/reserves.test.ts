/** A booking sets a voucher aside, its use takes it, giving up lets it go; the budget is exact, whoever comes at once. */

import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bookInstrument } from '../../../server/booking/actions/book.ts'
import { cancelBooking } from '../../../server/booking/actions/decide.ts'
import { findCharges, waiveCharge } from '../../../server/fees/actions/charges.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import { issueStatement } from '../../../server/fees/actions/statements.ts'
import { dateOf, DEFAULT_ZONE } from '../../../server/kernel/calendar.ts'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { attend, codesOf } from '../../support/settlement.ts'
import { sendUsage } from '../../support/usage.ts'
import { addTariff } from '../../support/tariffs.ts'
import {
  addGrant,
  addProgramme,
  AGREED,
  APPLICATION,
  bookByVoucher,
  openVoucherMarket,
  RULES,
  voucherAgreement,
  type VoucherMarket,
} from '../../support/vouchers.ts'
import { applyForGrant, reviewGrant } from '../../../server/vouchers/actions/grants.ts'
import { wallTime } from '../../support/wall-time.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const FROM = '2026-01-05T09:00'
const TO = '2026-01-05T11:00'
const USED = { startsAt: wallTime(FROM), endsAt: wallTime(TO) }
const REASON = '仪器故障导致实验中断'

/** A refusal is as good an answer as any; only what was refused must not be half done. */
async function orRefused<T>(attempt: Promise<T>): Promise<T | undefined> {
  return attempt.catch((error: unknown) => {
    if (error instanceof Rejection) return undefined
    throw error
  })
}

describe.each(dialects)('on %s', (dialect) => {
  let world: World
  let people: VoucherMarket
  let programmeId: string

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openVoucherMarket(world)
    programmeId = await addProgramme(world, people.administrator)
  })
  afterEach(() => world.close())

  const voucherOf = async (bookingId: string) => {
    const query = '($id: ID!) { booking(id: $id) { voucher { state reservedFen capturedFen releasedFen } } }'
    const { booking } = (await world.ask(people.eve, `query Q${query}`, { id: bookingId })) as {
      booking: { voucher: unknown }
    }
    return booking.voucher
  }
  const agreed = async () => {
    expect(await voucherAgreement(world, programmeId)).toEqual(AGREED)
    expect((await ledgerCheck(world.as(people.finance), 'lab')).balanced).toBe(true)
  }

  test('the quote says what a voucher would pay, and the booking sets that aside', async () => {
    await addGrant(world, people, { programmeId })
    const query = `query Q($input: QuoteInput!) { quote(input: $input) { totalFen voucher { coverFen programme { id } } } }`
    const at = (text: string) => new Date(wallTime(text)).toISOString()
    const input = { instrumentId: 'sem', startsAt: at(FROM), endsAt: at(TO) }
    expect(await world.ask(people.eve, query, { input })).toEqual({
      quote: { totalFen: 24_000, voucher: { coverFen: 12_000, programme: { id: programmeId } } },
    })
    const bookingId = await bookByVoucher(world, people.eve, FROM, TO)
    expect(await voucherOf(bookingId)).toEqual({
      state: 'RESERVED',
      reservedFen: 12_000,
      capturedFen: 0,
      releasedFen: 0,
    })
    await agreed()
  })

  test('the use takes it, the customer owes the rest, and the statement is about the rest', async () => {
    await addGrant(world, people, { programmeId })
    const bookingId = await bookByVoucher(world, people.eve, FROM, TO)
    await attend(world, people.eve, bookingId, USED)
    expect(await voucherOf(bookingId)).toMatchObject({ state: 'CAPTURED', capturedFen: 12_000 })
    const { edges } = await findCharges(world.as(people.finance), { providerId: 'lab' }, {})
    expect(edges.map((it) => it.node)).toMatchObject([
      { amountFen: 12_000, voucherFen: 12_000, lines: [{ amountFen: 24_000 }, { kind: 'voucher' }] },
    ])
    world.clock.now = NEW_YEAR + 40 * DAY_MS
    const period = { startsAt: NEW_YEAR, endsAt: NEW_YEAR + 31 * DAY_MS }
    const parties = { providerId: 'lab', payerId: 'mill', period }
    expect((await issueStatement(world.as(people.finance), parties)).totalFen).toBe(12_000)
    const books = await ledgerCheck(world.as(people.finance), 'lab')
    expect(books.balances).toMatchObject([
      { kind: 'receivable', balanceFen: 12_000 },
      { kind: 'income', balanceFen: -24_000 },
      { kind: 'clearing', balanceFen: 0 },
      { kind: 'waivers', balanceFen: 0 },
      { kind: 'voucher', balanceFen: 12_000 },
    ])
    await agreed()
  })

  test('what the use did not cost is let go', async () => {
    await addTariff(world, 'sem', 'external', { mode: 'usage' })
    await addGrant(world, people, { programmeId })
    const bookingId = await bookByVoucher(world, people.eve, FROM, TO)
    await attend(world, people.eve, bookingId, { ...USED, endsAt: USED.startsAt + HOUR_MS })
    expect(await voucherOf(bookingId)).toEqual({
      state: 'CAPTURED',
      reservedFen: 12_000,
      capturedFen: 6_000,
      releasedFen: 6_000,
    })
    await agreed()
  })

  test.each(['cancelled', 'missed', 'waived'])('what is %s costs the programme nothing', async (how) => {
    await addTariff(world, 'sem', 'external', { cancelNoticeMinutes: 120, cancelFeeFen: 3_333 })
    await addGrant(world, people, { programmeId })
    const bookingId = await bookByVoucher(world, people.eve, FROM, TO)
    if (how === 'cancelled') await cancelBooking(world.as(people.eve), { bookingId, reason: null })
    if (how === 'missed') {
      world.clock.now = USED.startsAt + 3 * HOUR_MS
      await markNoShows(world.as())
    }
    if (how === 'waived') {
      await attend(world, people.eve, bookingId, USED)
      const { edges } = await findCharges(world.as(people.finance), { providerId: 'lab' }, {})
      const chargeId = edges[0]?.node.id ?? ''
      await waiveCharge(world.as(people.finance), { chargeId, reason: REASON })
    }
    const { edges } = await findCharges(world.as(people.finance), { providerId: 'lab' }, {})
    expect(edges.map((it) => it.node.voucherFen).filter((it) => it !== 0)).toEqual([])
    const lost = { state: 'VOID', reservedFen: 12_000, capturedFen: 0, releasedFen: 12_000 }
    expect(await voucherOf(bookingId)).toEqual(lost)
    await agreed()
  })

  test.each([
    ['less', '10:00', { state: 'CAPTURED', reservedFen: 12_000, capturedFen: 6_000, releasedFen: 6_000 }],
    ['more', '12:00', { state: 'CAPTURED', reservedFen: 12_000, capturedFen: 12_000, releasedFen: 0 }],
  ])('a use that is put right and costs %s never takes more than it had', async (_what, end, after) => {
    await addTariff(world, 'sem', 'external', { mode: 'usage' })
    await addGrant(world, people, { programmeId })
    const bookingId = await bookByVoucher(world, people.eve, FROM, TO)
    await attend(world, people.eve, bookingId, USED)
    world.clock.now += 2 * HOUR_MS
    const { usageSessions } = (await world.ask(
      people.keeper,
      `{ usageSessions(filter: { institutionId: "lab", during: { startsAt: "2026-01-01T00:00:00Z",
        endsAt: "2026-02-01T00:00:00Z" } }) { edges { node { id } } } }`,
    )) as { usageSessions: { edges: { node: { id: string } }[] } }
    const asked = await sendUsage<{ id: string }>(world, people.eve, 'requestAdjustment', {
      sessionId: usageSessions.edges[0]?.node.id,
      kind: 'USE',
      samples: 1,
      reason: '门禁记录不同',
      startsAt: new Date(USED.startsAt).toISOString(),
      endsAt: new Date(wallTime(`2026-01-05T${end}`)).toISOString(),
    })
    const decision = { adjustmentId: asked.id, approve: true, note: '' }
    await sendUsage(world, people.keeper, 'decideAdjustment', decision)
    const { edges } = await findCharges(world.as(people.finance), { providerId: 'lab' }, {})
    expect(edges.map((it) => it.node.voucherFen)).toHaveLength(3)
    expect(edges.reduce((sum, it) => sum + it.node.voucherFen, 0)).toBe(after.capturedFen)
    expect(await voucherOf(bookingId)).toEqual(after)
    await agreed()
  })

  test('nobody pays with it at his own or a related institution, without one, or for cheap instruments', async () => {
    const span = { startsAt: wallTime(FROM), endsAt: wallTime(TO), instrumentId: 'sem' }
    const form = { ...span, purpose: 'x', clientKey: null, useVoucher: true }
    world.clock.now = span.startsAt - HOUR_MS
    const book = (more = {}) => bookInstrument(world.as(people.eve), { ...form, ...more })
    expect(await codesOf(book())).toEqual(['VOUCHER_NOT_HELD'])
    await addGrant(world, people, { programmeId, relatedIds: ['lab'], askedFen: 100 })
    expect(await codesOf(book())).toEqual(['VOUCHER_NOT_FOR_THIS'])
    await addInstrument(world, 'own', { institutionId: 'mill' })
    expect(await codesOf(book({ instrumentId: 'own' }))).toEqual(['VOUCHER_NOT_FOR_THIS'])
    const rules = { ...RULES, minInstrumentValueFen: 10_000_000_000 }
    const other = await addProgramme(world, people.administrator, { rules })
    await addGrant(world, people, { programmeId: other, clientKey: 'other' })
    expect(await codesOf(book())).toEqual(['VOUCHER_NOT_FOR_THIS'])
    await agreed()
  })

  test('twenty customers at once use up a budget to the fen, and no more', async () => {
    const scarce = await addProgramme(world, people.administrator, { budgetFen: 50_001 })
    const customers = []
    for (let i = 0; i < 20; i += 1) {
      const id = `mill-${i}`
      await addInstitution(world, id, { kind: 'enterprise' })
      const boss = await addPerson(world, `boss-${i}`, id, ['manager'])
      await addInstrument(world, `sem-${i}`, { institutionId: 'lab' })
      const application = { ...APPLICATION, programmeId: scarce, institutionId: id }
      const { id: grantId } = await applyForGrant(world.as(boss), application)
      await reviewGrant(world.as(people.reviewer), { grantId, grantedFen: 1_000_000, note: '材料齐全' })
      customers.push({ boss, instrumentId: `sem-${i}` })
    }
    world.clock.now = USED.startsAt - HOUR_MS
    const answers = await Promise.allSettled(
      customers.map(({ boss, instrumentId }) =>
        bookInstrument(world.as(boss), {
          ...USED,
          instrumentId,
          purpose: 'x',
          clientKey: null,
          useVoucher: true,
        }),
      ),
    )
    // Four are covered by half, the fifth by what is left, and the others are told.
    expect(answers.filter((it) => it.status === 'fulfilled')).toHaveLength(5)
    const refused = answers.filter((it) => it.status === 'rejected')
    expect(await Promise.all(refused.map((it) => codesOf(Promise.reject(it.reason))))).toEqual(
      Array.from({ length: 15 }, () => ['VOUCHER_EXHAUSTED']),
    )
    const { voucherProgrammes } = (await world.ask(
      null,
      '{ voucherProgrammes(first: 1) { edges { node { id budgetFen reservedFen capturedFen } } } }',
    )) as { voucherProgrammes: { edges: { node: object }[] } }
    expect(voucherProgrammes.edges[0]?.node).toEqual({
      id: scarce,
      budgetFen: 50_001,
      reservedFen: 50_001,
      capturedFen: 0,
    })
    expect(await voucherAgreement(world, scarce)).toEqual(AGREED)
  })
})

type Command = { readonly do: 'use' | 'short' | 'cancel' | 'miss' | 'waive'; readonly which: number }

describe.each(dialects)('whatever happens on %s', (dialect) => {
  async function agreesThroughout(all: readonly Command[]): Promise<void> {
    const world = await openWorld(dialect)
    try {
      const people = await openVoucherMarket(world)
      await addTariff(world, 'sem', 'external', {
        mode: 'usage',
        cancelNoticeMinutes: 120,
        cancelFeeFen: 3_333,
      })
      const programmeId = await addProgramme(world, people.administrator, { budgetFen: 40_001 })
      await addGrant(world, people, { programmeId })
      for (const [i, command] of all.entries()) {
        world.clock.now = NEW_YEAR + (i + 1) * DAY_MS
        await obey(world, people, command)
        expect(await voucherAgreement(world, programmeId)).toEqual(AGREED)
        expect((await ledgerCheck(world.as(people.finance), 'lab')).balanced).toBe(true)
      }
    } finally {
      await world.close()
    }
  }

  async function obey(world: World, people: VoucherMarket, command: Command): Promise<void> {
    if (command.do === 'waive') {
      const { edges } = await findCharges(world.as(people.finance), {}, { first: 100 })
      const chargeId = edges[command.which % Math.max(edges.length, 1)]?.node.id
      if (chargeId) await orRefused(waiveCharge(world.as(people.finance), { chargeId, reason: REASON }))
      return
    }
    const today = dateOf(world.clock.now, DEFAULT_ZONE)
    const span = { startsAt: wallTime(`${today}T12:00`), endsAt: wallTime(`${today}T14:00`) }
    const bookingId = await orRefused(bookByVoucher(world, people.eve, `${today}T12:00`, `${today}T14:00`))
    if (bookingId === undefined) return
    if (command.do === 'use') await attend(world, people.eve, bookingId, span)
    if (command.do === 'short')
      await attend(world, people.eve, bookingId, {
        ...span,
        endsAt: span.startsAt + (1 + (command.which % 90)) * 60_000,
      })
    if (command.do === 'cancel') await cancelBooking(world.as(people.eve), { bookingId, reason: null })
    if (command.do === 'miss') {
      world.clock.now = span.startsAt + 3 * HOUR_MS
      await markNoShows(world.as())
    }
  }

  test('reserved is captured, released and open, and the books agree', { timeout: 120_000 }, async () => {
    const command = fc.record({
      do: fc.constantFrom('use', 'short', 'cancel', 'miss', 'waive'),
      which: fc.nat(100),
    }) as fc.Arbitrary<Command>
    const commands = fc.array(command, { minLength: 6, maxLength: 12 })
    await fc.assert(fc.asyncProperty(commands, agreesThroughout), { numRuns: 4 })
  })
})
