/** Prices that are set anew change nothing that was booked or charged before; what charges would have been is only shown. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moveBooking } from '../../../server/booking/actions/book.ts'
import { cancelBooking } from '../../../server/booking/actions/decide.ts'
import { reprice } from '../../../server/fees/actions/reprice.ts'
import { setTariff } from '../../../server/fees/actions/tariffs.ts'
import { chargesOfBooking } from '../../../server/fees/queries/charges.ts'
import { linesOfBasis } from '../../../server/fees/rules/basis.ts'
import { ENGINE_VERSION } from '../../../server/fees/rules/pricing.ts'
import { tariffInForce, tariffOf } from '../../../server/fees/rules/tariffs.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS } from '../../../server/kernel/interval.ts'
import { attend, book, type Market, month, openMarket, use } from '../../support/settlement.ts'
import { wallTime } from '../../support/wall-time.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe('of tariffs set anew', () => {
  const tariffs = [
    { id: 'a', customerClass: 'external', validFrom: '2026-01-01', setAt: 0 },
    { id: 'b', customerClass: 'external', validFrom: '2026-01-01', setAt: 5 },
    { id: 'c', customerClass: 'external', validFrom: '2026-03-01', setAt: 3 },
    { id: 'd', customerClass: 'external', validFrom: '2025-12-01', setAt: 7 },
  ] as const
  const noon = (day: string) => wallTime(`${day}T12:00`)

  test.each`
    day             | quotedAt | id
    ${'2026-02-01'} | ${4}     | ${'a'}
    ${'2026-02-01'} | ${5}     | ${'b'}
    ${'2026-02-01'} | ${9}     | ${'b'}
    ${'2026-03-01'} | ${2}     | ${'a'}
    ${'2026-03-01'} | ${3}     | ${'c'}
    ${'2025-12-31'} | ${9}     | ${'d'}
    ${'2025-12-31'} | ${6}     | ${'d'}
    ${'2025-11-30'} | ${9}     | ${undefined}
  `('a booking on $day quoted at $quotedAt counts by $id', ({ day, quotedAt, id }) => {
    const reserved = { startsAt: noon(day), endsAt: noon(day) + HOUR_MS }
    const terms = {
      ownerId: 'lab',
      customerInstitutionId: null,
      reserved,
      timeZone: 'Asia/Shanghai',
      quotedAt,
    }
    expect(tariffOf(tariffs, terms)?.id).toBe(id)
  })

  test('the one that was set last is in force now', () => {
    expect(tariffInForce(tariffs, 'external', '2026-02-01')?.id).toBe('b')
    expect(tariffInForce(tariffs, 'internal', '2026-02-01')).toBeUndefined()
  })
})

describe.each(dialects)('prices on %s', (dialect) => {
  let world: World
  let people: Market

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
  })
  afterEach(() => world.close())

  const dearer = {
    instrumentId: 'sem',
    customerClass: 'external',
    validFrom: '2026-01-01',
    mode: 'reservation',
    rateFenPerHour: 24_000,
    startUpFeeFen: 0,
    minimumChargeFen: 0,
    cancelNoticeMinutes: 24 * 60,
    cancelFeeFen: 9_000,
    rateWindows: [],
  } as const
  const set = (more: object = {}) => setTariff(world.as(people.manager), { ...dearer, ...more })
  const raise = (more: object = {}) => {
    world.clock.now += 1
    return set(more)
  }
  const chargesOf = (bookingId: string) => chargesOfBooking(world.store.db, bookingId)
  const owed = async (bookingId: string) => (await chargesOf(bookingId)).map((it) => it.amountFen)

  async function quoteOf(who: Viewer, id: string): Promise<number | undefined> {
    const { booking } = (await world.ask(
      who,
      'query ($id: ID!) { booking(id: $id) { quote { totalFen lines { amountFen } problems { code } } } }',
      { id },
    )) as { booking: { quote: { totalFen: number } | null } | null }
    return booking?.quote?.totalFen
  }

  test('stay for a booking as they were when it was made, also the fee for cancelling it', async () => {
    const used = await book(world, people.ada, '2026-01-05T09:00', '2026-01-05T11:00')
    const given = await book(world, people.ada, '2026-01-05T13:00', '2026-01-05T14:00')
    await raise()
    expect(await quoteOf(people.ada, used)).toBe(24_000)
    expect(await quoteOf(people.keeper, used)).toBe(24_000)
    expect(await quoteOf(people.cleo, used)).toBeUndefined()
    await cancelBooking(world.as(people.ada), { bookingId: given, reason: null })
    expect(await owed(given)).toEqual([])
    const span = { startsAt: wallTime('2026-01-05T09:00'), endsAt: wallTime('2026-01-05T11:00') }
    await attend(world, people.ada, used, span)
    expect(await owed(used)).toEqual([24_000])
    const later = await use(world, people.ada, '2026-01-06T09:00', '2026-01-06T10:00')
    expect(await owed(later.bookingId)).toEqual([24_000])
  })

  test('are those of today once the customer moves his booking, and stay when others do', async () => {
    const id = await book(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
    await raise()
    const to = (hour: number) => ({
      startsAt: wallTime(`2026-01-06T${hour}:00`),
      endsAt: wallTime(`2026-01-06T${hour}:00`) + HOUR_MS,
    })
    await moveBooking(world.as(people.keeper), { bookingId: id, ...to(10) })
    expect(await quoteOf(people.ada, id)).toBe(12_000)
    const ask = 'query ($input: QuoteInput!) { quote(input: $input) { totalFen problems { code } } }'
    const asked = { startsAt: '2026-01-06T06:00:00Z', endsAt: '2026-01-06T07:00:00Z' }
    const input = { instrumentId: 'sem', movingBookingId: id, ...asked }
    expect((await world.ask(people.ada, ask, { input }))['quote']).toMatchObject({ totalFen: 24_000 })
    expect((await world.ask(people.keeper, ask, { input }))['quote']).toMatchObject({ totalFen: 12_000 })
    await moveBooking(world.as(people.ada), { bookingId: id, ...to(14) })
    expect(await quoteOf(people.ada, id)).toBe(24_000)
  })

  test('can be set for days on which only bookings to come have been charged', async () => {
    await raise({ rateFenPerHour: 12_000 })
    const id = await book(world, people.ada, '2026-02-05T09:00', '2026-02-05T11:00')
    await cancelBooking(world.as(people.ada), { bookingId: id, reason: null })
    expect(await owed(id)).toEqual([9_000])
    expect((await raise({ validFrom: '2026-02-01' })).validFrom).toBe('2026-02-01')
  })

  test('set anew within the same moment count one after the other', async () => {
    await set()
    await set({ rateFenPerHour: 30_000 })
    const ask = '{ instrument(id: "sem") { tariffs { customerClass validFrom rateFenPerHour } } }'
    const { instrument } = (await world.ask(null, ask)) as { instrument: { tariffs: object[] } }
    expect(instrument.tariffs).toEqual([
      { customerClass: 'EXTERNAL', validFrom: '2020-01-01', rateFenPerHour: 12_000 },
      { customerClass: 'EXTERNAL', validFrom: '2026-01-01', rateFenPerHour: 30_000 },
      { customerClass: 'INTERNAL', validFrom: '2020-01-01', rateFenPerHour: 6_000 },
    ])
  })

  test('are kept with a charge, with all that it is reckoned from', async () => {
    const { bookingId } = await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T11:00')
    const [charge] = await chargesOf(bookingId)
    const span = { startsAt: wallTime('2026-01-05T09:00'), endsAt: wallTime('2026-01-05T11:00') }
    expect(charge?.basis).toEqual({
      engine: ENGINE_VERSION,
      tariffId: 'sem-external',
      timeZone: 'Asia/Shanghai',
      reserved: span,
      cause: { kind: 'use', used: [span] },
    })
    const basis = charge?.basis
    expect(basis && linesOfBasis({ ...dearer, rateFenPerHour: 12_000 }, basis)).toEqual(charge?.lines)
  })

  describe('tried on what has been charged', () => {
    const during = month(1)
    const tryOut = (more: object = {}, who: Viewer = people.manager) =>
      reprice(world.as(who), { tariff: { ...dearer, ...more }, during })

    test('show the difference of each charge and of all, and touch none', async () => {
      const first = await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T11:00')
      const second = await use(world, people.cleo, '2026-01-06T09:00', '2026-01-06T10:30')
      await use(world, people.insider, '2026-01-07T09:00', '2026-01-07T10:00')
      await use(world, people.ada, '2026-02-02T09:00', '2026-02-02T10:00')
      const before = await chargesOf(first.bookingId)
      const asked = await tryOut({ minimumChargeFen: 40_000 })
      expect(asked).toMatchObject({ chargedFen: 42_000, repricedFen: 88_000, hasMore: false, problems: [] })
      expect(asked.charges.map((it) => [it.charge.bookingId, it.amountFen])).toEqual([
        [first.bookingId, 48_000],
        [second.bookingId, 40_000],
      ])
      expect(await chargesOf(first.bookingId)).toEqual(before)
      const same = await tryOut({ rateFenPerHour: 12_000 })
      expect(same.repricedFen).toBe(same.chargedFen)
    })

    test('bill the time of their own mode', async () => {
      const id = await book(world, people.ada, '2026-01-05T09:00', '2026-01-05T11:00')
      await attend(world, people.ada, id, {
        startsAt: wallTime('2026-01-05T09:00'),
        endsAt: wallTime('2026-01-05T10:00'),
      })
      expect((await tryOut({ rateFenPerHour: 12_000 })).repricedFen).toBe(24_000)
      expect((await tryOut({ rateFenPerHour: 12_000, mode: 'usage' })).repricedFen).toBe(12_000)
    })

    test('are refused for every reason, and to who sets no prices', async () => {
      const wrong = await tryOut({ rateFenPerHour: -1, startUpFeeFen: -1 })
      expect(wrong.problems.map((it) => it.code)).toEqual(['INPUT_INVALID', 'INPUT_INVALID'])
      await expect(tryOut({}, people.finance)).rejects.toMatchObject({ problems: [{ code: 'FORBIDDEN' }] })
      const long = { startsAt: 0, endsAt: during.endsAt }
      const asked = await reprice(world.as(people.manager), { tariff: dearer, during: long })
      expect(asked.problems.map((it) => it.code)).toEqual(['INPUT_INVALID'])
    })
  })
})
