/**
 * The search for time finds on each instrument what judging one start after another would find, whoever asks and
 * whatever the city, the owner and the instrument say; and what it finds can be booked.
 */

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { act, arrange, book, type Lab, openLab, policyWith, sent } from '../../support/bookings.ts'
import { addInstrument, DAY_AND_NIGHT } from '../../support/instruments.ts'
import { addGroup, addInstitution, addPerson } from '../../support/people.ts'
import { sayFor, sayOf } from '../../support/policies.ts'
import {
  bookable,
  firstByJudging,
  nextByJudging,
  nextFree,
  starts,
  type Wished,
  wishedSearch,
} from '../../support/slots.ts'
import { CITY_SAYS, INSTRUMENT_SAYS, KEPT_SAYS, LAB_SAYS } from '../../support/slot-rules.ts'
import { measure } from '../../support/standing.ts'
import { wait } from '../../support/waiting.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const STEP_MS = 30 * MINUTE_MS
const STEPS = 50
/** A round on PostgreSQL takes three times as long. */
const RUNS = { sqlite: 25, postgres: 12 } as const
/** `ovens` are two, `cell` is a part of `line`, `twin` shares the schedule of `sem`, `clean` needs an hour after each and a training, `guided` one of two who operate it. */
const IDS = ['sem', 'ovens', 'line', 'cell', 'twin', 'clean', 'guided'] as const
const OPERATORS = ['olga', 'oleg'] as const

const begin = fc.integer({ min: 0, max: STEPS })
const length = fc.integer({ min: 1, max: 10 })
const id = fc.constantFrom(...IDS)
const which = fc.nat(30)
const at = { id, from: begin, steps: length }

const leave = {
  do: fc.constant('leave' as const),
  who: fc.constantFrom(OPERATORS, OPERATORS.slice(0, 1), OPERATORS.slice(1)),
}
/** While most of the others begin. */
const earlyLeave = fc.record({ ...leave, from: fc.integer({ min: 0, max: 8 }), steps: length })

const hold = {
  do: fc.constant('hold' as const),
  groupId: fc.constantFrom('fibre', 'alloy'),
  seats: fc.constantFrom(1, null),
  id,
}
/** Before anything else is taken. */
const earlyHolds = fc.array(
  fc.record({ ...hold, from: fc.integer({ min: 0, max: 6 }), steps: fc.integer({ min: 6, max: 20 }) }),
  { minLength: 2, maxLength: 4 },
)

/** After everything else: whoever says something says all that an instrument says. */
const lateKeeping = fc.array(
  fc.record({ do: fc.constant('say' as const), id, said: fc.constantFrom(...KEPT_SAYS) }),
  { minLength: 1, maxLength: 3 },
)

const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('book' as const), ...at }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('move' as const), which, from: begin, steps: length }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('maintain' as const), ...at }) },
  { weight: 2, arbitrary: fc.record({ ...hold, ...at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stay' as const), id }) },
  { weight: 3, arbitrary: fc.record({ ...leave, from: begin, steps: length }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), from: begin, steps: length }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('arrange' as const), units: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), id, from: begin }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('except' as const), id, from: begin }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('say' as const), id, said: fc.constantFrom(...INSTRUMENT_SAYS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sayCity' as const), said: fc.constantFrom(...CITY_SAYS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sayLab' as const), said: fc.constantFrom(...LAB_SAYS) }),
  },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

const wished: fc.Arbitrary<Wished> = fc.record({
  minutes: fc.constantFrom(40, 60, 60, 180),
  hours: fc.option(
    fc.constantFrom(
      { startsAt: '09:00', endsAt: '17:00' },
      { startsAt: '22:00', endsAt: '06:00' },
      { startsAt: '10:15', endsAt: '13:40' },
    ),
    { freq: 3 },
  ),
  weekdays: fc.option(fc.constantFrom([1, 2, 3, 4, 5], [2, 4, 6]), { freq: 3 }),
})

type Card = readonly [id: string, nextFreeAt: number]

function byStart(a: Card, b: Card): number {
  return a[1] - b[1] || (a[0] < b[0] ? -1 : 1)
}

