/** Random commands on one instrument, each run against the engine and against the model, which are compared after it. */

import * as fc from 'fast-check'
import { type CalendarModel, DAY, type Minutes } from './calendar-model.ts'
import { type Real, type Step, compare, learnOffers } from './calendar-engine.ts'
import { book, bookInside, move, cancel, decide } from './calendar-bookings.ts'
import { hold, HOLDERS, release } from './calendar-holds.ts'
import {
  maintain,
  endMaintenance,
  arrive,
  leave,
  repeat,
  wait,
  answerOffer,
  setPolicy,
  setWeek,
  setDay,
  pass,
} from './calendar-happenings.ts'

/** A command of one name with its arguments, which a failure prints; `probe` is asked about when it is done. */
class Command implements fc.AsyncCommand<CalendarModel, Real> {
  private readonly name: string
  private readonly probe: Minutes
  private readonly step: Step

  constructor(name: string, probe: Minutes, step: Step) {
    this.name = name
    this.probe = probe
    this.step = step
  }

  check({ now }: Readonly<CalendarModel>): boolean {
    return now < 7 * DAY
  }

  async run(model: CalendarModel, real: Real): Promise<void> {
    model.executed += 1
    await this.step(model, real)
    // Who misses much is restricted in time; that is another rule than those of the calendar.
    await real.world.store.transact((trx) => trx.deleteFrom('restriction').execute())
    await learnOffers(model, real)
    await compare(model, real, this.probe)
  }

  toString(): string {
    return `${this.name}, probe ${this.probe.from}–${this.probe.until}`
  }
}

const START = fc.nat(7 * 48 - 1).map((it) => it * 30)
const SPAN = fc.record({ from: START, length: fc.integer({ min: 1, max: 8 }) }).map(({ from, length }) => ({
  from,
  until: from + length * 30,
}))
/** As long as holds are. */
const LONG = SPAN.map(({ from, until }) => ({ from, until: from + 2 * (until - from) }))
/** Which of those that are there, by turns. */
const WHICH = fc.nat(1_000)
const PERSON = fc.nat(4)

type Args = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** Commands of one name. */
function named<T extends Args>(
  name: string,
  args: T,
  step: (args: { readonly [K in keyof T]: T[K] extends fc.Arbitrary<infer V> ? V : never }) => Step,
): fc.Arbitrary<fc.AsyncCommand<CalendarModel, Real>> {
  return fc.tuple(fc.record(args), SPAN).map(([given, probe]) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The record has the values of its arbitraries.
    const values = given as Parameters<typeof step>[0]
    return new Command(`${name} ${JSON.stringify(given)}`, probe, step(values))
  })
}

const flag = fc.boolean()
const day = fc.nat(8)

export const COMMANDS = [
  named('book', { person: PERSON, span: SPAN }, (it) => book(it.person, it.span)),
  named('book more', { person: PERSON, span: SPAN }, (it) => book(it.person, it.span)),
  named('move', { which: WHICH, byStaff: flag, span: SPAN }, (it) => move(it.which, it.byStaff, it.span)),
  named('cancel', { which: WHICH }, (it) => cancel(it.which)),
  named('decide', { which: WHICH, approves: flag }, (it) => decide(it.which, it.approves)),
  named(
    'hold',
    { person: fc.constantFrom(...HOLDERS), span: LONG, hours: fc.constantFrom(null, null, 2) },
    (it) => hold(it.person, it.span, it.hours),
  ),
  named('book inside a hold', { which: WHICH, person: fc.constantFrom(1, 2, 3), span: SPAN }, (it) =>
    bookInside(it.which, it.person, it.span),
  ),
  named('release', { which: WHICH }, (it) => release(it.which)),
  named('maintain', { span: SPAN }, (it) => maintain(it.span)),
  named('end maintenance', { which: WHICH }, (it) => endMaintenance(it.which)),
  named('arrive', { which: WHICH }, (it) => arrive(it.which)),
  named('leave', {}, () => leave),
  named('repeat', { person: PERSON, span: SPAN, skips: flag }, (it) => repeat(it.person, it.span, it.skips)),
  named('wait', { which: WHICH }, (it) => wait(it.which)),
  named('answer an offer', { accepts: flag }, (it) => answerOffer(it.accepts)),
  named('set the policy', { turnaround: fc.constantFrom(0, 30, 60), approval: flag }, (it) =>
    setPolicy(it.turnaround, it.approval),
  ),
  named('set the week', { day, which: WHICH }, (it) => setWeek(it.day, it.which)),
  named('set a day', { day, which: WHICH }, (it) => setDay(it.day, it.which)),
  named('pass', { quarters: fc.integer({ min: 1, max: 24 }) }, (it) => pass(it.quarters * 15)),
]
