/** Policies of places through the front door: templates, classes, grids, quotas, forms, what is left. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import {
  act,
  addBooking,
  book,
  codes,
  type Lab,
  openLab,
  policyWith,
  sent,
  span,
} from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { quota, sayFor, sayOf } from '../../support/policies.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s: policies', (dialect) => {
  let world: World
  let lab: Lab
  let administrator: Viewer
  let instrumentId: string
  /** Of `firm`, with no bookings. */
  let eve: Viewer
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    administrator = await addPerson(world, 'administrator', null, ['administrator'])
  })

  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    await sayFor(world, administrator, undefined, {})
    await sayFor(world, lab.manager, 'lab', {})
    instrumentId = await another()
    eve = await addPerson(world, `eve-${count}`, 'firm', ['researcher'])
  })

  afterAll(() => world.close())

  async function another(): Promise<string> {
    const id = `sem-${(count += 1)}`
    await addInstrument(world, id, { institutionId: 'lab' })
    return id
  }

  const booked = (who: Viewer, from: string, to: string, more: object = {}) =>
    book(world, who, span(from, to), { instrumentId, ...more })

  test('of the city bind every instrument, those of an institution its own', async () => {
    await sayFor(world, administrator, undefined, { all: { horizonDays: 10 } })
    await sayFor(world, lab.manager, 'lab', { all: { durationMinutesMax: 60, noticeMinutesMin: 60 } })
    const far = await book(world, lab.ada, span('10:00', '12:00', '2026-01-20'), { instrumentId })
    expect(codes(far)).toEqual(['BOOKING_TOO_LONG', 'BOOKING_BEYOND_HORIZON'])
    await addInstitution(world, `other-${count}`)
    await addInstrument(world, `tem-${count}`, { institutionId: `other-${count}` })
    const elsewhere = await book(world, lab.ada, span('10:00', '12:00', '2026-01-20'), {
      instrumentId: `tem-${count}`,
    })
    expect(codes(elsewhere)).toEqual(['BOOKING_BEYOND_HORIZON'])
  })

  test('may only be tightened by what comes below', async () => {
    await sayFor(world, administrator, undefined, { all: { horizonDays: 20, noticeMinutesMin: 30 } })
    expect(await sayFor(world, lab.manager, 'lab', { all: { horizonDays: 21 } })).toMatchObject({
      problems: [{ code: 'POLICY_LOOSER', message: '“horizonDays”比上级规则宽松，上级规则为 20 天。' }],
    })
    await sayFor(world, lab.manager, 'lab', { all: { horizonDays: 10 } })
    const classes = [{ userClass: 'OWN', terms: { horizonDays: 11, noticeMinutesMin: 29 } }]
    expect(await sayOf(world, lab.keeper, instrumentId, { classes })).toMatchObject({
      problems: [{ code: 'POLICY_LOOSER' }, { code: 'POLICY_LOOSER' }],
    })
    const policy = { durationMinutesMin: 30, durationMinutesMax: 480, stepMinutes: 30, horizonDays: 11 }
    const more = { noticeMinutesMin: 29, turnaroundMinutes: 0, approval: 'NONE', cancelNoticeMinutes: 60 }
    const set = await act(world, lab.keeper, 'setBookingPolicy', {
      instrumentId,
      policy: { ...policy, ...more },
    })
    expect(codes(set)).toEqual(['POLICY_LOOSER', 'POLICY_LOOSER'])
  })

  test('of a class bind that class: firms wait for the keeper, the own people book further ahead', async () => {
    await sayOf(world, lab.keeper, instrumentId, {
      classes: [
        { userClass: 'ACADEMIC', terms: { approval: 'KEEPER', durationMinutesMax: 60 } },
        { userClass: 'OWN', terms: { horizonDays: 90 } },
      ],
    })
    expect(await booked(lab.ada, '10:00', '11:00')).toMatchObject({ state: 'REQUESTED' })
    expect(codes(await booked(lab.ada, '12:00', '14:00'))).toEqual(['BOOKING_TOO_LONG'])
    const far = span('10:00', '14:00', '2026-03-20')
    expect(await book(world, lab.ann, far, { instrumentId })).toMatchObject({ state: 'CONFIRMED' })
  })

  test('close a day at its cut-off, but for staff', async () => {
    await sayOf(world, lab.keeper, instrumentId, { all: { cutOff: { daysBefore: 1, time: '16:00' } } })
    world.clock.now = span('15:59', '16:00', '2026-01-01').startsAt
    expect(codes(await booked(lab.ada, '10:00', '11:00'))).toEqual([])
    world.clock.now = span('16:00', '17:00', '2026-01-01').startsAt
    expect((await booked(lab.ada, '11:00', '12:00')).problems).toMatchObject([
      { code: 'BOOKING_CUT_OFF', message: '该日的预约已于 2026-01-01 16:00 截止。' },
    ])
    expect(codes(await booked(lab.keeper, '11:00', '12:00'))).toEqual([])
    const { instrument } = await world.ask(
      lab.ada,
      'query ($id: ID!) { instrument(id: $id) { nextFreeAt } }',
      {
        id: instrumentId,
      },
    )
    expect(instrument).toEqual({
      nextFreeAt: new Date(span('00:00', '01:00', '2026-01-03').startsAt).toISOString(),
    })
  })

  test('say until when a booking may be moved and given up, but for staff', async () => {
    await sayOf(world, lab.keeper, instrumentId, { all: { moveMinutesMin: 120, cancelMinutesMin: 60 } })
    const { id: bookingId } = await booked(lab.ada, '10:00', '11:00')
    const to = { bookingId, ...sent(span('12:00', '13:00')) }
    world.clock.now = span('08:01', '09:00').startsAt
    expect(codes(await act(world, lab.ada, 'moveBooking', to))).toEqual(['BOOKING_CHANGE_TOO_LATE'])
    world.clock.now = span('09:01', '10:00').startsAt
    expect(codes(await act(world, lab.ada, 'cancelBooking', { bookingId }))).toEqual([
      'BOOKING_CANCEL_TOO_LATE',
    ])
    expect(codes(await act(world, lab.keeper, 'moveBooking', to))).toEqual([])
    expect(codes(await act(world, lab.ada, 'cancelBooking', { bookingId }))).toEqual([])
  })

  test('give hours a grid of their own', async () => {
    const night = { startsAt: '22:00', endsAt: '06:00', stepMinutes: 240, alignMinutes: 120 }
    await sayOf(world, lab.keeper, instrumentId, { alignMinutes: 60, blocks: [night] })
    expect(codes(await booked(lab.ada, '10:30', '11:30'))).toEqual(['BOOKING_OFF_GRID'])
    expect(codes(await booked(lab.ada, '10:00', '11:30'))).toEqual([])
    expect(codes(await booked(lab.ada, '23:00', '24:00'))).toEqual(['BOOKING_OFF_STEP', 'BOOKING_OFF_GRID'])
    expect(codes(await booked(lab.ada, '02:00', '06:00'))).toEqual([])
  })

  describe('with quotas', () => {
    test('refuse what is too much in a week on all instruments of the owner, and say what is left', async () => {
      const other = await another()
      await sayFor(world, lab.manager, 'lab', { quotas: [quota('MINUTES', 240, { period: 'WEEK' })] })
      await booked(eve, '10:00', '12:00')
      const second = await book(world, eve, span('13:00', '15:30'), { instrumentId: other })
      expect(second.problems).toMatchObject([
        { code: 'QUOTA_TIME', message: '2025-12-29 – 2026-01-04 内最多使用 4 小时，已约 2 小时。' },
      ])
      const left = `query ($id: ID!) { bookingQuotas(instrumentId: $id, at: "2026-01-02T05:00:00Z") { level used left quota { measure period } } }`
      expect(await world.ask(eve, left, { id: other })).toEqual({
        bookingQuotas: [
          { level: 'INSTITUTION', used: 120, left: 120, quota: { measure: 'MINUTES', period: 'WEEK' } },
        ],
      })
      expect(await world.ask(null, left, { id: other })).toEqual({ bookingQuotas: [] })
      expect(codes(await book(world, lab.bob, span('13:00', '15:30'), { instrumentId: other }))).toEqual([])
      expect(codes(await book(world, eve, span('16:00', '18:00'), { instrumentId: other }))).toEqual([])
    })

    test('count what an institution has booked together', async () => {
      await sayOf(world, lab.keeper, instrumentId, {
        quotas: [quota('BOOKINGS', 2, { per: 'INSTITUTION', period: 'DAY' })],
      })
      await booked(lab.ada, '10:00', '11:00')
      await booked(lab.bob, '11:00', '12:00')
      expect(codes(await booked(lab.ada, '12:00', '13:00'))).toEqual(['INSTITUTION_QUOTA_BOOKINGS'])
      expect(codes(await booked(lab.ann, '12:00', '13:00'))).toEqual([])
    })

    test('bind the classes that they name, and staff only where named', async () => {
      await sayOf(world, lab.keeper, instrumentId, {
        quotas: [quota('FUTURE_BOOKINGS', 1), quota('FUTURE_BOOKINGS', 2, { userClasses: ['STAFF'] })],
      })
      await booked(lab.keeper, '10:00', '11:00')
      expect(codes(await booked(lab.keeper, '11:00', '12:00'))).toEqual([])
      expect(codes(await booked(lab.keeper, '12:00', '13:00'))).toEqual(['QUOTA_FUTURE_BOOKINGS'])
      await booked(lab.ada, '13:00', '14:00')
      expect(codes(await booked(lab.ada, '14:00', '15:00'))).toEqual(['QUOTA_FUTURE_BOOKINGS'])
    })

    test('do not count a booking twice when it moves or is approved', async () => {
      await sayOf(world, lab.keeper, instrumentId, {
        classes: [{ userClass: 'ACADEMIC', terms: { approval: 'KEEPER' } }],
        quotas: [quota('FUTURE_BOOKINGS', 1), quota('MINUTES', 60, { period: 'DAY' })],
      })
      const { id: bookingId } = await booked(lab.ada, '10:00', '11:00')
      const moved = await act(world, lab.ada, 'moveBooking', { bookingId, ...sent(span('11:00', '12:00')) })
      expect(codes(moved)).toEqual([])
      const longer = await act(world, lab.ada, 'moveBooking', { bookingId, ...sent(span('11:00', '12:30')) })
      expect(codes(longer)).toEqual(['QUOTA_TIME'])
      expect(await act(world, lab.keeper, 'approveBooking', { bookingId })).toMatchObject({
        state: 'CONFIRMED',
      })
    })

    test('allow one instrument at a time, with a pause between', async () => {
      const other = await another()
      await sayFor(world, administrator, undefined, {
        quotas: [quota('ONE_AT_A_TIME', 1), quota('GAP_MINUTES', 60)],
      })
      const first = await booked(eve, '10:00', '12:00')
      const second = await book(world, eve, span('11:30', '13:00'), { instrumentId: other })
      expect(second.problems).toMatchObject([
        { code: 'QUOTA_ONE_AT_A_TIME', refs: [first.id] },
        { code: 'QUOTA_GAP', refs: [first.id] },
      ])
      expect(codes(await book(world, eve, span('12:30', '13:00'), { instrumentId: other }))).toEqual([
        'QUOTA_GAP',
      ])
      expect(codes(await book(world, eve, span('13:00', '14:00'), { instrumentId: other }))).toEqual([])
    })

    test('forget what was cancelled, and count what was missed', async () => {
      await sayOf(world, lab.keeper, instrumentId, { quotas: [quota('BOOKINGS', 1, { period: 'YEAR' })] })
      const owner = { id: instrumentId, institutionId: 'lab' }
      const at = { personId: 'ada', ...span('10:00', '11:00', '2026-01-01') }
      await addBooking(world, owner, { id: `${instrumentId}-c`, state: 'cancelled', ...at })
      expect(codes(await booked(lab.ada, '10:00', '11:00'))).toEqual([])
      await addBooking(world, owner, { id: `${instrumentId}-m`, state: 'missed', ...at, personId: 'bob' })
      expect(codes(await booked(lab.bob, '12:00', '13:00'))).toEqual(['QUOTA_BOOKINGS'])
    })
  })

  describe('with a form', () => {
    const sample = { key: 'sample', kind: 'TEXT', labelZh: '样品', required: true, max: 20, choices: [] }
    const beam = {
      key: 'beam',
      kind: 'NUMBER',
      labelZh: '电压 kV',
      required: false,
      min: 5,
      max: 30,
      choices: [],
    }
    const answers = `query ($id: ID!) { booking(id: $id) { answers { value field { key labelZh } } } }`

    test('want it answered, with every reason, and keep the answers with the questions of then', async () => {
      await sayOf(world, lab.keeper, instrumentId, { form: [sample, beam] })
      const wrong = await booked(lab.ada, '10:00', '11:15', { answers: [{ key: 'beam', value: '40' }] })
      expect(codes(wrong)).toEqual(['BOOKING_OFF_STEP', 'ANSWER_MISSING', 'ANSWER_INVALID'])
      const { id } = await booked(lab.ada, '10:00', '11:00', {
        answers: [
          { key: 'beam', value: '15' },
          { key: 'sample', value: ' 煤灰 ' },
        ],
      })
      await sayOf(world, lab.keeper, instrumentId, { form: [{ ...sample, labelZh: '样品名称' }] })
      const then = [
        { value: '煤灰', field: { key: 'sample', labelZh: '样品' } },
        { value: '15', field: { key: 'beam', labelZh: '电压 kV' } },
      ]
      expect(await world.ask(lab.ada, answers, { id })).toEqual({ booking: { answers: then } })
      expect(await world.ask(lab.keeper, answers, { id })).toEqual({ booking: { answers: then } })
      expect(await world.ask(lab.bob, answers, { id })).toEqual({ booking: { answers: [] } })
      const { instrument } = await world.ask(
        lab.ada,
        'query ($id: ID!) { instrument(id: $id) { bookingRules { form { labelZh } } bookingLayers { instrument { formVersion } } } }',
        { id: instrumentId },
      )
      expect(instrument).toEqual({
        bookingRules: { form: [{ labelZh: '样品名称' }] },
        bookingLayers: { instrument: { formVersion: 2 } },
      })
    })

    test('tell the same key with other answers apart', async () => {
      await sayOf(world, lab.keeper, instrumentId, { form: [sample] })
      const form = { clientKey: `${instrumentId}-key`, answers: [{ key: 'sample', value: '煤' }] }
      const first = await booked(lab.ada, '10:00', '11:00', form)
      expect(await booked(lab.ada, '10:00', '11:00', form)).toEqual(first)
      const other = { ...form, answers: [{ key: 'sample', value: '土' }] }
      expect(codes(await booked(lab.ada, '10:00', '11:00', other))).toEqual(['CLIENT_KEY_REUSED'])
    })
  })

  test('are told to the viewer as they count for him', async () => {
    await sayFor(world, administrator, undefined, { all: { horizonDays: 20 } })
    await sayOf(world, lab.keeper, instrumentId, {
      classes: [{ userClass: 'OWN', terms: { horizonDays: 15 } }],
      quotas: [quota('BOOKINGS', 3, { period: 'DAY', userClasses: ['ACADEMIC'] })],
    })
    const rules =
      'query ($id: ID!) { instrument(id: $id) { bookingRules { userClass horizonDays mayOverride quotas { level quota { limit } } } } }'
    const of = async (who: Viewer | null) => (await world.ask(who, rules, { id: instrumentId }))['instrument']
    const quotas = [{ level: 'INSTRUMENT', quota: { limit: 3 } }]
    expect(await of(lab.ada)).toEqual({
      bookingRules: { userClass: 'ACADEMIC', horizonDays: 20, mayOverride: false, quotas },
    })
    expect(await of(lab.ann)).toEqual({
      bookingRules: { userClass: 'OWN', horizonDays: 15, mayOverride: false, quotas: [] },
    })
    expect(await of(lab.keeper)).toMatchObject({ bookingRules: { userClass: 'STAFF', mayOverride: true } })
    expect(await of(null)).toMatchObject({ bookingRules: { userClass: null, horizonDays: 20, quotas: [] } })
  })

  test('are remembered in the audit log', async () => {
    await sayOf(world, lab.keeper, instrumentId, { alignMinutes: 60 })
    const rows = await world.store.db
      .selectFrom('audit_entry')
      .select(['action', 'actor_id'])
      .where('subject_id', '=', instrumentId)
      .execute()
    expect(rows).toEqual([{ action: 'setInstrumentRules', actor_id: 'keeper' }])
  })

  test('of an instrument are judged by the day where it stands', async () => {
    await addInstrument(world, `ny-${count}`, {
      institutionId: 'lab',
      timeZone: 'America/New_York',
      policy: policyWith({ durationMsMax: DAY_MS }),
    })
    await sayOf(world, lab.keeper, `ny-${count}`, { quotas: [quota('BOOKINGS', 1, { period: 'DAY' })] })
    const at = (hours: number) => ({
      startsAt: NEW_YEAR + hours * HOUR_MS,
      endsAt: NEW_YEAR + (hours + 1) * HOUR_MS,
    })
    const there = { instrumentId: `ny-${count}` }
    expect(codes(await book(world, lab.ada, at(28), there))).toEqual([])
    expect(codes(await book(world, lab.ada, at(29), there))).toEqual([])
    expect(codes(await book(world, lab.ada, at(30), there))).toEqual(['QUOTA_BOOKINGS'])
  })
})
