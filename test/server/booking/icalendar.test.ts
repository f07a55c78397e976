/** Calendars for calendar programs, over HTTP, read by a parser of another house. */

import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  renewInstrumentCalendar,
  revokeInstrumentCalendar,
} from '../../../server/booking/actions/instrument-calendars.ts'
import { renewCalendarToken, revokeCalendarToken } from '../../../server/identity/actions/accounts.ts'
import { DAY_MS } from '../../../server/kernel/interval.ts'
import { act, addBooking, book, type Lab, openLab, sent, span } from '../../support/bookings.ts'
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts'
import { addInstrument } from '../../support/instruments.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const LONG_NAME = `${'场发射扫描电子显微镜'.repeat(7)}🔬`

describe.each(dialects)('%s: a calendar file', (dialect) => {
  let world: World
  let lab: Lab
  let door: FrontDoor
  let ids: { readonly booked: string; readonly asked: string; readonly off: string }

  beforeAll(async () => {
    world = await openWorld(dialect)
    door = await openFrontDoor(world)
    lab = await openLab(world, { nameZh: LONG_NAME })
    await addInstrument(world, 'draft', { institutionId: 'lab', state: 'draft' })
    const booked = await book(world, lab.ada, span('10:00', '12:00'), {
      purpose: '绝密样品, 请勿外传; 共 3 份',
    })
    await act(world, lab.ada, 'moveBooking', { bookingId: booked.id, ...sent(span('10:30', '12:30')) })
    const off = await book(world, lab.ada, span('14:00', '15:00'))
    await act(world, lab.ada, 'cancelBooking', { bookingId: off.id })
    const owner = { id: 'sem', institutionId: 'lab' }
    const asked = await addBooking(world, owner, {
      id: 'asked',
      personId: 'bob',
      state: 'requested',
      ...span('16:00', '17:00'),
    })
    await addBooking(world, owner, {
      id: 'refused',
      personId: 'ada',
      state: 'rejected',
      ...span('18:00', '19:00'),
    })
    const longAgo = span('16:00', '17:00')
    await addBooking(world, owner, {
      id: 'old',
      personId: 'ada',
      startsAt: longAgo.startsAt - 40 * DAY_MS,
      endsAt: longAgo.endsAt - 40 * DAY_MS,
    })
    await act(world, lab.keeper, 'scheduleMaintenance', {
      instrumentId: 'sem',
      reason: '保密',
      ...sent(span('20:00', '21:00')),
    })
    ids = { booked: booked.id, asked: asked.id, off: off.id }
  })

  afterAll(async () => {
    await door.close()
    await world.close()
  })

  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${door.url}${path}`, { headers })
    return { response, text: await response.text() }
  }

  const events = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((it) => {
      const event = new ICAL.Event(it)
      return {
        uid: event.uid,
        sequence: event.sequence,
        summary: event.summary,
        startsAt: event.startDate.toJSDate().toISOString(),
        status: it.getFirstPropertyValue('status'),
      }
    })

  test('tells everybody when an instrument is busy, and nothing else', async () => {
    const { response, text } = await read('/calendar/instruments/sem.ics')
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(events(text)).toEqual([
      {
        uid: `booking-${ids.booked}@yiqi.test`,
        sequence: 2,
        summary: '已占用',
        startsAt: '2026-01-02T02:30:00.000Z',
        status: 'CONFIRMED',
      },
      {
        uid: `booking-${ids.off}@yiqi.test`,
        sequence: 2,
        summary: '已占用',
        startsAt: '2026-01-02T06:00:00.000Z',
        status: 'CANCELLED',
      },
      {
        uid: 'booking-asked@yiqi.test',
        sequence: 1,
        summary: '已占用',
        startsAt: '2026-01-02T08:00:00.000Z',
        status: 'TENTATIVE',
      },
      {
        uid: expect.stringMatching(/^maintenance-/),
        sequence: 1,
        summary: '已占用',
        startsAt: '2026-01-02T12:00:00.000Z',
        status: 'CONFIRMED',
      },
    ])
    expect(text.match(/^CLASS:PUBLIC\r$/gm)).toHaveLength(4)
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|DESCRIPTION|LOCATION|绝密|保密|ada|bob/)
  })

  test('keeps to the letter of the standard', async () => {
    const { text } = await read('/calendar/instruments/sem.ics')
    expect(text).toContain('METHOD:PUBLISH\r\n')
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n')
    expect(text).toContain('SOURCE;VALUE=URI:http://yiqi.test/calendar/instruments/sem.ics\r\n')
    expect(text).toContain('DTSTART;TZID=Asia/Shanghai:20260102T103000\r\n')
    expect(text).toMatch(/DTSTAMP:\d{8}T\d{6}Z\r\n/)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const lines = text.split('\r\n')
    expect(Math.max(...lines.map((it) => Buffer.byteLength(it)))).toBeLessThanOrEqual(75)
    const calendar = new ICAL.Component(ICAL.parse(text))
    expect(calendar.getFirstPropertyValue('name')).toBe(LONG_NAME)
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe(LONG_NAME)
    expect(calendar.getFirstSubcomponent('vtimezone')?.getFirstPropertyValue('tzid')).toBe('Asia/Shanghai')
  })

  test('is sent again only when it has changed', async () => {
    const { response } = await read('/calendar/instruments/sem.ics')
    const etag = response.headers.get('etag') ?? ''
    const again = await read('/calendar/instruments/sem.ics', { 'if-none-match': etag })
    expect(again.response.status).toBe(304)
    const late = await book(world, lab.bob, span('22:00', '23:00'))
    const changed = await read('/calendar/instruments/sem.ics', { 'if-none-match': etag })
    expect(changed.response.status).toBe(200)
    await act(world, lab.bob, 'cancelBooking', { bookingId: late.id })
  })

  test('tells the holder of a private link what he booked, until it is renewed', async () => {
    const token = await renewCalendarToken(world.as(lab.ada))
    const { response, text } = await read(`/calendar/people/${token}.ics`)
    expect(response.headers.get('cache-control')).toBe('private, no-cache')
    expect(events(text)).toMatchObject([
      { summary: LONG_NAME, startsAt: '2026-01-02T02:30:00.000Z', status: 'CONFIRMED' },
      { summary: LONG_NAME, status: 'CANCELLED' },
    ])
    const [first] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
    expect(first?.getFirstPropertyValue('description')).toBe('绝密样品, 请勿外传; 共 3 份')
    expect(first?.getFirstPropertyValue('location')).toBe('实验楼 101')
    expect(text).toContain('CLASS:PRIVATE')
    await renewCalendarToken(world.as(lab.ada))
    expect((await read(`/calendar/people/${token}.ics`)).response.status).toBe(404)
  })

  test('counts the changes of maintenance, and keeps what was taken back as cancelled', async () => {
    await addInstrument(world, 'tem', { institutionId: 'lab' })
    const plan = (from: string, to: string) =>
      act(world, lab.keeper, 'scheduleMaintenance', {
        instrumentId: 'tem',
        reason: '保养',
        ...sent(span(from, to)),
      })
    const [off, cut] = [await plan('08:00', '09:00'), await plan('10:00', '12:00')]
    await act(world, lab.keeper, 'cancelMaintenance', { maintenanceId: off.id })
    const { now } = world.clock
    world.clock.now = span('11:00', '12:00').startsAt
    await act(world, lab.keeper, 'cancelMaintenance', { maintenanceId: cut.id })
    const { text } = await read('/calendar/instruments/tem.ics')
    world.clock.now = now
    expect(events(text).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))).toMatchObject([
      { uid: `maintenance-${off.id}@yiqi.test`, sequence: 2, status: 'CANCELLED' },
      { uid: `maintenance-${cut.id}@yiqi.test`, sequence: 2, status: 'CONFIRMED' },
    ])
    expect(text).toContain('DTEND;TZID=Asia/Shanghai:20260102T110000')
  })

  test('tells a keeper who booked and why there is maintenance, as long as he keeps the instrument', async () => {
    const token = await renewInstrumentCalendar(world.as(lab.keeper), { instrumentId: 'sem' })
    const { response, text } = await read(`/calendar/keepers/${token}.ics`)
    expect(response.headers.get('cache-control')).toBe('private, no-cache')
    expect(events(text)).toMatchObject([
      { summary: '人 ada', sequence: 2, status: 'CONFIRMED' },
      { summary: '人 ada', status: 'CANCELLED' },
      { summary: '人 bob · 待审批', status: 'TENTATIVE' },
      { summary: '人 bob', status: 'CANCELLED' },
      { summary: '维护 · 保密' },
    ])
    expect(text).toContain('CLASS:PRIVATE')
    await revokeInstrumentCalendar(world.as(lab.keeper), { instrumentId: 'sem' })
    expect((await read(`/calendar/keepers/${token}.ics`)).response.status).toBe(404)
    const another = await renewInstrumentCalendar(world.as(lab.manager), { instrumentId: 'sem' })
    await world.store.transact((trx) =>
      trx.deleteFrom('role_grant').where('person_id', '=', 'manager').execute(),
    )
    expect((await read(`/calendar/keepers/${another}.ics`)).response.status).toBe(404)
  })

  test('is told to nobody once the private link is taken out of use', async () => {
    const token = await renewCalendarToken(world.as(lab.bob))
    expect((await read(`/calendar/people/${token}.ics`)).response.status).toBe(200)
    const { hasCalendarLink } = await revokeCalendarToken(world.as(lab.bob))
    expect(hasCalendarLink).toBe(false)
    expect((await read(`/calendar/people/${token}.ics`)).response.status).toBe(404)
  })

  test('exists for published instruments and known links only', async () => {
    for (const path of ['instruments/draft', 'instruments/none', 'people/none']) {
      expect((await read(`/calendar/${path}.ics`)).response.status).toBe(404)
    }
  })
})
