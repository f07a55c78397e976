/** Checking in with one's own phone: the code on an instrument, and what it leads to. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { HOUR_MS, MINUTE_MS } from '../../../server/kernel/interval.ts'
import { checkInTimes } from '../../../server/usage/rules/attendance.ts'
import { act, book, type Lab, openLab } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const PLACE = '{ instrument { id checkInUrl } isInUse booking { id state } }'

type Place = {
  readonly instrument: { readonly id: string; readonly checkInUrl: string | null }
  readonly isInUse: boolean
  readonly booking: { readonly id: string; readonly state: string } | null
}

test('who comes may check in from a quarter of an hour before, until the booking lapses after an hour', () => {
  const startsAt = NEW_YEAR
  expect(checkInTimes({ startsAt, endsAt: startsAt + HOUR_MS })).toEqual({
    startsAt: startsAt - 15 * MINUTE_MS,
    endsAt: startsAt + 60 * MINUTE_MS,
  })
})

describe.each(dialects)('%s: a check-in code', (dialect) => {
  let world: World
  let lab: Lab
  let code: string

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    await addInstrument(world, 'tem', { institutionId: 'lab' })
    code = await renew()
  })
  afterAll(() => world.close())

  async function renew(): Promise<string> {
    const { renewCheckInCode } = (await world.ask(
      lab.keeper,
      'mutation { renewCheckInCode(input: { instrumentId: "tem" }) { ... on Instrument { checkInUrl } } }',
    )) as { renewCheckInCode: { checkInUrl: string } }
    return new URL(renewCheckInCode.checkInUrl).pathname.split('/').at(-1) ?? ''
  }

  async function place(viewer: Viewer, token = code): Promise<Place | null> {
    const answer = await world.ask(
      viewer,
      `query ($token: String!) { checkInPlace(token: $token) ${PLACE} }`,
      {
        token,
      },
    )
    return answer['checkInPlace'] as Place | null
  }

  /** The id of a booking of one hour, so many hours after the beginning. */
  async function bookFrom(hours: number): Promise<string> {
    const startsAt = NEW_YEAR + hours * HOUR_MS
    const booking = { startsAt, endsAt: startsAt + HOUR_MS }
    return (await book(world, lab.ada, booking, { instrumentId: 'tem' })).id
  }

  test('leads to the instrument, and shows its address to its keepers only', async () => {
    expect(await place(lab.ada)).toMatchObject({ instrument: { id: 'tem', checkInUrl: null }, booking: null })
    expect((await place(lab.keeper))?.instrument.checkInUrl).toContain(`/checkin/${code}`)
  })

  test('offers the next booking of the viewer within a day, and then the one in use', async () => {
    const far = await bookFrom(30)
    expect((await place(lab.ada))?.booking).toBeNull()
    const near = await bookFrom(2)
    expect((await place(lab.ada))?.booking).toEqual({ id: near, state: 'CONFIRMED' })
    expect((await place(lab.bob))?.booking).toBeNull()
    world.clock.now = NEW_YEAR + 2 * HOUR_MS
    await act(world, lab.ada, 'checkIn', { bookingId: near })
    expect(await place(lab.ada)).toMatchObject({ isInUse: false, booking: { id: near, state: 'IN_USE' } })
    expect(await place(lab.bob)).toMatchObject({ isInUse: true, booking: null })
    // Still there when the booked time is over.
    world.clock.now = NEW_YEAR + 4 * HOUR_MS
    expect((await place(lab.ada))?.booking?.id).toBe(near)
    await act(world, lab.ada, 'checkOut', { bookingId: near })
    world.clock.now = NEW_YEAR + 20 * HOUR_MS
    expect((await place(lab.ada))?.booking?.id).toBe(far)
  })

  test('leads nowhere once it is renewed', async () => {
    const before = code
    code = await renew()
    expect(await place(lab.ada, before)).toBeNull()
    expect((await place(lab.ada))?.instrument.id).toBe('tem')
  })
})
