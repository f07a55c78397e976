/** Requests through the chain of those who decide them: the leader of the group, then the keeper; in time, or not at all. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { approveBooking, cancelBooking, rejectBooking } from '../../../server/booking/actions/decide.ts'
import { expireRequests } from '../../../server/booking/actions/expiry.ts'
import type { Context } from '../../../server/context.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { openStore } from '../../../server/platform/db.ts'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { kindsToldTo } from '../../support/notices.ts'
import { addGroup, addPerson } from '../../support/people.ts'
import { bookSeries, decideSeries } from '../../support/series.ts'
import { iso, measure } from '../../support/standing.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const ROUNDS = 10
const QUOTE = 'query ($input: QuoteInput!) { quote(input: $input) { problems { code } } }'
const AT = span('10:00', '12:00')

describe.each(dialects)('%s: a chain of approval', (dialect) => {
  let world: World
  let lab: Lab
  let leader: Viewer
  let instrumentId: string
  let made = 0
  let stores: readonly Context['store'][]

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    stores = dialect === 'sqlite' ? [] : [openStore(world.store.dialect), openStore(world.store.dialect)]
    leader = await addPerson(world, 'leader', 'firm', ['researcher'])
    await addGroup(world, 'fibre', 'firm', ['leader', 'ada'])
  })
  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    instrumentId = await another('both')
  })
  afterAll(async () => {
    for (const it of stores) await it.close()
    await world.close()
  })

  async function another(approval: 'none' | 'pi' | 'keeper' | 'both', noticeMsMin = 0): Promise<string> {
    const id = `asked-${(made += 1)}`
    await addInstrument(world, id, { institutionId: 'lab', policy: policyWith({ approval, noticeMsMin }) })
    return id
  }

  const ask = (who: Viewer = lab.ada, at = AT) => book(world, who, at, { instrumentId })
  const approve = (who: Viewer, bookingId: string, note?: string) =>
    act(world, who, 'approveBooking', { bookingId, note })

  type Approval = {
    readonly awaits: string | null
    readonly expiresAt: string | null
    readonly steps: readonly { step: string; verdict: string; note: string | null; decider: { id: string } }[]
  }
  async function approvalOf(who: Viewer, id: string): Promise<{ state: string; approval: Approval | null }> {
    const { booking } = await world.ask(
      who,
      'query ($id: ID!) { booking(id: $id) { state approval { awaits expiresAt steps { step verdict note decider { id } } } } }',
      { id },
    )
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The operation asks for these fields.
    return booking as { state: string; approval: Approval | null }
  }
  const inbox = async (who: Viewer) => {
    const { approvalRequests } = (await world.ask(
      who,
      '{ approvalRequests(first: 100) { edges { node { purpose person { id } thenKeeper booking { id } } } } }',
    )) as { approvalRequests: { edges: { node: { booking: { id: string } } }[] } }
    return approvalRequests.edges.map((it) => it.node.booking.id)
  }
  const desk = async (who: Viewer) => {
    const { bookingRequests } = (await world.ask(
      who,
      '{ bookingRequests(first: 100) { edges { node { id } } } }',
    )) as { bookingRequests: { edges: { node: { id: string } }[] } }
    return bookingRequests.edges.map((it) => it.node.id)
  }
  const held = async () =>
    (
      await world.store.db
        .selectFrom('blocked_span')
        .select('id')
        .where('instrument_id', '=', instrumentId)
        .execute()
    ).length

  test('goes to who leads the group, then to the keeper, and each step is kept', async () => {
    const { id, state } = await ask()
    expect(state).toBe('REQUESTED')
    expect(await inbox(leader)).toContain(id)
    expect(await desk(lab.keeper)).not.toContain(id)
    expect(codes(await approve(lab.keeper, id))).toEqual(['APPROVAL_AWAITS_PI'])
    expect(codes(await approve(lab.bob, id))).toEqual(['FORBIDDEN'])
    expect(await approve(leader, id, '经费已落实')).toMatchObject({ state: 'REQUESTED' })
    expect(await inbox(leader)).not.toContain(id)
    expect(await desk(lab.keeper)).toContain(id)
    expect(codes(await approve(leader, id))).toEqual(['APPROVAL_AWAITS_KEEPER'])
    expect((await approvalOf(lab.keeper, id)).approval?.awaits).toBe('KEEPER')
    world.clock.now += HOUR_MS
    expect(await approve(lab.keeper, id)).toMatchObject({ state: 'CONFIRMED' })
    expect(await approvalOf(lab.ada, id)).toMatchObject({
      state: 'CONFIRMED',
      approval: {
        awaits: null,
        steps: [
          { step: 'PI', verdict: 'APPROVED', note: '经费已落实', decider: { id: 'leader' } },
          { step: 'KEEPER', verdict: 'APPROVED', decider: { id: 'keeper' } },
        ],
      },
    })
    expect((await approvalOf(lab.bob, id)).approval).toBeNull()
  })

  test('passes the step of the leader for those who have none, or are it', async () => {
    expect((await ask(lab.bob)).state).toBe('REQUESTED')
    expect(await desk(lab.keeper)).not.toHaveLength(0)
    instrumentId = await another('pi')
    expect((await ask(lab.bob)).state).toBe('CONFIRMED')
    expect((await ask(leader, span('14:00', '15:00'))).state).toBe('CONFIRMED')
    const { id } = await ask(lab.ada, span('16:00', '17:00'))
    expect(await approve(leader, id)).toMatchObject({ state: 'CONFIRMED' })
  })

  test('asks the leader, whatever the rule, of what a member books for another, who is told', async () => {
    instrumentId = await another('none')
    const boss = await addPerson(world, `boss-${made}`, 'firm', ['researcher'])
    const eva = await addPerson(world, `eva-${made}`, 'firm', ['researcher'])
    const ned = await addPerson(world, `ned-${made}`, 'firm', ['researcher'])
    await addGroup(
      world,
      `wool-${made}`,
      'firm',
      [boss, eva, ned].map((it) => it.personId),
    )
    const forNed = { instrumentId, forPersonId: ned.personId }
    const { id, state } = await book(world, eva, AT, forNed)
    expect(state).toBe('REQUESTED')
    expect(await inbox(boss)).toContain(id)
    expect(await kindsToldTo(world, ned)).toEqual(['BOOKING_MADE'])
    expect(await approve(boss, id)).toMatchObject({ state: 'CONFIRMED' })
    expect((await approvalOf(ned, id)).state).toBe('CONFIRMED')
    expect((await book(world, boss, span('14:00', '15:00'), forNed)).state).toBe('CONFIRMED')
    const later = span('16:00', '17:00')
    expect(codes(await book(world, lab.ada, later, forNed))).toEqual(['FORBIDDEN'])
    const input = { ...forNed, ...sent(later) }
    const { quote } = await world.ask(lab.ada, QUOTE, { input })
    expect(quote).toEqual({ problems: [{ code: 'FORBIDDEN' }] })
    expect((await world.ask(eva, QUOTE, { input }))['quote']).toEqual({ problems: [] })
  })

  test('tells who books for a colleague that he is restricted, and the colleague alone why', async () => {
    instrumentId = await another('none')
    const pat = await addPerson(world, `pat-${made}`, 'firm', ['researcher'])
    const sue = await addPerson(world, `sue-${made}`, 'firm', ['researcher'])
    await addGroup(
      world,
      `silk-${made}`,
      'firm',
      [leader, pat, sue].map((it) => it.personId),
    )
    const restricted = await measure(world, lab.keeper, 'imposeRestriction', {
      scope: 'INSTRUMENT',
      instrumentId,
      email: `sue-${made}@test`,
      reason: '样品污染腔体',
      endsAt: iso(world.clock.now + 10 * DAY_MS),
    })
    expect(restricted.__typename).toBe('Restriction')
    const input = { instrumentId, forPersonId: sue.personId, ...sent(AT) }
    const told = (await world.ask(pat, QUOTE, { input }))['quote']
    expect(told).toEqual({ problems: [{ code: 'COLLEAGUE_RESTRICTED' }] })
    expect(codes(await book(world, pat, AT, input))).toEqual(['COLLEAGUE_RESTRICTED'])
    expect(codes(await book(world, sue, AT, { instrumentId }))).toEqual(['RESTRICTED_ON_INSTRUMENT'])
    expect(codes(await book(world, lab.keeper, AT, input))).toEqual(['RESTRICTED_ON_INSTRUMENT'])
  })

  test('ends with a refusal of either, which frees the time; the keeper need not wait for it', async () => {
    const first = await ask()
    const refused = await act(world, leader, 'rejectBooking', { bookingId: first.id, reason: '不在计划内' })
    expect(refused).toMatchObject({ state: 'REJECTED' })
    expect(await held()).toBe(0)
    const second = await ask()
    await act(world, lab.keeper, 'rejectBooking', { bookingId: second.id, reason: '检修' })
    expect((await approvalOf(lab.keeper, second.id)).approval).toMatchObject({
      steps: [{ step: 'KEEPER', verdict: 'REJECTED', note: '检修' }],
    })
    const third = await ask()
    expect(codes(await act(world, leader, 'rejectBooking', { bookingId: third.id, reason: ' ' }))).toEqual([
      'REASON_MISSING',
    ])
  })

  test('begins anew when the booking moves, and keeps its place when staff move it', async () => {
    const { id } = await ask()
    await approve(leader, id)
    await act(world, lab.keeper, 'moveBooking', { bookingId: id, ...sent(span('14:00', '16:00')) })
    expect((await approvalOf(lab.keeper, id)).approval?.awaits).toBe('KEEPER')
    await approve(lab.keeper, id)
    const moved = await act(world, lab.ada, 'moveBooking', { bookingId: id, ...sent(AT) })
    expect(moved.state).toBe('REQUESTED')
    expect((await approvalOf(lab.keeper, id)).approval).toMatchObject({ awaits: 'PI' })
  })

  test('expires after 72 hours, or when the notice begins, however long nobody looked', async () => {
    const far = { startsAt: NEW_YEAR + 10 * DAY_MS, endsAt: NEW_YEAR + 10 * DAY_MS + HOUR_MS }
    const first = await ask(lab.ada, far)
    world.clock.now = NEW_YEAR + 72 * HOUR_MS - 1
    await expireRequests(world.as())
    expect((await approvalOf(lab.ada, first.id)).state).toBe('REQUESTED')
    world.clock.now = NEW_YEAR + 9 * DAY_MS
    expect(codes(await approve(leader, first.id))).toEqual(['REQUEST_EXPIRED'])
    await expireRequests(world.as())
    await expireRequests(world.as())
    expect((await approvalOf(lab.ada, first.id)).state).toBe('REJECTED')
    expect(await held()).toBe(0)
    world.clock.now = NEW_YEAR
    instrumentId = await another('keeper', 24 * HOUR_MS)
    const second = await ask()
    const { approval } = await approvalOf(lab.ada, second.id)
    expect(approval?.expiresAt).toBe(new Date(AT.startsAt - 24 * HOUR_MS).toISOString())
  })

  test('tells whoever decides, and the person', async () => {
    // Behind all that the others were told, because what is newest comes first.
    world.clock.now = NEW_YEAR + 10 * DAY_MS
    const { id } = await ask(lab.ada, span('10:00', '12:00', '2026-01-20'))
    expect((await kindsToldTo(world, leader))[0]).toBe('APPROVAL_ASKED')
    world.clock.now += 1
    await approve(leader, id)
    expect((await kindsToldTo(world, lab.keeper))[0]).toBe('REQUEST_RECEIVED')
    expect((await kindsToldTo(world, lab.ada))[0]).toBe('REQUEST_PASSED')
    world.clock.now += 1
    await approve(lab.keeper, id)
    expect((await kindsToldTo(world, lab.ada))[0]).toBe('REQUEST_APPROVED')
  })

  test('is decided for many at once, each with an outcome of its own', async () => {
    const first = await ask()
    const second = await ask(lab.ada, span('14:00', '15:00'))
    const { decideRequests } = (await world.ask(
      leader,
      `mutation ($ids: [ID!]!) { decideRequests(input: { bookingIds: $ids, approve: true }) {
        ... on RequestDecisions { outcomes { bookingId booking { state } problems { code } } } } }`,
      { ids: [first.id, 'none', second.id] },
    )) as { decideRequests: { outcomes: unknown } }
    expect(decideRequests.outcomes).toEqual([
      { bookingId: first.id, booking: { state: 'REQUESTED' }, problems: [] },
      { bookingId: 'none', booking: null, problems: [{ code: 'BOOKING_NOT_FOUND' }] },
      { bookingId: second.id, booking: { state: 'REQUESTED' }, problems: [] },
    ])
  })

  test('decides all requests of a series together', async () => {
    const series = await bookSeries(world, lab.ada, AT, { instrumentId, rrule: 'FREQ=DAILY;COUNT=3' })
    const refused = await decideSeries(world, lab.bob, 'approveSeries', { seriesId: series.id })
    expect(refused.problems?.map((it) => it.code)).toEqual(['FORBIDDEN'])
    const early = await decideSeries(world, lab.keeper, 'approveSeries', { seriesId: series.id })
    expect(early.problems?.map((it) => it.code)).toEqual(['APPROVAL_AWAITS_PI'])
    await decideSeries(world, leader, 'approveSeries', { seriesId: series.id })
    const approved = await decideSeries(world, lab.keeper, 'approveSeries', { seriesId: series.id })
    expect(approved.occurrences.map((it) => it.booking?.state)).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
    ])
  })

  test('has one outcome when the leader, the keeper and the person act at once', async () => {
    const contender = (viewer: Viewer, i: number): Context => ({
      ...world.as(viewer),
      store: stores[i % 2] ?? world.store,
      newId: () => `race-${(made += 1)}`,
    })
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id: bookingId } = await ask()
      const acts = [
        approveBooking(contender(leader, 0), { bookingId, note: null }),
        approveBooking(contender(lab.keeper, 1), { bookingId, note: null }),
        rejectBooking(contender(lab.manager, 0), { bookingId, reason: '检修' }),
        cancelBooking(contender(lab.ada, 1), { bookingId, reason: null }),
      ]
      const outcomes = await Promise.allSettled(acts)
      const failures = outcomes.filter((it) => it.status === 'rejected' && !(it.reason instanceof Rejection))
      expect(failures).toEqual([])
      const { state, approval } = await approvalOf(lab.keeper, bookingId)
      expect(['REJECTED', 'CANCELLED']).toContain(state)
      expect(approval?.awaits).toBeNull()
      expect(await held()).toBe(0)
    }
  })
})
