/** How an instrument hangs together with others, in the schema; unpublished ones only for those who see them. */

import DataLoader from 'dataloader'
import type { Context } from '../../context.ts'
import { builder } from '../../graphql/builder.ts'
import { seesInstrument } from '../actions/find.ts'
import type { Instrument } from '../queries/instruments.ts'
import { componentIds } from '../queries/topology.ts'
import { InstrumentRef } from './instrument.ts'

builder.objectFields(InstrumentRef, (t) => ({
  capacity: t.exposeInt('capacity', { description: 'How many interchangeable units it has.' }),
  parent: t.field({
    type: InstrumentRef,
    nullable: true,
    description: 'The instrument of which it is a component: whoever has that has this too.',
    resolve: async (it, _args, ctx) => (await visible(ctx, it.parentId ? [it.parentId] : []))[0] ?? null,
  }),
  sharesScheduleWith: t.field({
    type: InstrumentRef,
    nullable: true,
    description: 'The instrument whose schedule it shares: whoever has the one has the time of both.',
    resolve: async (it, _args, ctx) =>
      (await visible(ctx, it.scheduleOfId ? [it.scheduleOfId] : []))[0] ?? null,
  }),
  components: t.field({
    type: [InstrumentRef],
    description: 'Its components, by id; whoever has it has them all.',
    resolve: async (it, _args, ctx) => visible(ctx, await componentsOf(ctx, it.id)),
  }),
}))

async function visible(ctx: Context, ids: readonly string[]): Promise<Instrument[]> {
  const loader = InstrumentRef.getDataloader(ctx)
  const found = await Promise.all(ids.map((id) => loader.load(id)))
  return found.filter((it) => seesInstrument(ctx.viewer, it))
}

/** One statement for all the instruments of a request. */
const componentLoaders = new WeakMap<Context, DataLoader<string, string[]>>()

function componentsOf(ctx: Context, id: string): Promise<string[]> {
  const known = componentLoaders.get(ctx)
  const loader = known ?? new DataLoader((ids: readonly string[]) => componentIds(ctx.store.db, ids))
  componentLoaders.set(ctx, loader)
  return loader.load(id)
}
