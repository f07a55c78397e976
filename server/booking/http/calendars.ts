/**
 * Calendars for calendar programs: `/calendar/instruments/ID.ics` for everybody, `/calendar/people/TOKEN.ics` for one
 * person, `/calendar/keepers/TOKEN.ics` for one keeper of an instrument.
 */

import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Express, Request, Response } from 'express'
import type { Context } from '../../context.ts'
import type { Locale } from '../../kernel/problem.ts'
import { instrumentFeed, personFeed } from '../actions/feeds.ts'
import { keeperFeed } from '../actions/instrument-calendars.ts'
import type { Maintenance } from '../queries/maintenance.ts'
import type { FedBooking } from '../queries/feeds.ts'
import { type Calendar, type CalendarEvent, calendarText } from './icalendar.ts'

type ContextOf = (request: Request, response: Response) => Promise<Context>

const WORDS = {
  'zh-CN': {
    busy: '已占用',
    mine: '我的仪器预约',
    requested: '待审批',
    maintenance: '维护',
    operator: '操作员',
  },
  en: {
    busy: 'Busy',
    mine: 'My instrument bookings',
    requested: 'Waiting for approval',
    maintenance: 'Maintenance',
    operator: 'Operator',
  },
} as const satisfies Record<Locale, object>

export function mountBooking(app: Express, contextOf: ContextOf): void {
  app.get('/calendar/instruments/:id.ics', async (request: Request<{ id: string }>, response: Response) => {
    const ctx = await contextOf(request, response)
    send(request, response, await instrumentCalendar(ctx, request.params.id), 'public, max-age=60')
  })
  app.get('/calendar/keepers/:token.ics', async (request: Request<{ token: string }>, response: Response) => {
    const ctx = await contextOf(request, response)
    send(request, response, await keeperCalendar(ctx, request.params.token), 'private, no-cache')
  })
  app.get('/calendar/people/:token.ics', async (request: Request<{ token: string }>, response: Response) => {
    const ctx = await contextOf(request, response)
    send(request, response, await personCalendar(ctx, request.params.token), 'private, no-cache')
  })
}

/** Says when an instrument is busy, and nothing of who or what for. */
async function instrumentCalendar(ctx: Context, id: string): Promise<Calendar | null> {
  const feed = await instrumentFeed({ ...ctx, viewer: null }, id)
  if (!feed) return null
  const { publicUrl } = ctx.settings
  const summary = WORDS['zh-CN'].busy
  return {
    name: feed.instrument.nameZh,
    sourceUrl: `${publicUrl}/calendar/instruments/${id}.ics`,
    isPublic: true,
    events: [...feed.bookings.map((it) => eventOf(ctx, it)), ...maintenanceOf(ctx, feed)].map((it) => ({
      ...it,
      summary,
    })),
  }
}

/** The same with who, what for, and why, for who keeps the instrument. */
async function keeperCalendar(ctx: Context, token: string): Promise<Calendar | null> {
  const feed = await keeperFeed(ctx, token)
  if (!feed) return null
  const words = WORDS[ctx.locale]
  const nameOf = (id: string | null) => {
    const person = id === null ? undefined : feed.people.get(id)
    return (ctx.locale === 'en' ? person?.nameEn : null) ?? person?.nameZh ?? ''
  }
  const bookings = feed.bookings.map((it) => ({
    ...eventOf(ctx, it),
    summary: it.state === 'requested' ? `${nameOf(it.personId)} · ${words.requested}` : nameOf(it.personId),
    location: it.locationZh,
    description: it.operatorId ? `${it.purpose}\n${words.operator} ${nameOf(it.operatorId)}` : it.purpose,
  }))
  const maintenance = maintenanceOf(ctx, feed).map(({ reason, ...it }) => ({
    ...it,
    summary: `${words.maintenance} · ${reason}`,
  }))
  const { nameZh, nameEn } = feed.instrument
  return {
    name: ctx.locale === 'en' ? (nameEn ?? nameZh) : nameZh,
    sourceUrl: `${ctx.settings.publicUrl}/calendar/keepers/${token}.ics`,
    isPublic: false,
    events: [...bookings, ...maintenance],
  }
}

type FedMaintenance = {
  readonly maintenance: readonly Maintenance[]
  readonly cancelled: readonly Maintenance[]
}

/** Maintenance as events, with what was taken back. */
function maintenanceOf(ctx: Context, { maintenance, cancelled }: FedMaintenance) {
  const event = (it: Maintenance, status: 'confirmed' | 'cancelled') => ({
    uid: uidOf(ctx, 'maintenance', it.id),
    sequence: it.version,
    changedAt: it.updatedAt ?? it.startsAt,
    startsAt: it.startsAt,
    endsAt: it.endsAt,
    reason: it.reason,
    status,
  })
  return [
    ...maintenance.map((it) => event(it, 'confirmed')),
    ...cancelled.map((it) => event(it, 'cancelled')),
  ]
}

async function personCalendar(ctx: Context, token: string): Promise<Calendar | null> {
  const feed = await personFeed(ctx, token)
  if (!feed) return null
  const words = WORDS[ctx.locale]
  return {
    name: words.mine,
    sourceUrl: `${ctx.settings.publicUrl}/calendar/people/${token}.ics`,
    isPublic: false,
    events: feed.bookings.map((it) => ({
      ...eventOf(ctx, it),
      summary: ctx.locale === 'en' ? (it.nameEn ?? it.nameZh) : it.nameZh,
      location: it.locationZh,
      description: it.state === 'requested' ? `${words.requested} · ${it.purpose}` : it.purpose,
    })),
  }
}

function eventOf(
  ctx: Context,
  { id, state, version, updatedAt, startsAt, endsAt }: FedBooking,
): Omit<CalendarEvent, 'summary'> {
  const isGone = state === 'cancelled' || state === 'missed'
  return {
    uid: uidOf(ctx, 'booking', id),
    sequence: version,
    changedAt: updatedAt,
    startsAt,
    endsAt,
    status: isGone ? 'cancelled' : state === 'requested' ? 'tentative' : 'confirmed',
  }
}

function uidOf({ settings }: Context, kind: 'booking' | 'maintenance', id: string): string {
  return `${kind}-${id}@${new URL(settings.publicUrl).host}`
}

/** The calendar; or 304 where the program has it already, also when it asks caches on the way not to answer. */
function send(
  { headers }: IncomingMessage,
  response: Response,
  calendar: Calendar | null,
  cacheControl: string,
): void {
  if (!calendar) {
    response.status(404).json({ error: 'Not found.' })
    return
  }
  const text = calendarText(calendar)
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  response.set({ etag: `W/${etag}`, 'cache-control': cacheControl })
  if (headers['if-none-match']?.includes(etag)) response.status(304).end()
  else response.type('text/calendar').send(text)
}
