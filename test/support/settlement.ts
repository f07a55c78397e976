/** A provider with an instrument, the people who settle, and uses that leave charges: for tests of money. */

import { bookInstrument } from '../../server/booking/actions/book.ts'
import type { Viewer } from '../../server/identity/rules.ts'
import type { Instant, Interval } from '../../server/kernel/interval.ts'
import { Rejection } from '../../server/kernel/problem.ts'
import { checkIn, checkOut } from '../../server/usage/actions/attendance.ts'
import { addInstrument } from './instruments.ts'
import { addInstitution, addPerson } from './people.ts'
import { wallTime } from './wall-time.ts'
import type { World } from './world.ts'

export type Market = {
  /** Of the provider `lab`, which owns the instrument `sem`. */
  readonly manager: Viewer
  readonly keeper: Viewer
  readonly finance: Viewer
  readonly insider: Viewer
  /** Of the payers `firm` and `college`. */
  readonly ada: Viewer
  readonly payerFinance: Viewer
  readonly cleo: Viewer
  /** Belongs to no institution. */
  readonly solo: Viewer
  /** Of the city. */
  readonly auditor: Viewer
}

/** `sem` costs ¥60 an hour for `lab` and ¥120 for others, and is open day and night. */
export async function openMarket(world: World): Promise<Market> {
  for (const id of ['lab', 'firm', 'college']) await addInstitution(world, id)
  await addInstrument(world, 'sem', { institutionId: 'lab' })
  return {
    manager: await addPerson(world, 'manager', 'lab', ['manager']),
    keeper: await addPerson(world, 'keeper', 'lab', ['keeper']),
    finance: await addPerson(world, 'finance', 'lab', ['finance']),
    insider: await addPerson(world, 'insider', 'lab', ['researcher']),
    ada: await addPerson(world, 'ada', 'firm', ['researcher']),
    payerFinance: await addPerson(world, 'payer-finance', 'firm', ['finance']),
    cleo: await addPerson(world, 'cleo', 'college', ['researcher']),
    solo: await addPerson(world, 'solo', null, []),
    auditor: await addPerson(world, 'auditor', null, ['auditor']),
  }
}

/** Books an instrument an hour ahead; the clock stays there. Returns the id of the booking. */
export async function book(world: World, who: Viewer, from: string, to: string): Promise<string> {
  const span = { startsAt: wallTime(from), endsAt: wallTime(to) }
  world.clock.now = Math.max(world.clock.now, span.startsAt - 3_600_000)
  const { id } = await bookInstrument(world.as(who), {
    ...span,
    instrumentId: 'sem',
    purpose: '测试',
    clientKey: null,
  })
  return id
}

/** Books and uses an instrument as booked. Returns the ids of the booking and of the usage. */
export async function use(world: World, who: Viewer, from: string, to: string) {
  const bookingId = await book(world, who, from, to)
  return {
    bookingId,
    usageId: await attend(world, who, bookingId, { startsAt: wallTime(from), endsAt: wallTime(to) }),
  }
}

/** Comes and goes at these moments; the clock stays at the last. Returns the id of the usage. */
export async function attend(world: World, who: Viewer, bookingId: string, used: Interval): Promise<string> {
  world.clock.now = used.startsAt
  await checkIn(world.as(who), { bookingId })
  world.clock.now = used.endsAt
  const { id } = await checkOut(world.as(who), { bookingId, samples: 1, note: null })
  return id
}

/** A month of 2026 in Ordos. */
export function month(number: number) {
  return { startsAt: firstMoment(number), endsAt: firstMoment(number + 1) }
}

function firstMoment(number: number): Instant {
  return wallTime(`2026-${String(number).padStart(2, '0')}-01T00:00`)
}

/** Ten in the morning of a day of 2026: the moment at which people settle. */
export function morning(date: string): Instant {
  return wallTime(`2026-${date}T10:00`)
}

/** The codes of a refusal; throws when there was none. */
export async function codesOf(refused: Promise<unknown>): Promise<readonly string[]> {
  const error = await refused.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Rejection)) throw new Error(`not refused: ${String(error)}`)
  return error.problems.map((it) => it.code)
}