const time = (steps: number) =>
  `${String(Math.floor(steps / 2) % 24).padStart(2, '0')}:${steps % 2 ? '30' : '00'}`

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let lab: Lab
  let viewers: Readonly<Record<string, Viewer>>
  let made: string[] = []
  let round = 0
  /** Six in the morning of a day that no round had yet, until the next day at eight. */
  let during: Interval

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    await addInstitution(world, 'works', { kind: 'enterprise' })
    for (const it of IDS.slice(1)) {
      const policy = policyWith({ turnaroundMs: it === 'clean' ? HOUR_MS : 0 })
      await addInstrument(world, it, { institutionId: 'lab', policy })
    }
    await arrange(world, lab.keeper, 'ovens', { capacity: 2 })
    await arrange(world, lab.keeper, 'cell', { parentId: 'line' })
    await arrange(world, lab.keeper, 'twin', { sharesScheduleWithId: 'sem' })
    for (const it of OPERATORS) await addPerson(world, it, 'lab', ['researcher'])
    const operation = { instrumentId: 'guided', demand: 'REQUIRED', operatorIds: OPERATORS }
    await act(world, lab.keeper, 'setOperation', operation)
    const requirement = { instrumentId: 'clean', requirement: { validDays: 365 } }
    await measure(world, lab.keeper, 'setTrainingRequirement', requirement)
    for (const email of ['bob@test', 'worker@test']) {
      await measure(world, lab.keeper, 'grantQualification', {
        instrumentId: 'clean',
        email,
        reason: '考核合格',
      })
    }
    viewers = {
      // Of another institute, of the lab, of a firm, of nobody; and the keeper.
      bob: lab.bob,
      ann: lab.ann,
      worker: await addPerson(world, 'worker', 'works', ['researcher']),
      loner: await addPerson(world, 'loner', null, []),
      keeper: lab.keeper,
    }
    await addGroup(world, 'fibre', 'firm', ['bob'])
    await addGroup(world, 'alloy', 'lab', ['ann'])
  })
  afterAll(() => world.close())

  function begins(): void {
    made = []
    const morning = NEW_YEAR + round * 2 * DAY_MS - 2 * HOUR_MS
    round += 1
    world.clock.now = morning
    during = { startsAt: morning, endsAt: morning + DAY_MS + 2 * HOUR_MS }
  }

  function spanAt(it: { readonly from: number; readonly steps: number }): Interval {
    const startsAt = during.startsAt + it.from * STEP_MS
    return { startsAt, endsAt: startsAt + it.steps * STEP_MS }
  }

  /** Whether it succeeds does not matter. */
  async function run(it: Command): Promise<{ readonly __typename: string }> {
    const bookingId = 'which' in it ? (made[it.which % Math.max(made.length, 1)] ?? 'none') : 'none'
    switch (it.do) {
      case 'book': {
        const booked = await book(world, lab.bob, spanAt(it), { instrumentId: it.id })
        if (booked.id) made.push(booked.id)
        return booked
      }
      case 'move':
        return act(world, lab.bob, 'moveBooking', { bookingId, ...sent(spanAt(it)) })
      case 'cancel':
        return act(world, lab.keeper, 'cancelBooking', { bookingId })
      case 'wait':
        return wait(world, lab.ann, spanAt(it))
      case 'arrange':
        return arrange(world, lab.keeper, 'ovens', { capacity: it.units })
      case 'stay': {
        const first = { startsAt: during.startsAt, endsAt: during.startsAt + HOUR_MS }
        const booked = await book(world, lab.keeper, first, { instrumentId: it.id })
        return booked.id ? act(world, lab.keeper, 'checkIn', { bookingId: booked.id }) : booked
      }
      case 'leave': {
        const away = { reason: '', ...sent(spanAt(it)) }
        for (const personId of it.who.slice(1))
          await act(world, lab.keeper, 'planAbsence', { personId, ...away })
        return act(world, lab.keeper, 'planAbsence', { personId: it.who[0], ...away })
      }
      case 'maintain': {
        const form = { instrumentId: it.id, reason: '校准', ...sent(spanAt(it)) }
        return act(world, lab.keeper, 'scheduleMaintenance', form)
      }
      case 'hold': {
        const { groupId, seats } = it
        const form = { instrumentId: it.id, groupId, seats, ...sent(spanAt(it)) }
        return act(world, lab.keeper, 'holdTime', form)
      }
      case 'close': {
        const windows = DAY_AND_NIGHT.map((day) => ({ ...day, opensAt: time(it.from) }))
        const hours = { validFrom: '2026-01-01', windows, closedOnHolidays: false }
        return act(world, lab.keeper, 'setOpeningHours', { instrumentId: it.id, ...hours })
      }
      case 'except': {
        const date = new Date(during.endsAt).toISOString().slice(0, 10)
        const windows = [{ opensAt: time(it.from), closesAt: time(it.from + 9) }]
        return act(world, lab.keeper, 'setOpeningException', {
          instrumentId: it.id,
          date,
          windows,
          note: '',
        })
      }
      case 'say':
        return sayOf(world, lab.keeper, it.id, it.said)
      case 'sayLab':
        return sayFor(world, lab.manager, 'lab', it.said)
      case 'sayCity':
      default:
        return sayFor(world, administrator, undefined, it.said)
    }
  }

  test('every command can succeed', async () => {
    begins()
    const first = { id: 'sem', from: 8, steps: 2 } as const
    const commands: readonly Command[] = [
      { do: 'book', ...first },
      { do: 'wait', from: 8, steps: 2 },
      { do: 'move', which: 0, from: 20, steps: 2 },
      { do: 'cancel', which: 0 },
      { do: 'maintain', ...first, id: 'ovens' },
      { do: 'hold', id: 'ovens', from: 30, steps: 2, groupId: 'fibre', seats: 1 },
      { do: 'stay', id: 'line' },
      { do: 'leave', who: OPERATORS, from: 8, steps: 2 },
      { do: 'arrange', units: 2 },
      { do: 'close', id: 'clean', from: 0 },
      { do: 'except', id: 'clean', from: 16 },
      ...INSTRUMENT_SAYS.map((said) => ({ do: 'say', id: 'sem', said }) as const),
      ...LAB_SAYS.map((said) => ({ do: 'sayLab', said }) as const),
      ...CITY_SAYS.map((said) => ({ do: 'sayCity', said }) as const),
      { do: 'say', id: 'sem', said: {} },
      { do: 'sayLab', said: {} },
      { do: 'sayCity', said: {} },
    ]
    const refused: unknown[] = []
    for (const it of commands) {
      const answer = await run(it)
      if (answer.__typename === 'Rejection') refused.push([it, answer])
    }
    expect(refused).toEqual([])
  })

  test('what is found is the first start that the judgement lets through, and can be booked', async () => {
    let [found, none] = [0, 0]
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 6, maxLength: 16 }),
        fc.record({ absence: earlyLeave, holds: earlyHolds, keeping: lateKeeping }),
        wished,
        async (commands, { absence, holds, keeping }, wishes) => {
          begins()
          for (const it of [absence, ...holds, ...commands, ...keeping]) await run(it)
          // Whoever is still at an instrument stays beyond his time.
          world.clock.now += HOUR_MS + 10 * MINUTE_MS
          for (const [who, viewer] of Object.entries(viewers)) {
            const slots = await starts(world, viewer, wishedSearch(during, wishes))
            const cards = await nextFree(world, viewer)
            expect(cards).toEqual(cards.toSorted(byStart))
            // Cards tell staff what counts for their class, and not what they may do besides.
            const judged = cards.filter(([it]) => who !== 'keeper' && IDS.some((known) => known === it))
            for (const [instrumentId, nextFreeAt] of judged) {
              const next = await nextByJudging(world, viewer, { instrumentId, during })
              const card = nextFreeAt < during.endsAt ? nextFreeAt : undefined
              expect([who, instrumentId, 'card', card]).toEqual([who, instrumentId, 'card', next])
            }
            for (const instrumentId of IDS) {
              const expected = await firstByJudging(world, viewer, { instrumentId, during, wishes })
              expect([who, instrumentId, slots[instrumentId]]).toEqual([who, instrumentId, expected])
              if (expected === undefined) {
                none += 1
                continue
              }
              found += 1
              const span = { startsAt: expected, endsAt: expected + wishes.minutes * MINUTE_MS }
              expect(await bookable(world, viewer, { instrumentId, ...span })).toEqual([])
            }
          }
        },
      ),
      { numRuns: RUNS[dialect], endOnFailure: true },
    )
    expect(found).toBeGreaterThan(20)
    expect(none).toBeGreaterThan(0)
  })
})

const administrator: Viewer = {
  personId: 'admin',
  institutionId: null,
  grants: [{ role: 'administrator', institutionId: null }],
  scopes: null,
}
