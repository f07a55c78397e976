/** Points from what people do, what they bring, restrictions by hand, and appeals. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { recordUseConduct } from '../../../server/usage/actions/conduct.ts'
import { markNoShows } from '../../../server/usage/actions/no-shows.ts'
import { act, book, codes, type Lab, openLab, policyWith } from '../../support/bookings.ts'
import { addPerson } from '../../support/people.ts'
import { iso, type Made, measure, standingOf, toldOfStanding } from '../../support/standing.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const codesOf = (made: Made) => codes(made as never)

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let lab: Lab
  let administrator: Viewer

  beforeEach(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world, { policy: policyWith({ cancelNoticeMs: 2 * HOUR_MS }) })
    administrator = await addPerson(world, 'administrator', null, ['administrator'])
  })
  afterEach(() => world.close())

  /** Books an hour that begins in `minutes`. */
  const bookIn = (who: Viewer, minutes: number) =>
    book(world, who, {
      startsAt: world.clock.now + minutes * MINUTE_MS,
      endsAt: world.clock.now + (minutes + 60) * MINUTE_MS,
    })
  /** Books an hour, comes and goes so many minutes after it should begin and end; then the next half hour has come. */
  const use = async (who: Viewer, late: number, over: number) => {
    const { id } = await bookIn(who, 60)
    const startsAt = world.clock.now + HOUR_MS
    world.clock.now = startsAt + late * MINUTE_MS
    await act(world, lab.keeper, 'checkIn', { bookingId: id })
    world.clock.now = startsAt + HOUR_MS + over * MINUTE_MS
    await act(world, lab.keeper, 'checkOut', { bookingId: id, note: '样品提前测完' })
    world.clock.now = startsAt + 3 * HOUR_MS
  }
  const miss = async (who: Viewer) => {
    await bookIn(who, 60)
    world.clock.now += 3 * HOUR_MS
    await markNoShows(world.as())
  }
  const adjust = (who: Viewer, points: number, email = 'ada@test') =>
    measure(world, who, 'adjustConduct', { institutionId: 'lab', email, points, reason: '协助整理样品库' })
  const restrict = (who: Viewer, more: object = {}) =>
    measure(world, who, 'imposeRestriction', {
      scope: 'INSTRUMENT',
      instrumentId: 'sem',
      email: 'ada@test',
      reason: '样品污染腔体',
      endsAt: iso(world.clock.now + 10 * DAY_MS),
      ...more,
    })

  test.each([
    ['normally', 0, 0, [['NORMAL_USE', 1]]],
    ['late', 20, 0, [['LATE', -2]]],
    ['and leaves early', 0, -40, [['LEAVE_EARLY', -1]]],
    [
      'late and too long',
      20,
      15,
      [
        ['LATE', -2],
        ['OVERTIME', -3],
      ],
    ],
  ])('who uses it %s is counted so', async (_how, late, over, expected) => {
    await use(lab.ada, late, over)
    const { events, points } = await standingOf(world, lab.ada)
    expect(events.map((it) => `${it.kind} ${it.points}`).toSorted()).toEqual(
      expected.map((it) => it.join(' ')),
    )
    expect(points).toBe(100 + expected.reduce((sum, it) => sum + Number(it[1]), 0))
  })

  test('who does not come loses ten, who cancels late four, who cancels in time or is cancelled by staff none', async () => {
    await miss(lab.ada)
    const early = await bookIn(lab.ada, 180)
    await act(world, lab.ada, 'cancelBooking', { bookingId: early.id })
    const kept = await bookIn(lab.ada, 60)
    await act(world, lab.keeper, 'cancelBooking', { bookingId: kept.id })
    expect((await standingOf(world, lab.ada)).points).toBe(90)
    const late = await bookIn(lab.ada, 60)
    await act(world, lab.ada, 'cancelBooking', { bookingId: late.id })
    const { points, events } = await standingOf(world, lab.ada)
    expect(points).toBe(86)
    expect(events.map((it) => it.kind).toSorted()).toEqual(['LATE_CANCELLATION', 'MISSED'])
  })

  test('a cause counts once, however often it is told, and events can be neither changed nor removed', async () => {
    await use(lab.ada, 0, 0)
    const { id } = (await world.store.db.selectFrom('usage_record').select('id').executeTakeFirst()) ?? {
      id: '',
    }
    const again = () => world.store.transact((trx) => recordUseConduct(world.as(), trx, { subjectId: id }))
    await Promise.all([again(), again()])
    expect((await standingOf(world, lab.ada)).points).toBe(101)
    const run = (statement: string) => world.store.transact((trx) => sql.raw(statement).execute(trx))
    await expect(run('update conduct_event set points = 50')).rejects.toThrow('only grows')
    await expect(run('delete from conduct_event')).rejects.toThrow('only grows')
  })

  test('events count for a year', async () => {
    await miss(lab.ada)
    world.clock.now += 364 * DAY_MS
    expect((await standingOf(world, lab.ada)).points).toBe(90)
    world.clock.now += DAY_MS
    expect((await standingOf(world, lab.ada)).points).toBe(100)
  })

  test('who falls below a level is barred where it happened, and told; nobody loses points for a time he was kept out', async () => {
    for (let i = 0; i < 4; i += 1) await miss(lab.ada)
    expect(await standingOf(world, lab.ada)).toMatchObject({ points: 60, level: 'WATCH', restrictions: [] })
    const ahead = await bookIn(lab.ada, 600)
    await miss(lab.ada)
    const fallen = await standingOf(world, lab.ada)
    expect(fallen).toMatchObject({
      points: 50,
      level: 'POOR',
      restrictions: [{ state: 'IN_FORCE', scope: 'INSTRUMENT' }],
    })
    const refused = await bookIn(lab.ada, 60)
    expect(codes(refused)).toEqual(['RESTRICTED_ON_INSTRUMENT'])
    expect(refused.problems?.[0]?.refs).toEqual([fallen.restrictions[0]?.id])
    expect(ahead.state).toBe('CONFIRMED')
    world.clock.now += 12 * HOUR_MS
    await markNoShows(world.as())
    expect((await standingOf(world, lab.ada)).points).toBe(50)
    world.clock.now += 14 * DAY_MS
    expect((await bookIn(lab.ada, 60)).state).toBe('CONFIRMED')
    expect(await toldOfStanding(world)).toEqual([
      'conduct.level_changed',
      'conduct.level_changed',
      'restriction.imposed',
    ])
  })

  test('two losses at the same time bring one restriction', async () => {
    await Promise.all([adjust(lab.manager, -45), adjust(administrator, -30)])
    const { points, restrictions } = await standingOf(world, lab.ada)
    expect(points).toBe(25)
    expect(restrictions.map((it) => it.scope)).toContain('INSTITUTION')
  })

  test('points are adjusted by managers at their own institution and by the city, within bounds, with a reason', async () => {
    expect(codesOf(await adjust(lab.keeper, 5))).toEqual(['FORBIDDEN'])
    expect(codesOf(await adjust(lab.manager, 51))).toEqual(['CONDUCT_POINTS_INVALID'])
    expect(codesOf(await adjust(lab.manager, 5, 'nobody@test'))).toEqual(['PERSON_NOT_FOUND'])
    expect((await adjust(lab.manager, 5)).__typename).toBe('ConductEvent')
    expect((await standingOf(world, lab.ada)).points).toBe(105)
  })

  test('a restriction by points is lifted when enough are given back', async () => {
    await adjust(lab.manager, -50)
    expect((await standingOf(world, lab.ada)).restrictions).toMatchObject([
      { state: 'IN_FORCE', scope: 'INSTITUTION' },
    ])
    await adjust(administrator, 9)
    expect((await standingOf(world, lab.ada)).restrictions).toMatchObject([{ state: 'IN_FORCE' }])
    await adjust(administrator, 1)
    expect((await standingOf(world, lab.ada)).restrictions).toMatchObject([{ state: 'LIFTED' }])
  })

  test('staff restrict at their own place, the city anywhere, and only as long as said', async () => {
    expect(codesOf(await restrict(lab.stranger))).toEqual(['FORBIDDEN'])
    expect(codesOf(await restrict(lab.keeper, { scope: 'PLATFORM' }))).toEqual(['FORBIDDEN'])
    expect(codesOf(await restrict(lab.keeper, { endsAt: iso(world.clock.now), reason: '' }))).toEqual([
      'REASON_MISSING',
      'RESTRICTION_SPAN_INVALID',
    ])
    expect((await restrict(lab.keeper)).__typename).toBe('Restriction')
    expect((await restrict(administrator, { scope: 'PLATFORM' })).__typename).toBe('Restriction')
    expect(codes(await bookIn(lab.ada, 60)).toSorted()).toEqual([
      'RESTRICTED_ON_INSTRUMENT',
      'RESTRICTED_ON_PLATFORM',
    ])
    expect((await bookIn(lab.bob, 60)).state).toBe('CONFIRMED')
    world.clock.now += 10 * DAY_MS
    expect((await bookIn(lab.ada, 60)).state).toBe('CONFIRMED')
  })

  test('a restriction that begins later bars what begins under it, and check-in once it is there', async () => {
    const ahead = await bookIn(lab.ada, 48 * 60)
    await restrict(lab.keeper, { startsAt: iso(world.clock.now + DAY_MS) })
    expect((await bookIn(lab.ada, 60)).state).toBe('CONFIRMED')
    expect(codes(await bookIn(lab.ada, 72 * 60))).toEqual(['RESTRICTED_ON_INSTRUMENT'])
    world.clock.now += 2 * DAY_MS
    expect(codes(await act(world, lab.ada, 'checkIn', { bookingId: ahead.id }))).toEqual([
      'RESTRICTED_ON_INSTRUMENT',
    ])
  })

  test('a restriction is lifted with a reason by its place, once', async () => {
    const { id } = await restrict(lab.keeper)
    const input = { restrictionId: id, reason: '已完成整改' }
    expect(codesOf(await measure(world, lab.stranger, 'liftRestriction', input))).toEqual(['FORBIDDEN'])
    expect((await measure(world, lab.manager, 'liftRestriction', input)).state).toBe('LIFTED')
    expect(codesOf(await measure(world, lab.manager, 'liftRestriction', input))).toEqual(['RESTRICTION_OVER'])
    expect((await bookIn(lab.ada, 60)).state).toBe('CONFIRMED')
  })

  test('an upheld appeal ends the restriction, and is decided by somebody else, once', async () => {
    const { id } = await restrict(lab.manager)
    const text = '腔体此前已有污染记录'
    expect(codesOf(await measure(world, lab.bob, 'fileAppeal', { restrictionId: id, text }))).toEqual([
      'FORBIDDEN',
    ])
    const appeal = await measure(world, lab.ada, 'fileAppeal', { restrictionId: id, text })
    expect(codesOf(await measure(world, lab.ada, 'fileAppeal', { restrictionId: id, text }))).toEqual([
      'APPEAL_FILED',
    ])
    const decide = (who: Viewer) =>
      measure(world, who, 'decideAppeal', { appealId: appeal.id, uphold: true, reason: '核实无误' })
    expect(codesOf(await decide(lab.keeper))).toEqual(['FORBIDDEN'])
    expect(codesOf(await decide(lab.manager))).toEqual(['APPEAL_OWN_CASE'])
    expect((await decide(administrator)).state).toBe('UPHELD')
    expect(codesOf(await decide(administrator))).toEqual(['APPEAL_DECIDED'])
    expect((await bookIn(lab.ada, 60)).state).toBe('CONFIRMED')
    expect(await toldOfStanding(world)).toEqual([
      'restriction.imposed',
      'appeal.filed',
      'restriction.lifted',
      'appeal.decided',
    ])
  })

  test('an upheld appeal against lost points gives them back with all that followed; a dismissed one does not', async () => {
    for (let i = 0; i < 5; i += 1) await miss(lab.ada)
    const { events } = await standingOf(world, lab.ada)
    const appeal = async (eventId = '') =>
      measure(world, lab.ada, 'fileAppeal', { eventId, text: '仪器当时故障停机' })
    const decide = (appealId: string, uphold: boolean) =>
      measure(world, lab.manager, 'decideAppeal', { appealId, uphold, reason: '已核对运行日志' })
    const first = await appeal(events[0]?.id)
    const second = await appeal(events[1]?.id)
    await decide(second.id, false)
    expect((await standingOf(world, lab.ada)).points).toBe(50)
    await decide(first.id, true)
    const after = await standingOf(world, lab.ada)
    expect(after).toMatchObject({ points: 60, restrictions: [{ state: 'LIFTED' }] })
    expect(codesOf(await appeal(after.events.find((it) => it.kind === 'REVERSAL')?.id))).toEqual([
      'APPEAL_SUBJECT_INVALID',
    ])
    world.clock.now += 365 * DAY_MS
    expect((await standingOf(world, lab.ada)).points).toBe(100)
  })

  test('an upheld appeal against a restriction by points gives the points back too', async () => {
    await adjust(administrator, -45)
    const [restriction] = (await standingOf(world, lab.ada)).restrictions
    const appeal = await measure(world, lab.ada, 'fileAppeal', {
      restrictionId: restriction?.id,
      text: '并非本人',
    })
    const decision = { appealId: appeal.id, uphold: true, reason: '属实' }
    expect(codesOf(await measure(world, administrator, 'decideAppeal', decision))).toEqual([
      'APPEAL_OWN_CASE',
    ])
    expect((await measure(world, lab.manager, 'decideAppeal', decision)).state).toBe('UPHELD')
    expect(await standingOf(world, lab.ada)).toMatchObject({
      points: 100,
      restrictions: [{ state: 'LIFTED' }],
    })
  })

  test('an appeal names one thing that can be appealed against', async () => {
    await use(lab.ada, 0, 0)
    const [{ id } = { id: '' }] = (await standingOf(world, lab.ada)).events
    const file = (subject: object) => measure(world, lab.ada, 'fileAppeal', { ...subject, text: 'x' })
    expect(codesOf(await file({}))).toEqual(['APPEAL_SUBJECT_INVALID'])
    expect(codesOf(await file({ eventId: id }))).toEqual(['APPEAL_SUBJECT_INVALID'])
    expect(codesOf(await file({ restrictionId: 'none' }))).toEqual(['RESTRICTION_NOT_FOUND'])
  })

  test('restrictions and appeals are listed page by page where they are looked after', async () => {
    for (let i = 0; i < 3; i += 1) {
      const { id } = await restrict(lab.keeper)
      await measure(world, lab.ada, 'fileAppeal', { restrictionId: id, text: `理由 ${i}` })
      world.clock.now += HOUR_MS
    }
    const pages = async (field: string, node: string) => {
      const seen: string[] = []
      let after: string | null = null
      do {
        const answer = (await world.ask(
          lab.manager,
          `query ($after: String) { ${field}(institutionId: "lab", first: 2, after: $after) {
            edges { node { ${node} } } pageInfo { hasNextPage endCursor } } }`,
          { after },
        )) as Record<
          string,
          { edges: { node: Record<string, string> }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
        >
        const page = answer[field]
        seen.push(...(page?.edges.map((it) => it.node[node] ?? '') ?? []))
        after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
      } while (after !== null)
      return seen
    }
    expect(await pages('appeals', 'text')).toEqual(['理由 0', '理由 1', '理由 2'])
    const imposed = await pages('restrictions', 'imposedAt')
    expect(imposed).toEqual(imposed.toSorted().toReversed())
    expect(new Set(imposed).size).toBe(3)
  })

  test('the rules are published', async () => {
    const { conductRules } = (await world.ask(
      null,
      '{ conductRules { startPoints causes { kind points } levels { level fromPoints consequence days } } }',
    )) as { conductRules: { startPoints: number; causes: object[]; levels: object[] } }
    expect(conductRules.startPoints).toBe(100)
    expect(conductRules.causes).toContainEqual({ kind: 'MISSED', points: -10 })
    expect(conductRules.levels).toContainEqual({
      level: 'POOR',
      fromPoints: 40,
      consequence: 'INSTRUMENT',
      days: 14,
    })
  })
})
