/**
 * Thousands of random commands against a calendar by brute force: after each of them the engine and the model agree on
 * what is taken, on every free minute, and on why a random span cannot be had. `MODEL_COMMANDS=10000` runs so many on
 * every database; a failure prints the shortest commands that lead to it.
 */

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../support/calendar-commands.ts'
import { type Real, WEEKS } from '../../support/calendar-engine.ts'
import { CalendarModel } from '../../support/calendar-model.ts'
import { type Lab, openLab, policyWith } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addGroup, addPerson } from '../../support/people.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const asked = process.env['MODEL_COMMANDS']
/** How many commands run by default; every statement costs PostgreSQL a way there and back. */
const COMMANDS_MIN = { sqlite: 4_000, postgres: 600 } as const
const RUNS_AT_ONCE = 10
const PEOPLE = 6
const EIGHT = 8 * 60

describe.each(dialects)('%s: the calendar', (dialect) => {
  let world: World
  let lab: Lab
  let runs = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
  })
  afterAll(() => world.close())

  /** An instrument and people of its own, on the morning of the first day. */
  async function newRun(): Promise<Real> {
    runs += 1
    const instrumentId = `i${runs}`
    world.clock.now = NEW_YEAR
    const policy = policyWith({ cancelNoticeMs: 0 })
    await addInstrument(world, instrumentId, { institutionId: 'lab', policy })
    const people = []
    for (let i = 0; i < PEOPLE; i += 1) {
      people.push(await addPerson(world, `p${runs}-${i}`, 'firm', ['researcher']))
    }
    const groups = [undefined, `g${runs}`, `g${runs}`, `h${runs}`, undefined, undefined]
    for (const id of [`g${runs}`, `h${runs}`]) {
      await addGroup(
        world,
        id,
        'firm',
        people.filter((_, i) => groups[i] === id).map((it) => it.personId),
      )
    }
    return { world, lab, people, groups, instrumentId }
  }

  test(
    'says after every command what brute force says',
    async () => {
      const wanted = asked === undefined ? COMMANDS_MIN[dialect] : Number(asked)
      const progress = { executed: 0 }
      const property = fc.asyncProperty(
        fc.commands(COMMANDS, { maxCommands: 80, size: 'max' }),
        async (commands) => {
          const real = await newRun()
          const model = new CalendarModel(EIGHT, WEEKS[0] ?? [])
          await fc.asyncModelRun(() => ({ model, real }), commands)
          progress.executed += model.executed
        },
      )
      while (progress.executed < wanted) await fc.assert(property, { numRuns: RUNS_AT_ONCE })
      expect(progress.executed).toBeGreaterThanOrEqual(wanted)
    },
    asked === undefined ? 900_000 : 3_600_000,
  )
})
