/** What a voucher pays of a booking, in the schema. */

import { BookingRef } from '../../booking/graphql/booking.ts'
import { builder, enumValues } from '../../graphql/builder.ts'
import { visibleReserves } from '../actions/reserves.ts'
import type { VoucherReserve } from '../queries/reserves.ts'
import { VoucherProgrammeRef } from './programmes.ts'

const VoucherReserveStateEnum = builder.enumType('VoucherReserveState', {
  description: 'RESERVED: set aside. CAPTURED: has paid. VOID: let go.',
  values: enumValues(['reserved', 'captured', 'void'] as const),
})

const VoucherReserveRef = builder.objectRef<VoucherReserve>('VoucherReserve').implement({
  description:
    'What a booking sets aside of a voucher: reserved is captured, released and still open together.',
  fields: (t) => ({
    programme: t.field({
      type: VoucherProgrammeRef,
      description: 'Who pays.',
      resolve: (it) => it.programmeId,
    }),
    state: t.field({
      type: VoucherReserveStateEnum,
      description: 'How it stands.',
      resolve: (it) => it.state,
    }),
    reservedFen: t.expose('reservedFen', { type: 'Fen', description: 'What was set aside.' }),
    capturedFen: t.expose('capturedFen', { type: 'Fen', description: 'What it has paid.' }),
    releasedFen: t.expose('releasedFen', { type: 'Fen', description: 'What was let go.' }),
  }),
})

builder.objectFields(BookingRef, (t) => ({
  voucher: t.loadable({
    type: VoucherReserveRef,
    nullable: true,
    description: 'The voucher that pays a part of it; null where none does, or the viewer may not see it.',
    load: (ids: string[], ctx) => visibleReserves(ctx, ids),
    resolve: (it) => it.id,
  }),
}))
