/** Tariffs, quotes and cancellation fees through the front door of each dialect. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bookInstrument, moveBooking } from '../../../server/booking/actions/book.ts'
import { approveBooking, cancelBooking } from '../../../server/booking/actions/decide.ts'
import { DEFAULT_POLICY } from '../../../server/catalog/rules/policy.ts'
import { findCharges } from '../../../server/fees/actions/charges.ts'
import { lineText, quote as quoteOf } from '../../../server/fees/actions/quotes.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { addInstrument } from '../../support/instruments.ts'
import { book, codesOf, type Market, openMarket, use } from '../../support/settlement.ts'
import { addTariff } from '../../support/tariffs.ts'
import { wallTime } from '../../support/wall-time.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const QUOTE = `query ($input: QuoteInput!) { quote(input: $input) {
  totalFen customerClass lines { kind minutes amountFen description } problems { code message refs } } }`

const SET_TARIFF = `mutation ($input: SetTariffInput!) { setTariff(input: $input) {
  ... on Tariff { customerClass validFrom validTo mode rateFenPerHour rateWindows { nameZh percent } }
  ... on Rejection { problems { code message } } } }`

const NIGHT = {
  nameZh: '夜间',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  startsAt: '20:00',
  endsAt: '06:00',
  percent: 80,
}

function iso(text: string): string {
  return new Date(wallTime(text)).toISOString()
}

async function englishLines(world: World, viewer: Viewer): Promise<readonly string[]> {
  const ctx = world.as(viewer, 'en')
  const span = { startsAt: wallTime('2026-01-02T19:30'), endsAt: wallTime('2026-01-02T21:00') }
  return (await quoteOf(ctx, { ...span, instrumentId: 'sem' })).lines.map((it) => lineText(ctx, it))
}

describe.each(dialects)('prices on %s', (dialect) => {
  let world: World
  let people: Market

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openMarket(world)
  })
  afterEach(() => world.close())

  type Shown = {
    readonly totalFen: number | null
    readonly customerClass: string
    readonly lines: readonly {
      readonly kind: string
      readonly amountFen: number
      readonly description: string
    }[]
    readonly problems: readonly { readonly code: string }[]
  }

  async function quoteFor(
    viewer: Viewer | null,
    from: string,
    to: string,
    more: object = {},
  ): Promise<Shown> {
    const input = { instrumentId: 'sem', startsAt: iso(from), endsAt: iso(to), ...more }
    return (await world.ask(viewer, QUOTE, { input }))['quote'] as Shown
  }

  async function fee(viewer: Viewer, id: string): Promise<Shown | null> {
    const query = `query ($id: ID!) { booking(id: $id) { cancellationFee {
      totalFen customerClass lines { kind amountFen } problems { code } } } }`
    const { booking } = (await world.ask(viewer, query, { id })) as {
      booking: { cancellationFee: Shown | null }
    }
    return booking.cancellationFee
  }

  const codes = (quote: Shown) => quote.problems.map((it) => it.code)

  const tariffInput = {
    instrumentId: 'sem',
    customerClass: 'EXTERNAL',
    validFrom: '2026-02-01',
    mode: 'RESERVATION',
    rateFenPerHour: 15_000,
    startUpFeeFen: 2_000,
    minimumChargeFen: 10_000,
    cancelNoticeMinutes: 120,
    cancelFeeFen: 5_000,
    rateWindows: [NIGHT],
  }
  const setTariff = async (viewer: Viewer | null, more: object = {}) =>
    (await world.ask(viewer, SET_TARIFF, { input: { ...tariffInput, ...more } }))['setTariff']

  describe('a tariff', () => {
    test('bills time in whole steps, where it says so', async () => {
      const ask = '{ instrument(id: "sem") { tariffs { validFrom customerClass roundUpMinutes } } }'
      await setTariff(people.manager)
      expect((await quoteFor(people.ada, '2026-02-02T09:00', '2026-02-02T10:05')).totalFen).toBe(18_250)
      await setTariff(people.manager, { roundUpMinutes: 15 })
      expect((await quoteFor(people.ada, '2026-02-02T09:00', '2026-02-02T10:05')).totalFen).toBe(20_750)
      expect((await quoteFor(people.ada, '2026-01-30T09:00', '2026-01-30T10:05')).totalFen).toBe(13_000)
      expect(await world.ask(null, ask)).toMatchObject({
        instrument: {
          tariffs: expect.arrayContaining([
            { validFrom: '2026-02-01', customerClass: 'EXTERNAL', roundUpMinutes: 15 },
            { validFrom: '2020-01-01', customerClass: 'EXTERNAL', roundUpMinutes: 1 },
          ]),
        },
      })
    })

    test('changes its rate with the time, is subsidised, and costs all when given up late, where it says so', async () => {
      const steps = [{ afterMinutes: 60, rateFenPerHour: 10_000, subsidyFenPerHour: 4_000 }]
      const rates = { startUpFeeFen: 0, minimumChargeFen: 0, subsidyFenPerHour: 5_000 }
      const input = { ...rates, steps, fullPriceWhenLate: true, validFrom: '2026-01-02' }
      await setTariff(people.manager, input)
      const asked = await quoteFor(people.ada, '2026-01-03T09:00', '2026-01-03T12:00')
      expect(asked.lines.map((it) => [it.kind, it.amountFen])).toEqual([
        ['TIME', 15_000],
        ['TIME', 20_000],
        ['SUBSIDY', -13_000],
      ])
      const { bookingId } = await use(world, people.ada, '2026-01-03T09:00', '2026-01-03T12:00')
      const { charge } = (await world
        .ask(people.ada, 'query ($id: ID!) { booking(id: $id) { charge { amountFen } } }', { id: bookingId })
        .then((it) => it['booking'])) as { charge: { amountFen: number } }
      expect(charge.amountFen).toBe(22_000)
      const late = await book(world, people.ada, '2026-01-04T09:00', '2026-01-04T11:00')
      expect((await fee(people.ada, late))?.totalFen).toBe(25_000 - 9_000)
      const ask = `{ instrument(id: "sem") { tariffs { validFrom subsidyFenPerHour fullPriceWhenLate
        steps { afterMinutes rateFenPerHour subsidyFenPerHour } } } }`
      const { instrument } = (await world.ask(null, ask)) as { instrument: { tariffs: object[] } }
      expect(instrument.tariffs.slice(0, 2)).toEqual([
        { validFrom: '2020-01-01', subsidyFenPerHour: 0, fullPriceWhenLate: false, steps: [] },
        { validFrom: '2026-01-02', subsidyFenPerHour: 5_000, fullPriceWhenLate: true, steps },
      ])
    })

    test('is set from a day on, and ends the one before', async () => {
      expect(await setTariff(people.manager)).toEqual({
        customerClass: 'EXTERNAL',
        validFrom: '2026-02-01',
        validTo: null,
        mode: 'RESERVATION',
        rateFenPerHour: 15_000,
        rateWindows: [{ nameZh: '夜间', percent: 80 }],
      })
      await setTariff(people.keeper, { rateFenPerHour: 16_000 })
      const seen = await world.ask(
        null,
        '{ instrument(id: "sem") { priceFenPerHour tariffs { customerClass validFrom validTo rateFenPerHour } } }',
      )
      expect(seen['instrument']).toEqual({
        priceFenPerHour: 12_000,
        tariffs: [
          {
            customerClass: 'EXTERNAL',
            validFrom: '2020-01-01',
            validTo: '2026-01-31',
            rateFenPerHour: 12_000,
          },
          { customerClass: 'EXTERNAL', validFrom: '2026-02-01', validTo: null, rateFenPerHour: 16_000 },
          { customerClass: 'INTERNAL', validFrom: '2020-01-01', validTo: null, rateFenPerHour: 6_000 },
        ],
      })
    })

    test('is refused for every reason at once', async () => {
      const wrong = { rateFenPerHour: -1, rateWindows: [{ ...NIGHT, weekdays: [8] }] }
      expect(await setTariff(people.manager, wrong)).toMatchObject({
        problems: [{ code: 'INPUT_INVALID' }, { code: 'RATE_WINDOW_INVALID' }],
      })
    })

    test('is set by those who run the instrument', async () => {
      expect(await setTariff(people.ada)).toMatchObject({ problems: [{ code: 'FORBIDDEN' }] })
      expect(await setTariff(people.finance)).toMatchObject({ problems: [{ code: 'FORBIDDEN' }] })
      expect(await setTariff(null)).toMatchObject({ problems: [{ code: 'SIGN_IN_REQUIRED' }] })
      expect(await setTariff(people.manager, { instrumentId: 'ghost' })).toMatchObject({
        problems: [{ code: 'FORBIDDEN' }],
      })
    })

    test('cannot begin before what has been charged by another', async () => {
      await use(world, people.ada, '2026-01-05T09:00', '2026-01-05T10:00')
      expect(await setTariff(people.manager, { validFrom: '2026-01-05' })).toEqual({
        problems: [
          {
            code: 'TARIFF_ALREADY_CHARGED',
            message: '2026-01-05 或之后开始的预约已按现行价格计费，新价格须更晚生效。',
          },
        ],
      })
      expect(await setTariff(people.manager, { validFrom: '2026-01-06' })).toMatchObject({
        validFrom: '2026-01-06',
      })
      const internal = { customerClass: 'INTERNAL', validFrom: '2026-01-05' }
      expect(await setTariff(people.manager, internal)).toMatchObject({ customerClass: 'INTERNAL' })
    })

    test('of the class of the viewer is the price on the list', async () => {
      await addInstrument(world, 'tem', { institutionId: 'firm', isPriced: false })
      const prices = async (viewer: Viewer | null) => {
        const { instruments } = (await world.ask(
          viewer,
          '{ instruments(sort: NAME) { edges { node { id priceFenPerHour } } } }',
        )) as { instruments: { edges: { node: { id: string; priceFenPerHour: number | null } }[] } }
        return Object.fromEntries(instruments.edges.map(({ node }) => [node.id, node.priceFenPerHour]))
      }
      expect(await prices(null)).toEqual({ sem: 12_000, tem: null })
      expect(await prices(people.insider)).toEqual({ sem: 6_000, tem: null })
    })
  })

  describe('a quote', () => {
    test('tells the price line by line, in the language of the reader', async () => {
      await setTariff(people.manager, { validFrom: '2026-01-01' })
      const quote = await quoteFor(people.ada, '2026-01-02T19:30', '2026-01-02T21:00')
      expect(quote).toEqual({
        totalFen: 21_500,
        customerClass: 'EXTERNAL',
        lines: [
          { kind: 'TIME', minutes: 30, amountFen: 7_500, description: '机时 30 分钟（¥150.00/小时）' },
          {
            kind: 'RATE_WINDOW',
            minutes: 60,
            amountFen: 12_000,
            description: '夜间 1 小时（¥150.00/小时的 80%）',
          },
          { kind: 'START_UP', minutes: null, amountFen: 2_000, description: '开机费' },
        ],
        problems: [],
      })
      const english = await englishLines(world, people.ada)
      expect(english).toEqual([
        'Machine time 30 min at ¥150.00/h',
        '夜间: 1 h at 80 % of ¥150.00/h',
        'Start-up fee',
      ])
    })

    test('counts by the tariff of the day it starts', async () => {
      await setTariff(people.manager, { validFrom: '2026-01-03', rateWindows: [], startUpFeeFen: 0 })
      expect((await quoteFor(people.ada, '2026-01-02T23:00', '2026-01-03T01:00')).totalFen).toBe(24_000)
      expect((await quoteFor(people.ada, '2026-01-03T00:00', '2026-01-03T02:00')).totalFen).toBe(30_000)
    })

    test('is for the class of the viewer, and for another by those who set the tariffs', async () => {
      const [from, to] = ['2026-01-02T09:00', '2026-01-02T10:00']
      expect(await quoteFor(people.insider, from, to)).toMatchObject({
        customerClass: 'INTERNAL',
        totalFen: 6_000,
      })
      expect(await quoteFor(people.solo, from, to)).toMatchObject({
        customerClass: 'EXTERNAL',
        totalFen: 12_000,
      })
      const chosen = await quoteFor(people.manager, from, to, { customerClass: 'EXTERNAL' })
      expect(chosen).toMatchObject({ customerClass: 'EXTERNAL', totalFen: 12_000, problems: [] })
      const denied = await quoteFor(people.ada, from, to, { customerClass: 'INTERNAL' })
      expect(denied).toMatchObject({ customerClass: 'EXTERNAL', totalFen: 12_000 })
      expect(codes(denied)).toEqual(['FORBIDDEN'])
    })

    test('without a tariff has no total, and the instrument cannot be booked', async () => {
      await addInstrument(world, 'tem', { institutionId: 'lab', isPriced: false })
      const quote = await quoteFor(people.ada, '2026-01-02T09:00', '2026-01-02T10:00', {
        instrumentId: 'tem',
      })
      expect(quote).toMatchObject({ totalFen: null, lines: [] })
      expect(codes(quote)).toEqual(['TARIFF_NOT_FOUND'])
      const span = { startsAt: wallTime('2026-01-02T09:00'), endsAt: wallTime('2026-01-02T10:00') }
      const form = { ...span, instrumentId: 'tem', purpose: '测试', clientKey: null }
      expect(await codesOf(bookInstrument(world.as(people.ada), form))).toEqual(['TARIFF_NOT_FOUND'])
      await addTariff(world, 'tem', 'external', { validFrom: '2026-01-03' })
      const later = { startsAt: wallTime('2026-01-03T09:00'), endsAt: wallTime('2026-01-03T10:00') }
      const { id } = await bookInstrument(world.as(people.ada), { ...form, ...later })
      expect(await codesOf(moveBooking(world.as(people.ada), { bookingId: id, ...span }))).toEqual([
        'TARIFF_NOT_FOUND',
      ])
      expect(await codesOf(moveBooking(world.as(people.keeper), { bookingId: id, ...span }))).toEqual([
        'TARIFF_NOT_FOUND',
      ])
    })

    test('has a price and the reasons why not together', async () => {
      await book(world, people.cleo, '2026-01-02T09:00', '2026-01-02T10:00')
      world.clock.now = NEW_YEAR
      const taken = await quoteFor(people.ada, '2026-01-02T09:30', '2026-01-02T10:30')
      expect(taken.totalFen).toBe(12_000)
      expect(codes(taken)).toEqual(['BOOKING_OVERLAPS'])
    })

    test('of no time, or of an instrument that is not there, is none', async () => {
      const empty = await quoteFor(people.ada, '2026-01-02T09:00', '2026-01-02T09:00')
      expect(empty).toMatchObject({ totalFen: null, lines: [] })
      expect(codes(empty)).toContain('BOOKING_SPAN_EMPTY')
      const endless = await quoteFor(people.ada, '2026-01-02T09:00', '2126-01-02T09:00')
      expect(endless).toMatchObject({ totalFen: null, lines: [] })
      const ghost = await quoteFor(people.ada, '2026-01-02T09:00', '2026-01-02T10:00', {
        instrumentId: 'ghost',
      })
      expect(codes(ghost)).toEqual(['INSTRUMENT_NOT_FOUND'])
      expect(ghost.totalFen).toBeNull()
    })

    test('of a move is for whoever booked', async () => {
      const bookingId = await book(world, people.ada, '2026-01-02T09:00', '2026-01-02T10:00')
      const move = { movingBookingId: bookingId }
      const [from, to] = ['2026-01-02T09:30', '2026-01-02T10:30']
      expect(await quoteFor(people.ada, from, to, move)).toMatchObject({ totalFen: 12_000, problems: [] })
      expect(await quoteFor(people.keeper, from, to, move)).toMatchObject({
        customerClass: 'EXTERNAL',
        totalFen: 12_000,
      })
      expect(codes(await quoteFor(people.cleo, from, to, move))).toEqual(['FORBIDDEN'])
      expect(codes(await quoteFor(people.ada, from, to, { movingBookingId: 'ghost' }))).toContain(
        'BOOKING_NOT_FOUND',
      )
    })
  })

  describe('the cancellation fee', () => {
    beforeEach(() => addTariff(world, 'sem', 'external', { cancelNoticeMinutes: 120, cancelFeeFen: 5_000 }))

    test('is what cancelling now would cost', async () => {
      world.clock.now = wallTime('2026-01-02T06:59')
      const form = { startsAt: wallTime('2026-01-02T09:00'), endsAt: wallTime('2026-01-02T10:00') }
      const { id } = await bookInstrument(world.as(people.ada), {
        ...form,
        instrumentId: 'sem',
        purpose: '测试',
        clientKey: null,
      })
      expect(await fee(people.ada, id)).toEqual({
        totalFen: 0,
        customerClass: 'EXTERNAL',
        lines: [],
        problems: [],
      })
      world.clock.now = wallTime('2026-01-02T07:00')
      expect(await fee(people.ada, id)).toMatchObject({
        totalFen: 5_000,
        lines: [{ kind: 'CANCELLATION', amountFen: 5_000 }],
      })
      expect(await fee(people.keeper, id)).toMatchObject({ totalFen: 0, lines: [] })
      expect(await fee(people.cleo, id)).toBeNull()
      world.clock.now = wallTime('2026-01-02T09:00')
      expect(await fee(people.ada, id)).toBeNull()
    })

    test('is nothing while a booking waits for the keeper, and due once it is approved', async () => {
      await addInstrument(world, 'tem', {
        institutionId: 'lab',
        policy: { ...DEFAULT_POLICY, approval: 'keeper' },
      })
      await addTariff(world, 'tem', 'external', { cancelNoticeMinutes: 120, cancelFeeFen: 5_000 })
      world.clock.now = wallTime('2026-01-02T08:00')
      const request = async (from: string, to: string) => {
        const span = { startsAt: wallTime(from), endsAt: wallTime(to) }
        const form = { ...span, instrumentId: 'tem', purpose: '测试', clientKey: null }
        return (await bookInstrument(world.as(people.ada), form)).id
      }
      const waiting = await request('2026-01-02T09:00', '2026-01-02T10:00')
      const approved = await request('2026-01-02T10:00', '2026-01-02T11:00')
      world.clock.now = wallTime('2026-01-02T08:30')
      await approveBooking(world.as(people.keeper), { bookingId: approved, note: null })
      expect(await fee(people.ada, waiting)).toMatchObject({ totalFen: 0 })
      expect(await fee(people.ada, approved)).toMatchObject({ totalFen: 5_000 })
      for (const bookingId of [waiting, approved]) {
        await cancelBooking(world.as(people.ada), { bookingId, reason: null })
      }
      const { edges } = await findCharges(world.as(people.ada), {}, {})
      expect(edges.map((it) => it.node.bookingId)).toEqual([approved])
    })
  })
})
