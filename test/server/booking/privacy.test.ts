/** Who sees on a calendar who has booked: role × policy, on every face that shows bookings. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { NAME_POLICIES, type NamePolicy, namesInForce } from '../../../server/booking/rules/privacy.ts'
import { addBooking, book, codes, act, sent, span } from '../../support/bookings.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const DAY = span('00:00', '24:00')
const PURPOSE = '绝密样品'
const OWNER = { id: 'sem', institutionId: 'lab' }

/** Who booked: a student, an engineer of a company, and somebody whose institution is not known. */
const BOOKERS = ['student', 'engineer', 'lone'] as const
type Name = (typeof BOOKERS)[number]

type Row = readonly [who: string, sees: Record<NamePolicy, readonly Name[]>]

const ALL = { nobody: BOOKERS, colleagues: BOOKERS, everyone: BOOKERS }
const NONE = { nobody: [], colleagues: [], everyone: [] }

/** What each sees under each policy. Purposes are seen by the maker and the staff alone, which is another table. */
const TABLE: readonly Row[] = [
  ['nobody', NONE],
  ['a token that may not read', NONE],
  ['student', { nobody: ['student'], colleagues: ['student'], everyone: ['student'] }],
  ['fellow', { nobody: [], colleagues: ['student'], everyone: ['student'] }],
  ['engineer', { nobody: ['engineer'], colleagues: ['engineer'], everyone: ['student', 'engineer'] }],
  ['mate', { nobody: [], colleagues: ['engineer'], everyone: ['student', 'engineer'] }],
  ['rival', { nobody: [], colleagues: [], everyone: ['student'] }],
  ['stranger', { nobody: [], colleagues: [], everyone: ['student'] }],
  ['lone', { nobody: ['lone'], colleagues: ['lone'], everyone: ['student', 'lone'] }],
  ['researcher', { nobody: [], colleagues: [], everyone: ['student'] }],
  ['keeper', ALL],
  ['manager', ALL],
  ['auditor', ALL],
]

const FACES = /* GraphQL */ `
  query ($during: IntervalInput!) {
    availability(instrumentId: "sem", during: $during) {
      busy {
        bookingId
        label
      }
    }
    timeline(during: $during) {
      instrument {
        id
      }
      busy {
        bookingId
        label
      }
    }
    bookings(instrumentId: "sem", during: $during) {
      id
      purpose
      person {
        nameZh
      }
      changes {
        actor {
          nameZh
        }
      }
    }
  }
`

type Busy = { readonly bookingId: string; readonly label: string | null }
type Faces = {
  readonly availability: { readonly busy: readonly Busy[] }
  readonly timeline: readonly { readonly instrument: { id: string }; readonly busy: readonly Busy[] }[]
  readonly bookings: readonly {
    readonly id: string
    readonly purpose: string | null
    readonly person: { readonly nameZh: string } | null
    readonly changes: readonly object[]
  }[]
}

