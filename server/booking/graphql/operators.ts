/** People who operate instruments for others, in the schema. Maps arguments to one action. */

import DataLoader from 'dataloader'
import { InstrumentRef } from '../../catalog/graphql/instrument.ts'
import type { Instrument } from '../../catalog/queries/instruments.ts'
import type { Context } from '../../context.ts'
import { builder, enumValues, IntervalInput, refusable } from '../../graphql/builder.ts'
import { PersonRef } from '../../identity/graphql/people.ts'
import { seesBooking } from '../actions/access.ts'
import { operatorDuties, shownOperators } from '../actions/duties.ts'
import {
  absences,
  assignOperator,
  cancelAbsence,
  planAbsence,
  setOperation,
  shownOperations,
} from '../actions/operators.ts'
import type { Booking } from '../queries/bookings.ts'
import type { OperatorAbsence } from '../queries/operators.ts'
import { BookingRef } from './booking.ts'

const OperationDemandEnum = builder.enumType('OperationDemand', {
  description:
    'OFFERED: whoever books may ask for an operator. REQUIRED: nobody but the staff uses the instrument without one.',
  values: enumValues(['offered', 'required'] as const),
})

type ShownOperation = Awaited<ReturnType<typeof shownOperations>>[number]

const InstrumentOperationRef = builder.objectRef<ShownOperation>('InstrumentOperation').implement({
  description: 'How an instrument is operated for others.',
  fields: (t) => ({
    demand: t.field({
      type: OperationDemandEnum,
      nullable: true,
      description: 'Null where nobody operates it for others.',
      resolve: (it) => it.demand,
    }),
    operators: t.field({
      type: [PersonRef],
      description: 'Who may operate it, by id; empty unless the viewer keeps it or watches over it.',
      resolve: (it) => (it.areShown ? [...it.operatorIds] : []),
    }),
  }),
})

builder.objectFields(InstrumentRef, (t) => ({
  operation: t.loadable({
    type: InstrumentOperationRef,
    description: 'Whether people of its institution operate it for others.',
    load: (instruments: Instrument[], ctx) => shownOperations(ctx, instruments),
    resolve: (it) => it,
  }),
}))

/** One loader for a request, so that a list of bookings asks once. */
const operatorLoaders = new WeakMap<Context, DataLoader<Booking, string | null, string>>()

function operatorOf(ctx: Context, booking: Booking): Promise<string | null> {
  const loader =
    operatorLoaders.get(ctx) ??
    new DataLoader((bookings: readonly Booking[]) => shownOperators(ctx, bookings), {
      cacheKeyFn: (it) => it.id,
    })
  operatorLoaders.set(ctx, loader)
  return loader.load(booking)
}

builder.objectFields(BookingRef, (t) => ({
  isAssisted: t.boolean({
    nullable: true,
    description:
      'Whether somebody operates the instrument for the person; null unless the viewer may see it.',
    resolve: (it, _args, ctx) => (seesBooking(ctx.viewer, it) ? it.operatorId !== null : null),
  }),
  operator: t.field({
    type: PersonRef,
    nullable: true,
    description:
      'Who operates; null where nobody does, and unless the viewer may see it: the staff do, the person by CalendarPrivacy.',
    resolve: (it, _args, ctx) => operatorOf(ctx, it),
  }),
}))

const OperatorAbsenceRef = builder.objectRef<OperatorAbsence>('OperatorAbsence').implement({
  description: 'Time in which somebody operates nothing.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Never changes.' }),
    person: t.field({ type: PersonRef, description: 'Who is away.', resolve: (it) => it.personId }),
    startsAt: t.expose('startsAt', { type: 'Instant', description: 'The first moment away.' }),
    endsAt: t.expose('endsAt', { type: 'Instant', description: 'The first moment back.' }),
    reason: t.exposeString('reason', { description: 'Why; may be empty.' }),
  }),
})

builder.queryFields((t) => ({
  operatorDuties: t.field({
    type: [BookingRef],
    description: 'Bookings for which the viewer operates and that share time with the span, by start.',
    args: { during: t.arg({ type: IntervalInput, description: 'At most 93 days.' }) },
    resolve: async (_root, { during }, ctx) => [...(await operatorDuties(ctx, during))],
  }),
  operatorAbsences: t.field({
    type: [OperatorAbsenceRef],
    description: 'Absences that are not over, by start; only those that the viewer may plan.',
    args: { personIds: t.arg.idList({ description: 'Of these people, at most 50.' }) },
    resolve: async (_root, { personIds }, ctx) => [...(await absences(ctx, { personIds }))],
  }),
}))

const SetOperationInput = builder.inputType('SetOperationInput', {
  description: 'How an instrument is operated for others.',
  fields: (t) => ({
    instrumentId: t.id({ description: 'Which instrument.' }),
    demand: t.field({
      type: OperationDemandEnum,
      required: false,
      description: 'Null: nobody operates it for others.',
    }),
    operatorIds: t.idList({
      description: 'People of its institution, at most 20; they stay named where nobody may ask for them.',
    }),
  }),
})

const PlanAbsenceInput = builder.inputType('PlanAbsenceInput', {
  description: 'When somebody operates nothing.',
  fields: (t) => ({
    personId: t.id({ description: 'Who is away.' }),
    startsAt: t.field({ type: 'Instant', description: 'The first moment away.' }),
    endsAt: t.field({ type: 'Instant', description: 'The first moment back.' }),
    reason: t.string({ description: 'Why; may be empty, at most 500 characters.' }),
  }),
})

const CancelAbsenceInput = builder.inputType('CancelAbsenceInput', {
  description: 'Which absence is not needed.',
  fields: (t) => ({ absenceId: t.id({ description: 'Which.' }) }),
})

const AssignOperatorInput = builder.inputType('AssignOperatorInput', {
  description: 'Who operates for a booking.',
  fields: (t) => ({
    bookingId: t.id({ description: 'Which booking.' }),
    personId: t.id({ required: false, description: 'One of the operators of its instrument; null: nobody.' }),
  }),
})

builder.mutationFields((t) => ({
  setOperation: t.field({
    type: InstrumentRef,
    description: 'Sets who operates an instrument for others. Bookings made already keep their operators.',
    args: { input: t.arg({ type: SetOperationInput, description: 'Which, and who.' }) },
    errors: refusable('SetOperationResult'),
    resolve: (_root, { input }, ctx) => setOperation(ctx, { ...input, demand: input.demand ?? null }),
  }),
  planAbsence: t.field({
    type: OperatorAbsenceRef,
    description: 'Takes time of somebody who operates instruments, where he has no booking.',
    args: { input: t.arg({ type: PlanAbsenceInput, description: 'Who, and when.' }) },
    errors: refusable('PlanAbsenceResult'),
    resolve: (_root, { input }, ctx) => planAbsence(ctx, input),
  }),
  cancelAbsence: t.field({
    type: OperatorAbsenceRef,
    description: 'Takes an absence back before it begins; ends it now when it has begun.',
    args: { input: t.arg({ type: CancelAbsenceInput, description: 'Which.' }) },
    errors: refusable('CancelAbsenceResult'),
    resolve: (_root, { input }, ctx) => cancelAbsence(ctx, input),
  }),
  assignOperator: t.field({
    type: BookingRef,
    description: 'Gives a booking that has not begun another operator, or none.',
    args: { input: t.arg({ type: AssignOperatorInput, description: 'Which, and who.' }) },
    errors: refusable('AssignOperatorResult'),
    resolve: (_root, { input }, ctx) => assignOperator(ctx, { ...input, personId: input.personId ?? null }),
  }),
}))
