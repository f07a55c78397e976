/** Changing series through the front door: this one, those that follow, all; exceptions; previews that hold. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS } from '../../../server/kernel/interval.ts'
import { act, book, codes, type Lab, openLab, policyWith, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { bookSeries, changeSeries, previewChange, type SeriesShown, told } from '../../support/series.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const DAILY = 'FREQ=DAILY;COUNT=5'

describe.each(dialects)('%s: a series', (dialect) => {
  let world: World
  let lab: Lab
  let instrumentId: string
  let series: SeriesShown
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })

  beforeEach(async () => {
    world.clock.now = NEW_YEAR
    await open({})
  })

  afterAll(() => world.close())

  /** An instrument with a series of Ada's on it, from 2 to 6 January, 10:00 to 12:00. */
  async function open(policy: Parameters<typeof policyWith>[0]): Promise<void> {
    instrumentId = `sem-${(count += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab', policy: policyWith(policy) })
    series = await bookSeries(world, lab.ada, span('10:00', '12:00'), { instrumentId, rrule: DAILY })
  }

  const idOf = (position: number) => series.occurrences[position - 1]?.booking?.id ?? ''

  const move = (who: Viewer | null, input: object) => changeSeries(world, who, 'moveSeries', input)
  const cancel = (who: Viewer | null, input: object) => changeSeries(world, who, 'cancelSeries', input)
  const shown = async (id = series.id) => {
    const query =
      'query ($id: ID!) { bookingSeries(id: $id) { id occurrences { date startsAt endsAt isException problems { code } booking { id state startsAt } } } }'
    const { bookingSeries } = await world.ask(lab.ada, query, { id })
    return (bookingSeries as SeriesShown).occurrences
  }
  const states = async () => (await shown()).map((it) => it.booking?.state)
  const held = async () =>
    (
      await world.store.db
        .selectFrom('blocked_span')
        .select(['starts_at', 'ends_at'])
        .where('unit_id', '=', instrumentId)
        .orderBy('starts_at')
        .execute()
    ).map((it) => [it.starts_at, it.ends_at])
  const on = (day: number, from: string, to: string) =>
    span(from, to, `2026-01-${String(day).padStart(2, '0')}`)
  const ends = (days: readonly (readonly [number, string, string])[]) =>
    days.map(([day, from, to]) => Object.values(on(day, from, to)))

  test('moves one of its bookings, which is then an exception', async () => {
    const to = sent(on(4, '14:00', '15:00'))
    const { outcomes } = await move(lab.ada, { bookingId: idOf(3), scope: 'THIS', ...to })
    expect(outcomes).toMatchObject([{ booking: { id: idOf(3), startsAt: to.startsAt }, problems: [] }])
    expect((await shown()).map((it) => it.isException)).toEqual([false, false, true, false, false])
  })

  test('passes exceptions by when all move, unless asked for', async () => {
    await act(world, lab.ada, 'moveBooking', { bookingId: idOf(3), ...sent(on(4, '16:00', '17:00')) })
    await act(world, lab.ada, 'cancelBooking', { bookingId: idOf(4) })
    const input = { bookingId: idOf(1), scope: 'ALL', ...sent(on(2, '11:00', '14:00')) }
    await move(lab.ada, input)
    expect(await held()).toEqual(
      ends([
        [2, '11:00', '14:00'],
        [3, '11:00', '14:00'],
        [4, '16:00', '17:00'],
        [6, '11:00', '14:00'],
      ]),
    )
    await move(lab.ada, { ...input, ...sent(on(2, '10:30', '13:30')), withExceptions: true })
    expect(await held()).toEqual(
      ends([
        [2, '10:30', '13:30'],
        [3, '10:30', '13:30'],
        [4, '15:30', '16:30'],
        [6, '10:30', '13:30'],
      ]),
    )
    expect(await states()).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED', 'CANCELLED', 'CONFIRMED'])
  })

  test('moves to where it stands itself: every booking by a day', async () => {
    await move(lab.ada, { bookingId: idOf(1), scope: 'ALL', ...sent(on(3, '10:00', '12:00')) })
    expect(await held()).toEqual(ends([3, 4, 5, 6, 7].map((day) => [day, '10:00', '12:00'] as const)))
  })

  test('moves what follows, which is a series of its own from then on', async () => {
    const input = { bookingId: idOf(3), scope: 'FOLLOWING', to: sent(on(4, '08:00', '10:00')) }
    const preview = await previewChange(world, lab.ada, input)
    expect(preview.outcomes.map((it) => [it.to?.startsAt.slice(8, 16), it.problems.length])).toEqual([
      ['04T00:00', 0],
      ['05T00:00', 0],
      ['06T00:00', 0],
    ])
    const changed = await move(lab.ada, { bookingId: idOf(3), scope: 'FOLLOWING', ...input.to })
    expect(changed.series.splitFromId).toBe(series.id)
    expect(told(changed.series.occurrences)).toEqual(['01-04 08:00', '01-05 08:00', '01-06 08:00'])
    expect(told(await shown())).toEqual(['01-02 10:00', '01-03 10:00'])
    // All that follow the first is all.
    const first = await move(lab.ada, {
      bookingId: idOf(1),
      scope: 'FOLLOWING',
      ...sent(on(2, '12:00', '14:00')),
    })
    expect(first.series).toMatchObject({ id: series.id, splitFromId: null })
  })

  test('moves whole or not at all, and says which cannot and why', async () => {
    const other = await book(world, lab.bob, on(4, '13:00', '14:00'), { instrumentId })
    const before = await held()
    const refused = await move(lab.ada, {
      bookingId: idOf(1),
      scope: 'ALL',
      ...sent(on(2, '12:00', '14:00')),
    })
    expect(refused.problems).toMatchObject([
      { code: 'SERIES_OCCURRENCE_REFUSED', message: '2026-01-04 12:00 不能预约：' },
      { code: 'BOOKING_OVERLAPS', refs: [other.id] },
    ])
    expect(await held()).toEqual(before)
  })

  test('leaves those that cannot move, lists them, and none moves to where they stay', async () => {
    await book(world, lab.bob, on(7, '10:00', '12:00'), { instrumentId })
    await book(world, lab.bob, on(4, '13:00', '14:00'), { instrumentId })
    const input = { bookingId: idOf(1), scope: 'ALL', skipConflicts: true }
    const changed = await move(lab.ada, { ...input, ...sent(on(2, '12:00', '14:00')) })
    expect(changed.outcomes.map((it) => it.problems.map((each) => each.code))).toEqual([
      [],
      [],
      ['BOOKING_OVERLAPS'],
      [],
      [],
    ])
    expect(await held()).toEqual(
      ends([
        [2, '12:00', '14:00'],
        [3, '12:00', '14:00'],
        [4, '10:00', '12:00'],
        [4, '13:00', '14:00'],
        [5, '12:00', '14:00'],
        [6, '12:00', '14:00'],
        [7, '10:00', '12:00'],
      ]),
    )
    await book(world, lab.bob, on(7, '12:00', '14:00'), { instrumentId })
    // The last cannot go to the seventh, so the one before it cannot go to the sixth, and so on.
    const stuck = await move(lab.ada, {
      ...input,
      bookingId: idOf(4),
      scope: 'FOLLOWING',
      ...sent(on(6, '12:00', '14:00')),
    })
    expect(stuck.problems?.map((it) => it.code)).toEqual([
      'SERIES_OCCURRENCE_REFUSED',
      'BOOKING_OVERLAPS',
      'SERIES_OCCURRENCE_REFUSED',
      'BOOKING_OVERLAPS',
    ])
  })

  test('that its owner moves waits for the keeper again, where he decides', async () => {
    await open({ approval: 'keeper' })
    await world.ask(
      lab.keeper,
      'mutation ($input: ApproveSeriesInput!) { approveSeries(input: $input) { __typename } }',
      { input: { seriesId: series.id } },
    )
    await move(lab.keeper, { bookingId: idOf(1), scope: 'ALL', ...sent(on(2, '13:00', '14:00')) })
    expect(new Set(await states())).toEqual(new Set(['CONFIRMED']))
    await move(lab.ada, { bookingId: idOf(4), scope: 'FOLLOWING', ...sent(on(5, '14:00', '15:00')) })
    expect(await states()).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED'])
  })

  test('is given up from one on, each at its own fee, and frees its time', async () => {
    await world.store.transact((trx) =>
      trx
        .updateTable('tariff')
        .set({ cancel_fee_fen: 500, cancel_notice_minutes: 3 * 24 * 60 })
        .where('instrument_id', '=', instrumentId)
        .execute(),
    )
    const query = `query ($input: SeriesChangeInput!) { previewSeriesChange(input: $input) { outcomes { to { startsAt } booking { cancellationFee { totalFen } } } } }`
    const input = { bookingId: idOf(2), scope: 'FOLLOWING' }
    const { previewSeriesChange } = await world.ask(lab.ada, query, { input })
    const fees = (
      previewSeriesChange as { outcomes: { to: null; booking: { cancellationFee: { totalFen: number } } }[] }
    ).outcomes
    expect(fees.map((it) => it.booking.cancellationFee.totalFen)).toEqual([500, 0, 0, 0])
    const changed = await cancel(lab.ada, { ...input, reason: '项目结束' })
    expect(changed.outcomes).toHaveLength(4)
    expect(await states()).toEqual(['CONFIRMED', 'CANCELLED', 'CANCELLED', 'CANCELLED', 'CANCELLED'])
    expect(await held()).toEqual(ends([[2, '10:00', '12:00']]))
    const charges = await world.store.db
      .selectFrom('charge')
      .select('amount_fen')
      .where('instrument_id', '=', instrumentId)
      .execute()
    expect(charges).toEqual([{ amount_fen: 500 }])
  })

  test('of which some are over changes only what lies ahead', async () => {
    world.clock.now = on(4, '11:00', '12:00').startsAt
    const all = { bookingId: idOf(4), scope: 'ALL' }
    expect((await previewChange(world, lab.ada, all)).outcomes.map((it) => it.booking.id)).toEqual([
      idOf(4),
      idOf(5),
    ])
    await cancel(lab.ada, all)
    expect(await states()).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED', 'CANCELLED', 'CANCELLED'])
    const begun = await cancel(lab.ada, { bookingId: idOf(3), scope: 'ALL' })
    expect(begun.problems?.map((it) => it.code)).toEqual(['BOOKING_STARTED'])
  })

  test('is changed by its owner, the keeper or the manager only', async () => {
    const input = { bookingId: idOf(1), scope: 'ALL' }
    const to = sent(on(2, '13:00', '14:00'))
    for (const who of [lab.bob, lab.stranger, lab.auditor, lab.ann]) {
      expect((await move(who, { ...input, ...to })).problems?.map((it) => it.code)).toEqual(['FORBIDDEN'])
      expect((await cancel(who, input)).problems?.map((it) => it.code)).toEqual(['FORBIDDEN'])
    }
    const single = await book(world, lab.ada, on(20, '10:00', '12:00'), { instrumentId })
    expect(codes(single)).toEqual([])
    const alone = await cancel(lab.ada, { bookingId: single.id, scope: 'THIS' })
    expect(alone.problems?.map((it) => it.code)).toEqual(['SERIES_NOT_FOUND'])
    expect((await move(lab.manager, { ...input, ...to })).outcomes).toHaveLength(5)
  })

  test('of the owner\u2019s staff cuts turnarounds and gives them back', async () => {
    await open({ turnaroundMs: HOUR_MS })
    await book(world, lab.bob, on(10, '08:00', '10:00'), { instrumentId })
    const staff = await bookSeries(world, lab.keeper, on(10, '10:00', '11:00'), {
      instrumentId,
      rrule: 'FREQ=DAILY;COUNT=2',
    })
    const days = async () => (await held()).slice(5)
    expect(await days()).toEqual(
      ends([
        [10, '08:00', '10:00'],
        [10, '10:00', '12:00'],
        [11, '10:00', '12:00'],
      ]),
    )
    await move(lab.keeper, {
      bookingId: staff.occurrences[0]?.booking?.id,
      scope: 'ALL',
      ...sent(on(10, '14:00', '15:00')),
    })
    expect(await days()).toEqual(
      ends([
        [10, '08:00', '11:00'],
        [10, '14:00', '16:00'],
        [11, '14:00', '16:00'],
      ]),
    )
  })
})