describe.each(dialects)('%s: names on a calendar', (dialect) => {
  let world: World
  let door: FrontDoor
  let viewers: Record<string, Viewer | null>

  beforeAll(async () => {
    world = await openWorld(dialect)
    door = await openFrontDoor(world)
    await addInstitution(world, 'lab')
    await addInstitution(world, 'uni', { kind: 'university' })
    await addInstitution(world, 'corp', { kind: 'enterprise' })
    await addInstitution(world, 'other', { kind: 'enterprise' })
    await addInstrument(world, 'sem', { institutionId: 'lab' })
    await addInstrument(world, 'draft', { institutionId: 'lab', state: 'draft' })
    const student = await addPerson(world, 'student', 'uni', ['researcher'])
    viewers = {
      nobody: null,
      student,
      'a token that may not read': {
        ...(await addPerson(world, 'token', 'uni', ['researcher'])),
        scopes: ['book'],
      },
      fellow: await addPerson(world, 'fellow', 'uni', ['researcher']),
      engineer: await addPerson(world, 'engineer', 'corp', ['researcher']),
      mate: await addPerson(world, 'mate', 'corp', ['researcher']),
      rival: await addPerson(world, 'rival', 'other', ['researcher']),
      stranger: await addPerson(world, 'stranger', 'other', ['keeper', 'manager']),
      lone: await addPerson(world, 'lone', null, []),
      researcher: await addPerson(world, 'researcher', 'lab', ['researcher']),
      keeper: await addPerson(world, 'keeper', 'lab', ['keeper']),
      manager: await addPerson(world, 'manager', 'lab', ['manager']),
      auditor: await addPerson(world, 'auditor', null, ['auditor']),
    }
    for (const [i, personId] of BOOKERS.entries()) {
      await addBooking(world, OWNER, {
        id: personId,
        personId,
        purpose: PURPOSE,
        customerInstitutionId: viewers[personId]?.institutionId ?? null,
        ...span(`${10 + i}:00`, `${11 + i}:00`),
      })
    }
  })

  afterAll(async () => {
    await door.close()
    await world.close()
  })

  const setOf = (names: NamePolicy | null) => (names === null ? null : names.toUpperCase())

  async function ofInstitution(
    names: NamePolicy,
    who = viewers['manager'] ?? null,
  ): Promise<readonly string[]> {
    return change(who, 'setInstitutionPrivacy', { institutionId: 'lab', names: setOf(names) })
  }

  async function ofInstrument(
    names: NamePolicy | null,
    who = viewers['manager'] ?? null,
    instrumentId = 'sem',
  ): Promise<readonly string[]> {
    return change(who, 'setInstrumentPrivacy', { instrumentId, names: setOf(names) })
  }

  /** The codes of the refusal; none when it was done. */
  async function change(who: Viewer | null, name: string, input: object): Promise<readonly string[]> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`
    const result = '__typename ... on Rejection { problems { code } }'
    const data = await world.ask(who, `mutation ($input: ${type}) { ${name}(input: $input) { ${result} } }`, {
      input,
    })
    const { problems = [] } = data[name] as { problems?: { code: string }[] }
    return problems.map((it) => it.code)
  }

  const look = async (who: string) =>
    (await world.ask(viewers[who] ?? null, FACES, { during: sent(DAY) })) as unknown as Faces

  /** Whose names the faces show to somebody: all the same ones. */
  async function namesSeen(who: string): Promise<readonly string[]> {
    const { availability, timeline, bookings } = await look(who)
    const isOwn = (id: string) => id === who
    const named = (busy: readonly Busy[]) =>
      busy
        .filter(({ bookingId, label }) => label !== null && (isOwn(bookingId) || label === `人 ${bookingId}`))
        .map((it) => it.bookingId)
    const seen = named(availability.busy)
    expect(named(timeline.find((it) => it.instrument.id === 'sem')?.busy ?? [])).toEqual(seen)
    const persons = bookings.filter((it) => it.person?.nameZh === `人 ${it.id}`).map((it) => it.id)
    expect(persons).toEqual(seen)
    return seen
  }

  describe.each(NAME_POLICIES)('where the institution says %s', (policy) => {
    test('the manager says so', async () => {
      expect(await ofInstitution(policy)).toEqual([])
    })

    test.each(TABLE)('%s sees %o', async (who, sees) => {
      expect(await namesSeen(who)).toEqual(sees[policy])
    })

    test('purposes and histories are seen by the maker and the staff alone', async () => {
      for (const [who] of TABLE) {
        const { bookings, availability } = await look(who)
        const own = who === 'nobody' ? [] : BOOKERS.filter((it) => it === who)
        const expected = ['keeper', 'manager', 'auditor'].includes(who) ? [...BOOKERS] : own
        expect({ who, ids: bookings.filter((it) => it.purpose !== null).map((it) => it.id) }).toEqual({
          who,
          ids: expected,
        })
        const labels = availability.busy.filter((it) => it.label === PURPOSE).map((it) => it.bookingId)
        expect({ who, labels }).toEqual({ who, labels: own })
      }
    })

    test('a refusal says that the time is taken, and not by whom', async () => {
      const refused = await book(world, viewers['rival'] ?? null, span('11:00', '12:00'))
      expect(codes(refused)).toEqual(['BOOKING_OVERLAPS'])
      expect(JSON.stringify(refused)).not.toMatch(/人 |绝密|corp/)
    })

    test('the public calendar file and the stream of changes have no names', async () => {
      const file = await (await fetch(`${door.url}/calendar/instruments/sem.ics`)).text()
      expect(file).toContain('BEGIN:VEVENT')
      expect(file).not.toMatch(/人 |绝密/)
    })
  })

  test('an instrument may be stricter than its institution, and not looser', async () => {
    await ofInstitution('colleagues')
    expect(await ofInstrument('everyone')).toEqual(['PRIVACY_LOOSER'])
    expect(await ofInstrument('nobody')).toEqual([])
    expect(await namesSeen('fellow')).toEqual([])
    expect(await ofInstrument(null)).toEqual([])
    expect(await namesSeen('fellow')).toEqual(['student'])
  })

  test('an institution that becomes stricter closes what its instruments had opened', async () => {
    await ofInstitution('everyone')
    expect(await ofInstrument('everyone')).toEqual([])
    expect(await namesSeen('rival')).toEqual(['student'])
    await ofInstitution('nobody')
    expect(await namesSeen('rival')).toEqual([])
    const { instrument, institution } = await world.ask(
      null,
      '{ instrument(id: "sem") { calendarPrivacy { names own institution } } institution(id: "lab") { calendarNames } }',
    )
    expect(instrument).toEqual({
      calendarPrivacy: { names: 'NOBODY', own: 'EVERYONE', institution: 'NOBODY' },
    })
    expect(institution).toEqual({ calendarNames: 'NOBODY' })
    await ofInstrument(null)
  })

  test('is set by the manager of the institution alone, and written into the audit log', async () => {
    for (const who of ['keeper', 'stranger', 'auditor', 'student']) {
      expect(await ofInstitution('everyone', viewers[who] ?? null)).toEqual(['FORBIDDEN'])
      expect(await ofInstrument('nobody', viewers[who] ?? null)).toEqual(['FORBIDDEN'])
    }
    expect(await ofInstitution('everyone', null)).toEqual(['SIGN_IN_REQUIRED'])
    expect(await ofInstrument('nobody', null, 'none')).toEqual(['SIGN_IN_REQUIRED'])
    expect(await ofInstrument('nobody', viewers['manager'] ?? null, 'none')).toEqual(['INSTRUMENT_NOT_FOUND'])
    expect(await ofInstrument('nobody', viewers['manager'] ?? null, 'draft')).toEqual([])
    const entries = await world.store.db
      .selectFrom('audit_entry')
      .select(['action', 'subject_id', 'detail'])
      .where('action', '=', 'setInstrumentPrivacy')
      .orderBy('id', 'desc')
      .limit(1)
      .execute()
    expect(entries).toEqual([
      { action: 'setInstrumentPrivacy', subject_id: 'draft', detail: '{"names":"nobody"}' },
    ])
  })

  test('nobody is shown more because a booking moved, was cancelled or came to its end', async () => {
    await ofInstitution('nobody')
    await act(world, viewers['student'] ?? null, 'moveBooking', {
      bookingId: 'student',
      ...sent(span('14:00', '15:00')),
    })
    expect(await namesSeen('fellow')).toEqual([])
  })
})

test.each<[NamePolicy, NamePolicy | null, NamePolicy]>([
  ['nobody', null, 'nobody'],
  ['nobody', 'everyone', 'nobody'],
  ['colleagues', null, 'colleagues'],
  ['colleagues', 'nobody', 'nobody'],
  ['colleagues', 'everyone', 'colleagues'],
  ['everyone', 'colleagues', 'colleagues'],
  ['everyone', null, 'everyone'],
])(
  'of an institution that says %s and an instrument that says %s, %s counts',
  (institution, own, expected) => {
    expect(namesInForce(institution, own)).toBe(expected)
  },
)
