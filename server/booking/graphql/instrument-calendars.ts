/** The private calendars of instruments in the schema. Maps arguments to one action. */

import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, refusable } from '../../graphql/builder.ts'
import {
  hasInstrumentCalendars,
  renewInstrumentCalendar,
  revokeInstrumentCalendar,
} from '../actions/instrument-calendars.ts'

const KeeperCalendarLinkRef = builder.objectRef<{ url: string }>('KeeperCalendarLink').implement({
  description: 'A private iCalendar address of one instrument; whoever has it reads who booked it.',
  fields: (t) => ({ url: t.exposeString('url', { description: 'Shown this once; renewing it ends it.' }) }),
})

builder.objectFields(InstrumentRef, (t) => ({
  hasKeeperCalendar: t.loadable({
    type: 'Boolean',
    description: 'Whether the viewer has a private address of its calendar, with names.',
    load: (ids: string[], ctx) => hasInstrumentCalendars(ctx, ids),
    resolve: (it) => it.id,
  }),
}))

const KeeperCalendarInput = builder.inputType('KeeperCalendarInput', {
  description: 'The calendar of which instrument.',
  fields: (t) => ({ instrumentId: t.id({ description: 'Which instrument.' }) }),
})

builder.mutationFields((t) => ({
  renewInstrumentCalendar: t.field({
    type: KeeperCalendarLinkRef,
    description:
      'A new private address of an instrument’s calendar for the viewer, who keeps it; the one before it stops working.',
    args: { input: t.arg({ type: KeeperCalendarInput, description: 'Which.' }) },
    errors: refusable('RenewInstrumentCalendarResult'),
    resolve: async (_root, { input }, ctx) => ({
      url: `${ctx.settings.publicUrl}/calendar/keepers/${await renewInstrumentCalendar(ctx, input)}.ics`,
    }),
  }),
  revokeInstrumentCalendar: t.field({
    type: InstrumentRef,
    description: 'Takes the viewer’s private address of an instrument’s calendar out of use.',
    args: { input: t.arg({ type: KeeperCalendarInput, description: 'Which.' }) },
    errors: refusable('RevokeInstrumentCalendarResult'),
    resolve: (_root, { input }, ctx) => revokeInstrumentCalendar(ctx, input),
  }),
}))
