/** What a process remembers of taken time is what the tables say at that moment, whoever wrote them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lapseOffers } from '../../../server/booking/actions/offers.ts'
import { freeSlots } from '../../../server/booking/actions/free-slots.ts'
import { timeMemory, timeOf } from '../../../server/booking/actions/time-memory.ts'
import type { Context } from '../../../server/context.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { openStore, type Store } from '../../../server/platform/db.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { act, arrange, book, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addGroup, addPerson } from '../../support/people.ts'
import { type Said, sayFor, sayOf } from '../../support/policies.ts'
import { starts } from '../../support/slots.ts'
import { HOLDERS, TIME_TAKERS } from '../../support/time-takers.ts'
import { offerOf, wait } from '../../support/waiting.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const IDS = ['sem', 'line', 'cell', 'ovens'] as const
const TEN = span('10:00', '12:00')

describe.each(dialects)('%s: the memory of taken time', (dialect) => {
  let world: World
  let lab: Lab
  /** Another process on the same database. */
  let other: Store

  beforeAll(async () => {
    world = await openWorld(dialect)
    other = openStore(world.store.dialect)
    lab = await openLab(world, { policy: policyWith({ turnaroundMs: HOUR_MS / 2 }) })
    for (const id of ['line', 'cell', 'ovens']) {
      await addInstrument(world, id, {
        institutionId: 'lab',
        policy: policyWith({ turnaroundMs: HOUR_MS / 2 }),
      })
    }
    const { personId } = await addPerson(world, 'holder', 'firm', ['researcher'])
    await addGroup(world, HOLDERS, 'firm', [personId])
    await arrange(world, lab.keeper, 'cell', { parentId: 'line' })
    await arrange(world, lab.keeper, 'ovens', { capacity: 2 })
    await timeMemory(world.store).current(NEW_YEAR)
    await timeMemory(other).current(NEW_YEAR)
  })
  afterAll(async () => {
    await other.close()
    await world.close()
  })

  let count = 0
  const newId = () => `own-${String((count += 1)).padStart(7, '0')}`

  const there = (): Context => ({ ...world.as(lab.ada), store: other })

  async function startsThere(during: Interval): Promise<Readonly<Record<string, number>>> {
    const search = { filter: {}, during, lengthMs: 2 * HOUR_MS, forMe: true }
    return Object.fromEntries((await freeSlots(there(), search)).map((it) => [it.instrument.id, it.startsAt]))
  }

  /** What is remembered of each unit, and what the tables say. */
  async function expectRemembered(ids: readonly string[] = IDS): Promise<void> {
    const now = world.clock.now
    const spansOf = (known: Awaited<ReturnType<typeof timeOf>>) =>
      ids.map((id) => {
        const it = known.instruments.get(id)
        const units = [...(it?.lanes ?? []), ...(it?.parts ?? [])]
        return [
          id,
          it?.rules,
          it && known.ofInstitution(it.institutionId),
          known.city,
          it?.timetable.hours,
          units.map((unit) => [unit.id, [...unit.spans, ...unit.busy].filter((at) => at > now)]),
        ]
      })
    const read = spansOf(await timeOf(world.store, ids, now))
    expect(spansOf(await timeMemory(other).current(now))).toEqual(read)
    expect(spansOf(await timeMemory(world.store).current(now))).toEqual(read)
  }

  test('knows in the very next search what another process has booked', async () => {
    expect((await startsThere(TEN))['sem']).toBe(TEN.startsAt)
    const { id: bookingId } = await book(world, lab.bob, TEN)
    expect(await startsThere(TEN)).not.toHaveProperty('sem')
    await act(world, lab.bob, 'cancelBooking', { bookingId })
    expect((await startsThere(TEN))['sem']).toBe(TEN.startsAt)
  })

  test('hears of every way in which taken time changes', async () => {
    const form = (at: Interval) => ({ instrumentId: 'sem', reason: '校准', ...sent(at) })
    const first = await book(world, lab.bob, span('08:00', '10:00'))
    await expectRemembered()
    await book(world, lab.keeper, span('10:00', '11:00'))
    await expectRemembered()
    await act(world, lab.bob, 'moveBooking', { bookingId: first.id, ...sent(span('14:00', '15:00')) })
    await expectRemembered()
    const maintenance = await act(world, lab.keeper, 'scheduleMaintenance', form(span('16:00', '18:00')))
    await expectRemembered()
    await wait(world, lab.ada, span('16:00', '17:00'))
    await act(world, lab.keeper, 'cancelMaintenance', { maintenanceId: maintenance.id })
    const offer = await offerOf(world, lab.ada)
    expect(offer).toBeDefined()
    await expectRemembered()
    await act(world, lab.ada, 'declineOffer', { offerId: offer?.id })
    await expectRemembered()
    await act(world, lab.bob, 'cancelBooking', { bookingId: first.id })
    await expectRemembered()
  })

  test('hears of what gives way on the units of another instrument', async () => {
    await book(world, lab.bob, span('08:00', '10:00', '2026-01-03'), { instrumentId: 'line' })
    await expectRemembered()
    // The keeper may begin in the turnaround of the line, which is cut on all that the line takes.
    const { id } = await book(world, lab.keeper, span('10:00', '11:00', '2026-01-03'), {
      instrumentId: 'cell',
    })
    expect(id).toBeDefined()
    await expectRemembered()
    await act(world, lab.keeper, 'cancelBooking', { bookingId: id })
    await expectRemembered()
  })

  test('hears of other units, policies, hours and exceptions, and of what is no longer public', async () => {
    await book(world, lab.bob, span('08:00', '10:00', '2026-01-04'), { instrumentId: 'ovens' })
    await book(world, lab.ann, span('08:00', '10:00', '2026-01-04'), { instrumentId: 'ovens' })
    await arrange(world, lab.keeper, 'ovens', { capacity: 3 })
    await expectRemembered()
    await arrange(world, lab.keeper, 'cell', {})
    await expectRemembered()
    const date = '2026-01-04'
    const day = span('00:00', '24:00', date)
    await act(world, lab.keeper, 'setOpeningException', {
      instrumentId: 'sem',
      date,
      windows: [],
      note: '停电',
    })
    expect(await startsThere(day)).not.toHaveProperty('sem')
    await act(world, lab.manager, 'withdrawInstrument', { instrumentId: 'cell', reason: '报废' })
    expect(await startsThere(day)).not.toHaveProperty('cell')
    await expectRemembered()
  })

  test('hears of what the city, an institution and an instrument say of booking', async () => {
    const date = '2026-01-04'
    const admin = await addPerson(world, 'admin', null, ['administrator'])
    const classes = [{ userClass: 'ACADEMIC', terms: { durationMinutesMax: 60 } }]
    const isThere = async () => Object.keys(await startsThere(span('00:00', '24:00', date))).includes('line')
    expect(await isThere()).toBe(true)
    for (const say of [
      (said: Said) => sayFor(world, admin, undefined, said),
      (said: Said) => sayFor(world, lab.manager, 'lab', said),
      (said: Said) => sayOf(world, lab.keeper, 'line', said),
    ]) {
      expect(await say({ classes })).not.toHaveProperty('problems')
      expect(await isThere()).toBe(false)
      await expectRemembered()
      expect(await say({})).not.toHaveProperty('problems')
      expect(await isThere()).toBe(true)
      await expectRemembered()
    }
  })

  test.each(Object.entries(TIME_TAKERS))('hears when somebody comes to %s', async (_name, taker) => {
    const [instrumentId, otherId] = [newId(), newId()]
    const policy = policyWith({ durationMsMin: 5 * MINUTE_MS, stepMs: 5 * MINUTE_MS, approval: 'keeper' })
    for (const id of [instrumentId, otherId]) {
      await addInstrument(world, id, { institutionId: 'lab', policy })
      const ctx = world.as()
      await world.store.transact((trx) => ctx.emit(ctx, trx, { type: 'instrument.updated', subjectId: id }))
    }
    const as = (viewer?: Viewer) => ({ ...world.as(viewer), newId })
    const people = [lab.ada, lab.bob]
    const { personId: operatorId } = await addPerson(world, newId(), 'lab', ['researcher'])
    const now = world.clock.now
    const round = { lab, people, instrumentId, otherId, operatorId, now, as, ready: new Map() }
    for (const step of [taker.hold, taker.prepare]) {
      await step?.(round)
      await expectRemembered([instrumentId, otherId])
    }
    await taker.attempt(round, 0)
    await expectRemembered([instrumentId, otherId])
    const known = await timeMemory(other).current(world.clock.now)
    expect(known.instruments.get(instrumentId)?.lanes.length).toBeGreaterThan(0)
  })

  test('hears of checking in, of leaving early and of not coming', async () => {
    const at = (from: string, to: string) => span(from, to, '2026-01-05')
    const early = await book(world, lab.bob, at('08:00', '10:00'))
    const missed = await book(world, lab.bob, at('12:00', '14:00'))
    world.clock.now = at('08:00', '10:00').startsAt
    await act(world, lab.bob, 'checkIn', { bookingId: early.id })
    await expectRemembered()
    world.clock.now += HOUR_MS
    await act(world, lab.bob, 'checkOut', { bookingId: early.id, samples: 1 })
    await expectRemembered()
    expect((await startsThere(at('00:00', '24:00')))['sem']).toBe(at('09:30', '10:00').startsAt)
    world.clock.now = at('13:30', '14:00').startsAt
    await markNoShows(world.as())
    await expectRemembered()
    await lapseOffers(world.as())
    expect(missed.id).toBeDefined()
    expect((await startsThere(at('13:30', '24:00')))['sem']).toBe(at('13:30', '14:00').startsAt)
  })

  // Where writers take turns, nothing can.
  test.runIf(dialect === 'postgres')('misses nothing that commits behind what began after it', async () => {
    const one = span('10:00', '12:00', '2026-01-08')
    const two = span('10:00', '12:00', '2026-01-09')
    const held = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const slow = world.store.transact(async (trx) => {
      await world
        .as()
        .emit(world.as(), trx, { type: 'maintenance.changed', subjectId: 'm', instrumentId: 'sem' })
      const row = {
        id: 'm',
        unit_id: 'sem',
        instrument_id: 'sem',
        kind: 'maintenance' as const,
        busy_until: null,
      }
      await trx
        .insertInto('blocked_span')
        .values({ ...row, starts_at: one.startsAt, ends_at: one.endsAt })
        .execute()
      begun.resolve()
      await held.promise
    })
    await begun.promise
    await book(world, lab.bob, two, { instrumentId: 'line' })
    expect(await startsThere(two)).not.toHaveProperty('line')
    expect(await startsThere(one)).toHaveProperty('sem')
    held.resolve()
    await slow
    expect(await startsThere(one)).not.toHaveProperty('sem')
    expect(await startsThere(two)).not.toHaveProperty('line')
  })

  test('answers at once while it is read, is read anew when a day has passed, and forgets nothing by that', async () => {
    const third = openStore(world.store.dialect)
    const during = span('08:00', '20:00', '2026-01-12')
    const ctx = { ...world.as(lab.ada), store: third }
    const search = { filter: {}, during, lengthMs: HOUR_MS, forMe: true }
    expect((await freeSlots(ctx, search)).map((it) => it.startsAt)).toContain(during.startsAt)
    await timeMemory(third).current(world.clock.now)
    world.clock.now += 5 * DAY_MS
    await timeMemory(third).current(world.clock.now)
    await book(
      world,
      lab.bob,
      during.startsAt < world.clock.now ? span('08:00', '10:00', '2026-01-14') : during,
    )
    await expectRemembered()
    world.clock.now += 60 * DAY_MS
    await expectRemembered()
    await third.close()
    expect(await starts(world, null, { during: span('08:00', '20:00', '2026-03-20') })).toEqual({})
  })
})
