/** Instruments that hang together: a whole with two components, two that share a room's time, and three of a kind. */

import { arrangeInstrument } from '../server/booking/actions/arrange.ts'
import { reviewInstrument } from '../server/catalog/actions/publication.ts'
import type { Arrangement } from '../server/catalog/rules/topology.ts'
import { seedArranged } from './data.ts'
import { publish } from './instruments.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

const UNITS = 3

export async function seedArrangements(stage: Stage, town: Town): Promise<void> {
  const keeper = town.viewer('keeper')
  const ids = new Map<string, string>()
  for (const seed of seedArranged) {
    const id = await publish(stage, town, { seed, keeper, isDraft: false })
    await reviewInstrument(stage.as(town.viewer('reviewer')), { instrumentId: id, approve: true, note: null })
    ids.set(seed.key, id)
  }
  const id = (name: string) => ids.get(`cashmere-centre-${name}`) ?? ''
  const arrange = (name: string, more: Partial<Arrangement>) =>
    arrangeInstrument(stage.as(keeper), {
      capacity: 1,
      parentId: null,
      scheduleOfId: null,
      ...more,
      instrumentId: id(name),
    })
  await arrange('tensile-stage', { parentId: id('insitu') })
  await arrange('eds', { parentId: id('insitu') })
  await arrange('permeability', { scheduleOfId: id('climate-room') })
  await arrange('oven', { capacity: UNITS })
}
