/** Staff set reasons aside, with a reason of their own, and book for others. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { settled } from '../../../server/booking/rules/overrides.ts'
import { isOverridable, PROBLEM_CODES, problem } from '../../../server/kernel/problem.ts'
import { act, book, codes, type Lab, openLab, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { quota, sayOf } from '../../support/policies.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

test('what can be set aside is in one table, and never what says that time is taken', () => {
  expect(PROBLEM_CODES.filter((it) => isOverridable(it)).toSorted()).toEqual([
    'BOOKING_BEYOND_HORIZON',
    'BOOKING_CHANGE_TOO_LATE',
    'BOOKING_CUT_OFF',
    'BOOKING_NOTICE_TOO_SHORT',
    'BOOKING_OFF_GRID',
    'BOOKING_OFF_STEP',
    'BOOKING_OUTSIDE_OPENING_HOURS',
    'BOOKING_PRIORITY_WINDOW',
    'BOOKING_TOO_LONG',
    'BOOKING_TOO_SHORT',
    'INSTITUTION_QUOTA_BOOKINGS',
    'INSTITUTION_QUOTA_FUTURE_BOOKINGS',
    'INSTITUTION_QUOTA_FUTURE_TIME',
    'INSTITUTION_QUOTA_TIME',
    'QUOTA_BOOKINGS',
    'QUOTA_FUTURE_BOOKINGS',
    'QUOTA_FUTURE_TIME',
    'QUOTA_GAP',
    'QUOTA_ONE_AT_A_TIME',
    'QUOTA_TIME',
  ])
})

const OVERLAP = problem('BOOKING_OVERLAPS')
const SHORT = problem('BOOKING_TOO_SHORT')

test.each([
  {
    says: 'nothing is set aside without an override',
    override: undefined,
    problems: [SHORT],
    left: ['BOOKING_TOO_SHORT'],
  },
  {
    says: 'staff set aside what may be',
    override: { reason: ' 急 ' },
    problems: [SHORT, SHORT],
    left: [],
    overridden: { codes: ['BOOKING_TOO_SHORT'], reason: '急' },
  },
  {
    says: 'what may not remains',
    override: { reason: '急' },
    problems: [OVERLAP],
    left: ['BOOKING_OVERLAPS'],
  },
  {
    says: 'others set nothing aside',
    override: { reason: '急' },
    mayOverride: false,
    problems: [SHORT],
    left: ['BOOKING_TOO_SHORT', 'OVERRIDE_FORBIDDEN'],
  },
  {
    says: 'a reason must be given',
    override: { reason: ' ' },
    problems: [SHORT],
    left: ['BOOKING_TOO_SHORT', 'REASON_MISSING'],
  },
  { says: 'what is not needed is not recorded', override: { reason: '急' }, problems: [], left: [] },
])('$says', ({ override, mayOverride = true, problems, left, overridden }) => {
  const settlement = settled(problems, override, mayOverride)
  expect(settlement.problems.map((it) => it.code)).toEqual(left)
  expect(settlement.overridden).toEqual(overridden)
})

describe.each(dialects)('%s: staff', (dialect) => {
  let world: World
  let lab: Lab
  let instrumentId: string
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })

  beforeEach(async () => {
    instrumentId = `sem-${(count += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab' })
  })

  afterAll(() => world.close())

  const override = { reason: '应急检测' }
  const history = async (bookingId: string) => {
    const data = await world.ask(
      lab.keeper,
      'query ($id: ID!) { booking(id: $id) { person { id } changes { what note overridden actor { id } } } }',
      { id: bookingId },
    )
    return data['booking']
  }

  test('book for somebody, by his quotas and not their own', async () => {
    await sayOf(world, lab.keeper, instrumentId, { quotas: [quota('FUTURE_BOOKINGS', 1)] })
    const form = { instrumentId, forPersonId: 'ada' }
    const first = await book(world, lab.keeper, span('10:00', '11:00'), form)
    expect(await history(first.id)).toEqual({
      person: { id: 'ada' },
      changes: [{ what: 'BOOKED', note: null, overridden: [], actor: { id: 'keeper' } }],
    })
    expect(codes(await book(world, lab.keeper, span('11:00', '12:00'), form))).toEqual([
      'QUOTA_FUTURE_BOOKINGS',
    ])
    expect(codes(await book(world, lab.ada, span('11:00', '12:00'), { instrumentId }))).toEqual([
      'QUOTA_FUTURE_BOOKINGS',
    ])
    expect(codes(await book(world, lab.keeper, span('11:00', '12:00'), { instrumentId }))).toEqual([])
  })

  test('override a quota and a length with a reason, which is recorded', async () => {
    await sayOf(world, lab.keeper, instrumentId, { quotas: [quota('MINUTES', 60, { period: 'DAY' })] })
    const form = { instrumentId, forPersonId: 'ada' }
    const refused = await world.ask(
      lab.keeper,
      `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) { ... on Rejection { problems { code overridable } } } }`,
      {
        input: { ...form, purpose: '测试', startsAt: '2026-01-02T01:00:00Z', endsAt: '2026-01-02T12:00:00Z' },
      },
    )
    expect(refused['bookInstrument']).toEqual({
      problems: [
        { code: 'BOOKING_TOO_LONG', overridable: true },
        { code: 'QUOTA_TIME', overridable: true },
      ],
    })
    const { id } = await book(world, lab.keeper, span('09:00', '20:00'), { ...form, override })
    expect(await history(id)).toMatchObject({
      changes: [{ note: '应急检测', overridden: ['BOOKING_TOO_LONG', 'QUOTA_TIME'] }],
    })
    const [entry] = await world.store.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('subject_id', '=', id)
      .execute()
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({
      overridden: { codes: ['BOOKING_TOO_LONG', 'QUOTA_TIME'], reason: '应急检测' },
    })
  })

  test('override no overlap, and say why', async () => {
    const taken = await book(world, lab.ada, span('10:00', '11:00'), { instrumentId })
    const over = await book(world, lab.keeper, span('10:15', '11:00'), { instrumentId, override })
    expect(over.problems).toMatchObject([{ code: 'BOOKING_OVERLAPS', refs: [taken.id] }])
    const why = { instrumentId, override: { reason: ' ' } }
    expect(codes(await book(world, lab.keeper, span('12:15', '13:00'), why))).toContain('REASON_MISSING')
  })

  test('alone may: others neither override nor book for somebody else', async () => {
    expect(codes(await book(world, lab.ada, span('10:15', '11:00'), { instrumentId, override }))).toContain(
      'OVERRIDE_FORBIDDEN',
    )
    const forBob = { instrumentId, forPersonId: 'bob' }
    expect(codes(await book(world, lab.ada, span('10:00', '11:00'), forBob))).toEqual(['FORBIDDEN'])
    expect(codes(await book(world, lab.stranger, span('10:00', '11:00'), forBob))).toEqual(['FORBIDDEN'])
    const nobody = { instrumentId, forPersonId: 'none' }
    expect(codes(await book(world, lab.keeper, span('10:00', '11:00'), nobody))).toEqual(['PERSON_NOT_FOUND'])
    const own = { instrumentId, forPersonId: 'ada' }
    expect(codes(await book(world, lab.ada, span('10:00', '11:00'), own))).toEqual([])
  })

  test('approve over a quota that was set since, with a reason', async () => {
    await sayOf(world, lab.keeper, instrumentId, {
      classes: [{ userClass: 'ACADEMIC', terms: { approval: 'KEEPER' } }],
    })
    const { id: bookingId } = await book(world, lab.ada, span('10:00', '12:00'), { instrumentId })
    await sayOf(world, lab.keeper, instrumentId, { quotas: [quota('MINUTES', 60, { period: 'WEEK' })] })
    expect(codes(await act(world, lab.keeper, 'approveBooking', { bookingId }))).toEqual(['QUOTA_TIME'])
    expect(await act(world, lab.keeper, 'approveBooking', { bookingId, override })).toMatchObject({
      state: 'CONFIRMED',
    })
    expect(await history(bookingId)).toMatchObject({
      changes: [{ what: 'REQUESTED' }, { what: 'APPROVED', note: '应急检测', overridden: ['QUOTA_TIME'] }],
    })
  })
})
