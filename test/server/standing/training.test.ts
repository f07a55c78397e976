/** From an untrained person to a qualified one: what stops him, enrolling, the exam, and how a qualification ends. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { tellOfLapses } from '../../../server/standing/actions/expiry.ts'
import { addPerson } from '../../support/people.ts'
import { act, book, codes, type Lab, openLab } from '../../support/bookings.ts'
import { measure, offerTraining, standingOf, toldOfStanding } from '../../support/standing.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let lab: Lab

  beforeEach(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })
  afterEach(() => world.close())

  const require = (requirement: object | null) =>
    measure(world, lab.keeper, 'setTrainingRequirement', { instrumentId: 'sem', requirement })
  const grant = (email = 'ada@test') =>
    measure(world, lab.keeper, 'grantQualification', { instrumentId: 'sem', email, reason: '长期合作' })
  /** An hour so many hours from now. */
  const hour = (hours: number) => ({
    startsAt: world.clock.now + hours * HOUR_MS,
    endsAt: world.clock.now + (hours + 1) * HOUR_MS,
  })
  const bookIn = async (who: Viewer, hours: number) => book(world, who, hour(hours))

  test('who is not qualified is refused with the way out, and booked once he has passed the exam', async () => {
    await require({})
    const refused = await bookIn(lab.ada, 2)
    expect(codes(refused)).toEqual(['QUALIFICATION_MISSING'])
    expect(refused.problems?.[0]?.refs).toEqual(['sem'])
    const sessionId = await offerTraining(world, lab.keeper)
    const seat = await measure(world, lab.ada, 'enrolInTraining', { sessionId })
    expect(seat).toMatchObject({ seat: 1, state: 'ENROLLED' })
    const result = { enrolmentId: seat.id, attended: true, score: 85 }
    expect(codes((await measure(world, lab.keeper, 'recordTrainingResult', result)) as never)).toEqual([
      'TRAINING_NOT_STARTED',
    ])
    world.clock.now += DAY_MS
    expect((await measure(world, lab.keeper, 'recordTrainingResult', result)).state).toBe('PASSED')
    expect((await bookIn(lab.ada, 2)).state).toBe('CONFIRMED')
    expect(await toldOfStanding(world)).toEqual([
      'training.scheduled',
      'training.enrolled',
      'qualification.granted',
      'training.assessed',
    ])
  })

  test('staff of the owner book without, for themselves; others stay bound when staff act for them', async () => {
    const asked = await bookIn(lab.ada, 20)
    await require({})
    expect((await bookIn(lab.keeper, 2)).state).toBe('CONFIRMED')
    const moved = await act(world, lab.keeper, 'moveBooking', {
      bookingId: asked.id,
      startsAt: new Date(hour(30).startsAt).toISOString(),
      endsAt: new Date(hour(30).endsAt).toISOString(),
    })
    expect(codes(moved)).toEqual(['QUALIFICATION_MISSING'])
    world.clock.now += 20 * HOUR_MS
    expect(codes(await act(world, lab.keeper, 'checkIn', { bookingId: asked.id }))).toEqual([
      'QUALIFICATION_MISSING',
    ])
    await grant()
    expect((await act(world, lab.keeper, 'checkIn', { bookingId: asked.id })).__typename).toBe('UsageRecord')
  })

  test('a failed exam and an absence qualify nobody, and a correction takes back what a pass gave', async () => {
    await require({})
    const sessionId = await offerTraining(world, lab.keeper)
    const ada = await measure(world, lab.ada, 'enrolInTraining', { sessionId })
    const bob = await measure(world, lab.bob, 'enrolInTraining', { sessionId })
    world.clock.now += DAY_MS
    const record = (enrolmentId: string, attended: boolean, score: number | null) =>
      measure(world, lab.keeper, 'recordTrainingResult', { enrolmentId, attended, score })
    expect((await record(bob.id, false, null)).state).toBe('ABSENT')
    expect((await record(ada.id, true, 59)).state).toBe('FAILED')
    expect(codes(await bookIn(lab.ada, 2))).toEqual(['QUALIFICATION_MISSING'])
    expect((await record(ada.id, true, 60)).state).toBe('PASSED')
    expect((await record(ada.id, true, 90)).state).toBe('PASSED')
    expect((await standingOf(world, lab.ada)).qualifications).toHaveLength(1)
    expect((await record(ada.id, true, 10)).state).toBe('FAILED')
    expect(codes(await bookIn(lab.ada, 2))).toEqual(['QUALIFICATION_MISSING'])
  })

  test('seats are never oversold, however many come at once', async () => {
    const sessionId = await offerTraining(world, lab.keeper, { seats: 3 })
    const crowd: Viewer[] = []
    for (let i = 0; i < 12; i += 1) crowd.push(await addPerson(world, `p${i}`, 'firm', ['researcher']))
    const answers = await Promise.all(crowd.map((it) => measure(world, it, 'enrolInTraining', { sessionId })))
    const seats = answers.flatMap((it) => (typeof it.seat === 'number' ? [it.seat] : []))
    expect(seats.toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    const others = answers.filter((it) => it.__typename === 'Rejection')
    expect(others).toHaveLength(9)
    expect(new Set(others.flatMap((it) => codes(it as never)))).toEqual(new Set(['TRAINING_FULL']))
  })

  test('one person takes one seat, however often he asks, and another gets it when he gives it back', async () => {
    const sessionId = await offerTraining(world, lab.keeper, { seats: 1 })
    const asked = await Promise.all(
      [1, 2, 3].map(() => measure(world, lab.ada, 'enrolInTraining', { sessionId })),
    )
    const mine = asked.filter((it) => it.__typename === 'TrainingEnrolment')
    expect(mine).toHaveLength(1)
    const enrolmentId = mine[0]?.id ?? ''
    expect((await measure(world, lab.ada, 'withdrawFromTraining', { enrolmentId })).state).toBe('WITHDRAWN')
    expect((await measure(world, lab.bob, 'enrolInTraining', { sessionId })).seat).toBe(1)
    expect(codes((await measure(world, lab.ada, 'enrolInTraining', { sessionId })) as never)).toEqual([
      'TRAINING_FULL',
    ])
  })

  test('a training is called off with a reason, by its institution only; then nobody enrols', async () => {
    const sessionId = await offerTraining(world, lab.keeper)
    const input = { sessionId, reason: '设备故障' }
    expect(codes((await measure(world, lab.stranger, 'cancelTraining', input)) as never)).toEqual([
      'FORBIDDEN',
    ])
    expect((await measure(world, lab.keeper, 'cancelTraining', input)).__typename).toBe('TrainingSession')
    expect(codes((await measure(world, lab.ada, 'enrolInTraining', { sessionId })) as never)).toEqual([
      'TRAINING_CANCELLED',
    ])
  })

  test('only staff of the institution can be the trainer', async () => {
    const startsAt = new Date(world.clock.now + DAY_MS).toISOString()
    const endsAt = new Date(world.clock.now + DAY_MS + HOUR_MS).toISOString()
    const form = { instrumentId: 'sem', startsAt, endsAt, place: '101', seats: 1, passMark: 60 }
    const made = await measure(world, lab.keeper, 'scheduleTraining', { ...form, trainerId: 'stranger' })
    expect(codes(made as never)).toEqual(['TRAINER_NOT_STAFF'])
    const good = await measure(world, lab.keeper, 'scheduleTraining', { ...form, trainerId: 'manager' })
    expect(good.__typename).toBe('TrainingSession')
  })

  test('a qualification lapses by date: at the booking’s start it must still be valid', async () => {
    await require({ validDays: 10 })
    await grant()
    expect((await bookIn(lab.ada, 10 * 24 - 1)).state).toBe('CONFIRMED')
    expect(codes(await bookIn(lab.ada, 10 * 24))).toEqual(['QUALIFICATION_LAPSES'])
    world.clock.now += 10 * DAY_MS
    expect(codes(await bookIn(lab.ada, 2))).toEqual(['QUALIFICATION_EXPIRED'])
    await grant()
    expect((await bookIn(lab.ada, 2)).state).toBe('CONFIRMED')
  })

  test('it lapses by disuse, counted from the end of the last use; a change of the rule counts at once', async () => {
    await require({ disuseDays: 10 })
    await grant()
    const booking = await bookIn(lab.ada, 9 * 24)
    world.clock.now += 9 * DAY_MS
    await act(world, lab.keeper, 'checkIn', { bookingId: booking.id })
    world.clock.now += HOUR_MS
    await act(world, lab.keeper, 'checkOut', { bookingId: booking.id })
    world.clock.now += 10 * DAY_MS - HOUR_MS
    expect((await bookIn(lab.ada, 0.5)).state).toBe('CONFIRMED')
    world.clock.now += HOUR_MS
    expect(codes(await bookIn(lab.ada, 2))).toEqual(['QUALIFICATION_EXPIRED'])
    await require({ disuseDays: 30 })
    expect((await bookIn(lab.ada, 2)).state).toBe('CONFIRMED')
    await require(null)
    expect((await bookIn(lab.bob, 4)).state).toBe('CONFIRMED')
  })

  test('people are warned seven days before and told at the end, each once, also after a downtime', async () => {
    await require({ validDays: 30 })
    await grant('ada@test')
    const run = () => tellOfLapses(world.as())
    const told = async () => (await toldOfStanding(world)).filter((it) => it !== 'qualification.granted')
    await run()
    expect(await told()).toEqual([])
    world.clock.now += 23 * DAY_MS
    await grant('bob@test')
    await Promise.all([run(), run()])
    await run()
    expect(await told()).toEqual(['qualification.expiring'])
    world.clock.now += 40 * DAY_MS
    await run()
    await run()
    expect(await told()).toEqual(['qualification.expiring', 'qualification.expired', 'qualification.expired'])
    await require({ validDays: 365 })
    await run()
    expect(await told()).toHaveLength(3)
  })

  test('a qualification is revoked with a reason, once; a booking made before is refused at check-in', async () => {
    await require({})
    const { id } = await grant()
    const booking = await bookIn(lab.ada, 1)
    const revoke = (reason: string) =>
      measure(world, lab.keeper, 'revokeQualification', { qualificationId: id, reason })
    expect(codes((await revoke(' ')) as never)).toEqual(['REASON_MISSING'])
    expect((await revoke('违规操作')).state).toBe('ENDED')
    expect(codes((await revoke('违规操作')) as never)).toEqual(['QUALIFICATION_ENDED'])
    world.clock.now += HOUR_MS
    expect(codes(await act(world, lab.ada, 'checkIn', { bookingId: booking.id }))).toEqual([
      'QUALIFICATION_MISSING',
    ])
  })

  test('who is enrolled is shown to staff and to nobody else; seats and the own enrolment to all', async () => {
    const sessionId = await offerTraining(world, lab.keeper)
    await measure(world, lab.ada, 'enrolInTraining', { sessionId })
    const seen = async (who: Viewer | null) => {
      const { trainingSessions } = (await world.ask(
        who,
        `{ trainingSessions(instrumentId: "sem") { edges { node {
          seatsTaken myEnrolment { state } enrolments { person { nameZh } } mayRecord } } } }`,
      )) as { trainingSessions: { edges: { node: unknown }[] } }
      return trainingSessions.edges[0]?.node
    }
    expect(await seen(null)).toEqual({ seatsTaken: 1, myEnrolment: null, enrolments: [], mayRecord: false })
    expect(await seen(lab.ada)).toMatchObject({ myEnrolment: { state: 'ENROLLED' }, enrolments: [] })
    expect(await seen(lab.keeper)).toMatchObject({
      enrolments: [{ person: { nameZh: '人 ada' } }],
      mayRecord: true,
    })
  })

  test('an instrument shows what it requires and what the viewer holds, and staff see who is qualified', async () => {
    await require({ validDays: 365, disuseDays: 90 })
    await grant()
    const asked =
      '{ instrument(id: "sem") { trainingRequirement { validDays disuseDays } myQualification { state } } }'
    expect(await world.ask(lab.ada, asked)).toEqual({
      instrument: {
        trainingRequirement: { validDays: 365, disuseDays: 90 },
        myQualification: { state: 'VALID' },
      },
    })
    expect(await world.ask(lab.bob, asked)).toMatchObject({ instrument: { myQualification: null } })
    const list = '{ qualifications(instrumentId: "sem") { edges { node { person { nameZh } reason } } } }'
    expect(await world.ask(lab.keeper, list)).toEqual({
      qualifications: { edges: [{ node: { person: { nameZh: '人 ada' }, reason: '长期合作' } }] },
    })
  })
})
