/** Days on which an instrument is open otherwise than in its week, in the schema. */

import DataLoader from 'dataloader'
import type { Context } from '../../context.ts'
import { builder, refusable } from '../../graphql/builder.ts'
import { dateOf } from '../../kernel/calendar.ts'
import { setOpeningException } from '../actions/booking-terms.ts'
import { openingExceptions } from '../queries/opening.ts'
import type { DayWindow, OpeningException } from '../rules/opening.ts'
import { InstrumentRef } from './instrument.ts'

const DayWindowRef = builder.objectRef<DayWindow>('DayWindow').implement({
  description: 'A stretch of a day, in the wall-clock time of the instrument.',
  fields: (t) => ({
    opensAt: t.exposeString('opensAt', { description: 'HH:MM.' }),
    closesAt: t.exposeString('closesAt', {
      description: 'HH:MM or 24:00; before opensAt means on the next day.',
    }),
  }),
})

const OpeningExceptionRef = builder.objectRef<OpeningException>('OpeningException').implement({
  description: 'A day on which an instrument is open otherwise than in its week, whatever the holidays say.',
  fields: (t) => ({
    date: t.expose('date', { type: 'LocalDate', description: 'Which day.' }),
    windows: t.field({
      type: [DayWindowRef],
      description: 'By time; empty means closed.',
      resolve: (it) => [...it.windows],
    }),
    note: t.exposeString('note', { description: 'Why; empty where nothing was said.' }),
  }),
})

/** One statement for all the instruments of a request. */
const loaders = new WeakMap<Context, DataLoader<string, OpeningException[]>>()

function exceptionsOf(ctx: Context, id: string): Promise<OpeningException[]> {
  const today = dateOf(ctx.now(), 'utc')
  const known = loaders.get(ctx)
  const loader =
    known ?? new DataLoader((ids: readonly string[]) => openingExceptions(ctx.store.db, ids, today))
  loaders.set(ctx, loader)
  return loader.load(id)
}

builder.objectField(InstrumentRef, 'openingExceptions', (t) =>
  t.field({
    type: [OpeningExceptionRef],
    description: 'Days still to come on which it is open otherwise than in its week, by date.',
    resolve: (it, _args, ctx) => exceptionsOf(ctx, it.id),
  }),
)

const DayWindowInput = builder.inputType('DayWindowInput', {
  description: 'A stretch of a day, in the wall-clock time of the instrument.',
  fields: (t) => ({
    opensAt: t.string({ description: 'HH:MM.' }),
    closesAt: t.string({ description: 'HH:MM or 24:00; before opensAt means on the next day.' }),
  }),
})

const SetOpeningExceptionInput = builder.inputType('SetOpeningExceptionInput', {
  description: 'How an instrument is open on one day.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    date: t.field({ type: 'LocalDate', description: 'Which day; not in the past.' }),
    windows: t.field({
      type: [DayWindowInput],
      required: false,
      description: 'They may touch, not overlap; none closes it; null takes the exception back.',
    }),
    note: t.string({ required: false, description: 'Why; everybody sees it; at most 100 characters.' }),
  }),
})

builder.mutationField('setOpeningException', (t) =>
  t.field({
    type: InstrumentRef,
    description: 'Sets how an instrument is open on one day. Bookings already made stay as they are.',
    args: { input: t.arg({ type: SetOpeningExceptionInput, description: 'The day.' }) },
    errors: refusable('SetOpeningExceptionResult'),
    resolve: (_root, { input }, ctx) =>
      setOpeningException(ctx, { ...input, windows: input.windows ?? null, note: input.note ?? '' }),
  }),
)
