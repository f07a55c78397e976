/** Time that was given up late and is taken again: then giving it up has cost nobody anything. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approveBooking, cancelBooking } from '../../../server/booking/actions/decide.ts'
import { moveBooking } from '../../../server/booking/actions/book.ts'
import { isTakenAgain } from '../../../server/booking/rules/given-up.ts'
import { chargesOfBookings, waiveCharge } from '../../../server/fees/actions/charges.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import { issueStatement } from '../../../server/fees/actions/statements.ts'
import { chargesOfBooking } from '../../../server/fees/queries/charges.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { kindsToldTo } from '../../support/notices.ts'
import { book, type Market, month, openMarket, use } from '../../support/settlement.ts'
import { standingOf } from '../../support/standing.ts'
import { addTariff } from '../../support/tariffs.ts'
import { wallTime } from '../../support/wall-time.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const hours = (from: number, to: number, turnaroundMs = 0, seats = 1) => ({
  startsAt: from * HOUR_MS,
  endsAt: to * HOUR_MS,
  blockedUntil: to * HOUR_MS + turnaroundMs,
  seats,
})

describe('nine to eleven was given up, an hour is the shortest booking', () => {
  test.each([
    ['nobody', [], 1, false],
    ['one for all of it', [hours(9, 11)], 1, true],
    ['one for more than it', [hours(8, 12)], 1, true],
    ['one for half of it', [hours(9, 10)], 1, false],
    ['one after the other', [hours(10, 11), hours(9, 10)], 1, true],
    ['one that leaves less than an hour', [hours(9.5, 11)], 1, true],
    ['one that leaves an hour', [hours(9, 10)], 1, false],
    ['one whose turnaround fills the rest', [hours(9, 10, 30 * MINUTE_MS)], 1, true],
    ['one of two units', [hours(9, 11)], 2, false],
    ['both of two units', [hours(9, 11), hours(8, 12)], 2, true],
    ['one who needs both units', [hours(9, 11, 0, 2)], 2, true],
  ] as const)('%s takes it again: %#', (_who, booked, capacity, expected) => {
    expect(isTakenAgain(hours(9, 11), booked, { capacity, shortestMs: HOUR_MS })).toBe(expected)
  })
})

describe.each(dialects)('%s: a booking that is given up late', (dialect) => {
  let world: World
  let people: Market
  let bookingId: string

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
    await addTariff(world, 'sem', 'external', { cancelNoticeMinutes: 120, cancelFeeFen: 5_000 })
    bookingId = await book(world, people.ada, '2026-01-05T09:00', '2026-01-05T11:00')
    await cancelBooking(world.as(people.ada), { bookingId, reason: null })
  })
  afterEach(() => world.close())

  const fee = async (id = bookingId) =>
    (await chargesOfBookings(world.as(people.finance), [id]))[0]?.amountFen ?? 0
  const points = async (who: Viewer) => (await standingOf(world, who)).points
  const balanced = async () => (await ledgerCheck(world.as(people.auditor), null)).balanced

  test('costs a fee and points while nobody takes its time', async () => {
    expect(await fee()).toBe(5_000)
    expect(await points(people.ada)).toBeLessThan(100)
    expect(await kindsToldTo(world, people.ada)).not.toContain('BOOKING_REPLACED')
  })

  test('costs nothing once somebody else books all of its time, and its customer is told', async () => {
    await book(world, people.cleo, '2026-01-05T09:00', '2026-01-05T11:00')
    expect(await fee()).toBe(0)
    expect(await points(people.ada)).toBe(100)
    expect(await kindsToldTo(world, people.ada)).toContain('BOOKING_REPLACED')
    const lines = (await chargesOfBooking(world.store.db, bookingId)).flatMap((it) => it.lines)
    expect(lines.map((it) => [it.kind, it.amountFen])).toEqual([
      ['cancellation', 5_000],
      ['reversal', -5_000],
    ])
    expect(await balanced()).toBe(true)
  })

  test('costs nothing once several together take all of its time, and not before', async () => {
    await book(world, people.cleo, '2026-01-05T10:00', '2026-01-05T12:00')
    expect(await fee()).toBe(5_000)
    await book(world, people.solo, '2026-01-05T09:00', '2026-01-05T10:00')
    expect(await fee()).toBe(0)
  })

  test('costs nothing once another booking is moved there', async () => {
    const other = await book(world, people.cleo, '2026-01-05T08:30', '2026-01-05T09:00')
    const span = { startsAt: wallTime('2026-01-05T09:00'), endsAt: wallTime('2026-01-05T11:00') }
    await moveBooking(world.as(people.cleo), { bookingId: other, ...span })
    expect(await fee()).toBe(0)
  })

  test('stays forgiven when who took it gives it up late in turn, and then he pays', async () => {
    const other = await book(world, people.cleo, '2026-01-05T09:00', '2026-01-05T11:00')
    await cancelBooking(world.as(people.cleo), { bookingId: other, reason: null })
    expect([await fee(), await fee(other)]).toEqual([0, 5_000])
    expect(await points(people.ada)).toBe(100)
    expect(await points(people.cleo)).toBeLessThan(100)
    await book(world, people.solo, '2026-01-05T09:00', '2026-01-05T11:00')
    expect([await fee(), await fee(other)]).toEqual([0, 0])
  })

  test('comes back on the next statement where the fee was on one', async () => {
    const late = await book(world, people.ada, '2026-02-01T00:30', '2026-02-01T02:30')
    await cancelBooking(world.as(people.ada), { bookingId: late, reason: null })
    const issue = async (number: number) => {
      world.clock.now = Math.max(world.clock.now, month(number).endsAt)
      const ask = { providerId: 'lab', payerId: 'firm', period: month(number) }
      return (await issueStatement(world.as(people.finance), ask)).totalFen
    }
    expect(await issue(1)).toBe(10_000)
    await book(world, people.cleo, '2026-02-01T00:30', '2026-02-01T02:30')
    await book(world, people.ada, '2026-02-02T00:30', '2026-02-02T02:30').then((id) =>
      cancelBooking(world.as(people.ada), { bookingId: id, reason: null }),
    )
    await use(world, people.ada, '2026-02-03T09:00', '2026-02-03T10:00')
    expect(await issue(2)).toBe(5_000 + 12_000 - 5_000)
    expect(await balanced()).toBe(true)
  })

  test('keeps a waiver: what was let go is not taken back once more', async () => {
    const chargeId = `cancellation:${bookingId}`
    await waiveCharge(world.as(people.finance), { chargeId, reason: '突发疾病，提供了诊断证明' })
    await book(world, people.cleo, '2026-01-05T09:00', '2026-01-05T11:00')
    expect(await chargesOfBooking(world.store.db, bookingId)).toHaveLength(1)
    expect(await balanced()).toBe(true)
  })

  test('is not forgiven for a request until that is approved', async () => {
    await world.store.transact((trx) =>
      trx.updateTable('instrument').set({ approval: 'keeper' }).where('id', '=', 'sem').execute(),
    )
    const request = await book(world, people.cleo, '2026-01-05T09:00', '2026-01-05T11:00')
    expect(await fee()).toBe(5_000)
    await approveBooking(world.as(people.keeper), { bookingId: request, note: null })
    expect(await fee()).toBe(0)
  })
})
