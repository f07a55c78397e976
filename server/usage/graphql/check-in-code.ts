/** The code on an instrument in the schema. Maps arguments to one action. */

import { BookingRef } from '../../booking/graphql/booking.ts'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import { builder, refusable } from '../../graphql/builder.ts'
import {
  checkInPlace,
  type CheckInPlace,
  checkInUrls,
  keepsCheckInCode,
  renewCheckInCode,
} from '../actions/check-in-code.ts'

/** Stands for what the viewer may not see: nothing has this id. */
const HIDDEN = ''

const CheckInPlaceRef = builder.objectRef<CheckInPlace>('CheckInPlace').implement({
  description: 'What stands where a check-in code hangs.',
  fields: (t) => ({
    instrument: t.field({
      type: InstrumentRef,
      description: 'The instrument.',
      resolve: (it) => it.instrument,
    }),
    booking: t.field({
      type: BookingRef,
      nullable: true,
      description:
        "The viewer's booking: in use, or else the next confirmed one within a day; null when there is none.",
      resolve: (it) => it.bookingId,
    }),
    isInUse: t.exposeBoolean('isInUse', { description: 'Whether somebody else is using the instrument.' }),
    freeUntil: t.expose('freeUntil', {
      type: 'Instant',
      nullable: true,
      description:
        'Until when a walk-in could last, as far as time goes; null while the instrument is not free.',
    }),
  }),
})

builder.queryFields((t) => ({
  checkInPlace: t.field({
    type: CheckInPlaceRef,
    nullable: true,
    description: 'What stands where a code hangs; null when it hangs nowhere, or no longer.',
    args: { token: t.arg.string({ description: 'What the code says.' }) },
    resolve: (_root, { token }, ctx) => checkInPlace(ctx, token),
  }),
}))

builder.objectFields(InstrumentRef, (t) => ({
  checkInUrl: t.loadable({
    type: 'String',
    nullable: true,
    description:
      'Where the code on the instrument leads; null until it has one, or unless the viewer may edit it.',
    load: (ids: string[], ctx) => checkInUrls(ctx, ids),
    resolve: (it, _args, ctx) => (keepsCheckInCode(ctx, it) ? it.id : HIDDEN),
  }),
}))

const RenewCheckInCodeInput = builder.inputType('RenewCheckInCodeInput', {
  description: 'Which instrument gets a new code.',
  fields: (t) => ({ instrumentId: t.id({ description: 'Which instrument.' }) }),
})

builder.mutationFields((t) => ({
  renewCheckInCode: t.field({
    type: InstrumentRef,
    description: 'Gives an instrument a new check-in code. The one before leads nowhere from now on.',
    args: { input: t.arg({ type: RenewCheckInCodeInput, description: 'Which.' }) },
    errors: refusable('RenewCheckInCodeResult'),
    resolve: (_root, { input }, ctx) => renewCheckInCode(ctx, input.instrumentId),
  }),
}))
