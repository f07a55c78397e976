/** Time that is held for groups, by the engine and by the model. */

import { holdTime, lapseHolds, releaseHold } from '../../server/booking/actions/holds.ts'
import { type CalendarModel, expectReasons, type Minutes } from './calendar-model.ts'
import { interval, learnOffers, pick, type Real, type Step, tried } from './calendar-engine.ts'

/** Which of the customers a hold is for, by one of its group: two of one group, one of another. */
export const HOLDERS = [1, 3] as const

export const hold =
  (person: (typeof HOLDERS)[number], span: Minutes, releaseHoursBefore: number | null): Step =>
  async (model, { world, lab, groups, instrumentId }) => {
    const groupId = groups[person] ?? ''
    const form = { instrumentId, groupId, ...interval(span), releaseHoursBefore }
    const { made, problems } = await tried(holdTime(world.as(lab.keeper), form))
    const expires = releaseHoursBefore === null ? span.until : span.from - releaseHoursBefore * 60
    expectReasons(problems, model.holdReasons(span, expires))
    if (made) model.take(made.id, 'hold', span, { group: groupId, expires, origin: made.id })
  }

/** All that is left of a hold. */
export const release =
  (which: number): Step =>
  async (model, { world, lab }) => {
    const part = pick(
      model.taking.filter((it) => it.held !== undefined),
      which,
    )
    if (!part) return
    const { problems } = await tried(releaseHold(world.as(lab.keeper), part.id))
    expectReasons(problems, [])
    giveUp(model, (it) => it.origin === part.held?.origin)
  }

/** Lets what is left of holds run out whose time has come. */
export async function lapse(model: CalendarModel, real: Real): Promise<void> {
  await lapseHolds(real.world.as())
  giveUp(model, (it) => it.expires <= model.now)
  await learnOffers(model, real)
}

type Part = NonNullable<CalendarModel['taking'][number]['held']>

function giveUp(model: CalendarModel, isMeant: (held: Part) => boolean): void {
  const gone = model.taking.filter((it) => it.held !== undefined && isMeant(it.held))
  for (const { id } of gone.toSorted((a, b) => a.from - b.from)) model.release(id)
}
