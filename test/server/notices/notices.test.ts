/** What people are told, through the front door: about their bookings, what they wait for, and nothing of others. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expireRequests } from '../../../server/booking/actions/expiry.ts'
import { lapseOffers } from '../../../server/booking/actions/offers.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { collectNotices } from '../../../server/notices/actions/collect.ts'
import { sendReminders } from '../../../server/notices/actions/remind.ts'
import { appendOutboxEvent } from '../../../server/platform/outbox.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { kindsToldTo, toldTo } from '../../support/notices.ts'
import { addPerson } from '../../support/people.ts'
import { offerOf, wait } from '../../support/waiting.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const MORNING = span('10:00', '12:00')

describe.each(dialects)('%s: notices', (dialect) => {
  let world: World
  let lab: Lab

  beforeEach(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    await addInstrument(world, 'asked', { institutionId: 'lab', policy: policyWith({ approval: 'keeper' }) })
  })
  afterEach(() => world.close())

  const request = () => book(world, lab.ada, MORNING, { instrumentId: 'asked' })

  describe('about a booking', () => {
    test('tell what became of a request', async () => {
      const first = await request()
      await act(world, lab.keeper, 'approveBooking', { bookingId: first.id, note: '带好样品' })
      expect(await toldTo(world, lab.ada)).toMatchObject([
        {
          kind: 'REQUEST_APPROVED',
          title: '预约申请已批准',
          text: '您预约的「仪器 asked」（2026-01-02 周五 10:00–12:00）已获批准。说明：带好样品',
          path: `/bookings?booking=${first.id}`,
          readAt: null,
        },
      ])
      expect(await kindsToldTo(world, lab.keeper)).toEqual(['REQUEST_RECEIVED'])
    })

    test('tell of a refusal, and of a request that nobody decided', async () => {
      const { id } = await request()
      await act(world, lab.keeper, 'rejectBooking', { bookingId: id, reason: '检修' })
      await request()
      world.clock.now = MORNING.startsAt + 1
      await expireRequests(world.as())
      expect(await kindsToldTo(world, lab.ada)).toEqual(['REQUEST_EXPIRED', 'REQUEST_REJECTED'])
    })

    test('tell what the keeper did with it, and not what one did oneself', async () => {
      const { id } = await book(world, lab.ada, MORNING)
      await act(world, lab.ada, 'moveBooking', { bookingId: id, ...sent(span('14:00', '16:00')) })
      expect(await kindsToldTo(world, lab.ada)).toEqual([])
      world.clock.now += 1
      await act(world, lab.keeper, 'moveBooking', { bookingId: id, ...sent(span('16:00', '18:00')) })
      world.clock.now += 1
      await act(world, lab.keeper, 'cancelBooking', { bookingId: id, reason: '停电' })
      const told = await toldTo(world, lab.ada)
      expect(told.map((it) => it.kind)).toEqual(['BOOKING_CANCELLED', 'BOOKING_MOVED'])
      expect(told[1]?.text).toContain('14:00–16:00 改到 2026-01-02 周五 16:00–18:00')
    })

    test('tell that nobody came', async () => {
      await book(world, lab.ada, MORNING)
      world.clock.now = MORNING.startsAt + 2 * HOUR_MS
      await markNoShows(world.as())
      expect(await kindsToldTo(world, lab.ada)).toEqual(['BOOKING_MISSED'])
    })
  })

  describe('about operating for others', () => {
    let olga: Viewer
    let otto: Viewer

    beforeEach(async () => {
      olga = await addPerson(world, 'olga', 'lab', ['researcher'])
      otto = await addPerson(world, 'otto', 'lab', ['researcher'])
      for (const instrumentId of ['sem', 'asked']) {
        const operation = { instrumentId, demand: 'REQUIRED', operatorIds: ['olga', 'otto'] }
        await act(world, lab.keeper, 'setOperation', operation)
      }
    })

    const move = (id: string, to: Interval) =>
      act(world, lab.ada, 'moveBooking', { bookingId: id, ...sent(to) })
    const assign = (id: string, personId: string | null, who = lab.keeper) =>
      act(world, who, 'assignOperator', { bookingId: id, personId })

    test('tell who is to operate, what becomes of it, and when somebody else is', async () => {
      const { id } = await book(world, lab.ada, MORNING)
      expect(await toldTo(world, olga)).toMatchObject([
        {
          kind: 'OPERATION_ASSIGNED',
          text: '「仪器 sem」（2026-01-02 周五 10:00–12:00）的预约由您代为操作。',
          path: '/bookings',
        },
      ])
      world.clock.now += 1
      await move(id, span('14:00', '16:00'))
      world.clock.now += 1
      await assign(id, 'otto')
      await assign(id, 'otto')
      world.clock.now += 1
      await act(world, lab.ada, 'cancelBooking', { bookingId: id })
      const [passed, moved] = await toldTo(world, olga)
      expect(moved?.text).toBe(
        '由您代为操作的「仪器 sem」预约由 2026-01-02 周五 10:00–12:00 改到 2026-01-02 周五 14:00–16:00。',
      )
      expect(passed).toMatchObject({ kind: 'OPERATION_PASSED_ON', title: '不再由您操作' })
      expect(await kindsToldTo(world, olga)).toEqual([
        'OPERATION_PASSED_ON',
        'OPERATION_MOVED',
        'OPERATION_ASSIGNED',
      ])
      expect(await kindsToldTo(world, otto)).toEqual(['OPERATION_CANCELLED', 'OPERATION_ASSIGNED'])
      expect(await kindsToldTo(world, lab.ada)).toEqual([])
    })

    test('tell both when a booking moves to where another is free', async () => {
      const { id } = await book(world, lab.ada, MORNING)
      const away = { personId: 'olga', reason: '', ...sent(span('14:00', '16:00')) }
      await act(world, lab.keeper, 'planAbsence', away)
      world.clock.now += 1
      await move(id, span('14:00', '16:00'))
      const [passed] = await toldTo(world, olga)
      expect(passed).toMatchObject({ kind: 'OPERATION_PASSED_ON' })
      expect(passed?.text).toContain('10:00–12:00')
      const [assigned] = await toldTo(world, otto)
      expect(assigned?.text).toContain('14:00–16:00')
    })

    test('tell of a request that is refused or not decided, and nobody what he did himself', async () => {
      const { id } = await request()
      world.clock.now += 1
      await act(world, lab.keeper, 'rejectBooking', { bookingId: id, reason: '检修' })
      world.clock.now += 1
      await request()
      world.clock.now = MORNING.startsAt + 1
      await expireRequests(world.as())
      expect(await kindsToldTo(world, olga)).toEqual([
        'OPERATION_CANCELLED',
        'OPERATION_ASSIGNED',
        'OPERATION_CANCELLED',
        'OPERATION_ASSIGNED',
      ])
      const later = await book(world, lab.ada, span('18:00', '19:00'))
      await act(world, lab.keeper, 'setOperation', {
        instrumentId: 'sem',
        demand: 'REQUIRED',
        operatorIds: ['keeper', 'olga'],
      })
      await assign(later.id, 'keeper')
      expect(await kindsToldTo(world, lab.keeper)).not.toContain('OPERATION_ASSIGNED')
    })

    test('come as each wants them', async () => {
      await world.ask(
        olga,
        `mutation { setNoticeSettings(input: { preferences: [{ kind: OPERATION_ASSIGNED, inApp: false, byMail: false }] }) { __typename } }`,
      )
      const { id } = await book(world, lab.ada, MORNING)
      world.clock.now += 1
      await move(id, span('14:00', '16:00'))
      expect(await kindsToldTo(world, olga)).toEqual(['OPERATION_MOVED'])
    })
  })

  describe('about waiting', () => {
    test('tell of an offer, of its lapse, and of time that stays free', async () => {
      const { id } = await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, MORNING)
      await wait(world, lab.ann, MORNING, { wants: 'NOTICE', purpose: '' })
      await act(world, lab.bob, 'cancelBooking', { bookingId: id })
      expect(await kindsToldTo(world, lab.ada)).toEqual(['OFFER_MADE'])
      expect(await kindsToldTo(world, lab.ann)).toEqual([])
      world.clock.now += HOUR_MS
      await lapseOffers(world.as())
      expect((await kindsToldTo(world, lab.ada)).toSorted()).toEqual([
        'OFFER_LAPSED',
        'OFFER_MADE',
        'TIME_FREED',
      ])
      expect(await toldTo(world, lab.ann)).toMatchObject([{ kind: 'TIME_FREED', path: '/instruments/sem' }])
      expect(await kindsToldTo(world, lab.bob)).toEqual([])
    })

    test('tell exactly what is free, to those who wish for that part of the day', async () => {
      const { id } = await book(world, lab.bob, span('10:00', '14:00'))
      const day = span('00:00', '24:00')
      const notice = { wants: 'NOTICE', purpose: '', lengthMinutes: 60 }
      await wait(world, lab.ada, day, { ...notice, dayFrom: '13:00' })
      await wait(world, lab.ann, day, { ...notice, dayUntil: '12:00' })
      await act(world, lab.bob, 'moveBooking', { bookingId: id, ...sent(span('10:00', '12:30')) })
      const [told] = await toldTo(world, lab.ada)
      expect(told?.text).toBe('您关注的「仪器 sem」有空闲：2026-01-02 周五 12:30–14:00，先到先得。')
      expect(await kindsToldTo(world, lab.ann)).toEqual([])
    })

    test('tell of maintenance in the time, and that the instrument is withdrawn', async () => {
      await book(world, lab.bob, MORNING)
      await wait(world, lab.ada, span('10:00', '15:00'), { lengthMinutes: 240 })
      const maintain = { instrumentId: 'sem', reason: '检修', ...sent(span('14:00', '16:00')) }
      await act(world, lab.keeper, 'scheduleMaintenance', maintain)
      expect(await kindsToldTo(world, lab.ada)).toEqual(['MAINTENANCE_SCHEDULED'])
      world.clock.now += 1
      await act(world, lab.keeper, 'withdrawInstrument', { instrumentId: 'sem', reason: '报废' })
      expect(await kindsToldTo(world, lab.ada)).toEqual(['INSTRUMENT_DOWN', 'MAINTENANCE_SCHEDULED'])
      expect(await kindsToldTo(world, lab.bob)).toEqual(['INSTRUMENT_DOWN'])
    })
  })

  test('events that name their people are told to them', async () => {
    await world.store.transact((trx) =>
      appendOutboxEvent(trx, {
        at: world.clock.now,
        type: 'fault.reported',
        subjectId: 'f1',
        payload: { personIds: ['ada', 'bob'], instrumentId: 'sem', ...MORNING, note: '真空泄漏' },
      }),
    )
    expect(await toldTo(world, lab.ada)).toMatchObject([
      {
        kind: 'FAULT_REPORTED',
        text: '「仪器 sem」报告了故障，您 2026-01-02 周五 10:00–12:00 的预约可能受影响。说明：真空泄漏',
      },
    ])
    expect(await kindsToldTo(world, lab.bob)).toEqual(['FAULT_REPORTED'])
    expect(await kindsToldTo(world, lab.ann)).toEqual([])
  })

  test('are made once, however many processes make them', async () => {
    const { id } = await request()
    await act(world, lab.keeper, 'approveBooking', { bookingId: id })
    await Promise.all(Array.from({ length: 5 }, () => collectNotices(world.as())))
    await world.store.transact((trx) =>
      trx.deleteFrom('log_cursor').where('consumer', '=', 'notices').execute(),
    )
    expect(await kindsToldTo(world, lab.ada)).toEqual(['REQUEST_APPROVED'])
  })

  test('leave out what happened long ago', async () => {
    const { id } = await request()
    await act(world, lab.keeper, 'approveBooking', { bookingId: id })
    world.clock.now += 8 * DAY_MS
    expect(await kindsToldTo(world, lab.ada)).toEqual([])
  })

  describe('in the inbox', () => {
    const unread = async () => (await world.ask(lab.ada, '{ unreadNotices }'))['unreadNotices']
    const read = (input: object) =>
      world.ask(
        lab.ada,
        'mutation ($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { ... on NoticesRead { unread } } }',
        { input },
      )

    beforeEach(async () => {
      for (let i = 0; i < 3; i += 1) {
        const { id } = await book(world, lab.ada, span(`1${i}:00`, `1${i}:30`), { instrumentId: 'asked' })
        await act(world, lab.keeper, 'approveBooking', { bookingId: id })
        world.clock.now += MINUTE_MS
      }
      await collectNotices(world.as())
    })

    test('are counted until they are read, one or all', async () => {
      expect(await unread()).toBe(3)
      const [first] = await toldTo(world, lab.ada)
      expect(await read({ ids: [first?.id] })).toEqual({ markNoticesRead: { unread: 2 } })
      const asked = '{ notices(unreadOnly: true) { edges { node { id } } } }'
      expect(JSON.stringify(await world.ask(lab.ada, asked))).not.toContain(first?.id)
      expect(await read({})).toEqual({ markNoticesRead: { unread: 0 } })
    })

    test('come page by page, newest first', async () => {
      const page = async (after: string | null) =>
        (await world.ask(
          lab.ada,
          'query ($after: String) { notices(first: 2, after: $after) { edges { node { at } } pageInfo { hasNextPage endCursor } } }',
          { after },
        )) as {
          notices: {
            edges: { node: { at: string } }[]
            pageInfo: { hasNextPage: boolean; endCursor: string }
          }
        }
      const first = await page(null)
      const second = await page(first.notices.pageInfo.endCursor)
      const all = [...first.notices.edges, ...second.notices.edges].map((it) => it.node.at)
      expect(all).toHaveLength(3)
      expect(all).toEqual(all.toSorted().toReversed())
      expect([first, second].map((it) => it.notices.pageInfo.hasNextPage)).toEqual([true, false])
    })

    test('cannot be read by others, nor marked', async () => {
      const [first] = await toldTo(world, lab.ada)
      expect(await toldTo(world, lab.bob)).toEqual([])
      expect(await toldTo(world, lab.auditor)).toEqual([])
      await world.ask(
        lab.bob,
        'mutation ($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { __typename } }',
        { input: { ids: [first?.id] } },
      )
      expect(await unread()).toBe(3)
    })
  })

  test('are not made for who does not want a kind', async () => {
    const choose = `mutation { setNoticeSettings(input: { preferences: [{ kind: REQUEST_APPROVED, inApp: false, byMail: false }] }) {
      ... on NoticeSettings { preferences { kind inApp } } } }`
    await world.ask(lab.ada, choose)
    const { id } = await request()
    await act(world, lab.keeper, 'approveBooking', { bookingId: id })
    expect(await kindsToldTo(world, lab.ada)).toEqual([])
  })

  describe('before a booking', () => {
    const choose = (minutes: readonly number[]) =>
      world.ask(
        lab.ada,
        `mutation { setNoticeSettings(input: { reminderMinutes: [${minutes.join()}] }) {
          __typename ... on NoticeSettings { reminderMinutes } ... on Rejection { problems { code } } } }`,
      )

    test('come a day ahead unless told, once each', async () => {
      await sendReminders(world.as())
      await book(world, lab.ada, span('10:00', '12:00', '2026-01-04'))
      await sendReminders(world.as())
      expect(await kindsToldTo(world, lab.ada)).toEqual([])
      world.clock.now = span('10:00', '12:00', '2026-01-03').startsAt + MINUTE_MS
      await Promise.all([sendReminders(world.as()), sendReminders(world.as())])
      await sendReminders(world.as())
      const [told, ...others] = await toldTo(world, lab.ada)
      expect(told?.text).toBe('您预约的「仪器 sem」将于 2026-01-04 周日 10:00–12:00 使用。')
      expect(others).toEqual([])
    })

    test('come as often as one chose, after a downtime too, and none after the start', async () => {
      expect(await choose([60, 1440])).toMatchObject({ setNoticeSettings: { reminderMinutes: [60, 1440] } })
      await sendReminders(world.as())
      await book(world, lab.ada, span('10:00', '12:00', '2026-01-04'))
      await book(world, lab.ada, span('06:00', '07:00', '2026-01-04'))
      world.clock.now = span('09:30', '10:00', '2026-01-04').startsAt
      await sendReminders(world.as())
      expect(await kindsToldTo(world, lab.ada)).toEqual(['BOOKING_REMINDER', 'BOOKING_REMINDER'])
    })

    test('come again for a booking that moved, and never to who chose none', async () => {
      await sendReminders(world.as())
      const { id } = await book(world, lab.ada, span('10:00', '12:00', '2026-01-04'))
      world.clock.now = span('10:00', '12:00', '2026-01-03').startsAt + MINUTE_MS
      await sendReminders(world.as())
      await act(world, lab.ada, 'moveBooking', {
        bookingId: id,
        ...sent(span('10:00', '12:00', '2026-01-06')),
      })
      world.clock.now += 2 * DAY_MS
      await sendReminders(world.as())
      expect(await kindsToldTo(world, lab.ada)).toHaveLength(2)
      await choose([])
      await book(world, lab.ada, span('10:00', '12:00', '2026-01-08'))
      world.clock.now += 2 * DAY_MS
      await sendReminders(world.as())
      expect(await kindsToldTo(world, lab.ada)).toHaveLength(2)
    })

    test('refuse other distances', async () => {
      expect(await choose([7])).toMatchObject({ setNoticeSettings: { __typename: 'Rejection' } })
    })
  })

  test('an offer that is taken at once is told all the same', async () => {
    const { id } = await book(world, lab.bob, MORNING)
    await wait(world, lab.ada, MORNING)
    await act(world, lab.bob, 'cancelBooking', { bookingId: id })
    const offerId = (await offerOf(world, lab.ada))?.id
    expect(codes(await act(world, lab.ada, 'acceptOffer', { offerId }))).toEqual([])
    expect(await kindsToldTo(world, lab.ada)).toEqual(['OFFER_MADE'])
  })
})
