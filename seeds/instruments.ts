/** The instruments of the demo: drafted by keepers, priced, submitted, and approved by the city. */

import { setBookingPolicy, setOpeningHours } from '../server/catalog/actions/booking-terms.ts'
import { draftInstrument, reviewInstrument, submitInstrument } from '../server/catalog/actions/publication.ts'
import { setTariff } from '../server/fees/actions/tariffs.ts'
import type { Viewer } from '../server/identity/rules.ts'
import { addDays, dateOf, DEFAULT_ZONE } from '../server/kernel/calendar.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { type SeedInstrument, seedInstruments, seedOpenings, seedPeople } from './data.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

/** Published instruments with their ids and the person who keeps each. */
export type Park = readonly { readonly seed: SeedInstrument; readonly id: string; readonly keeper: Viewer }[]

/** Left for the administrator and the keeper to go on with: the last instruments of the list. */
const WAITING = 2
const DRAFTS = 1

export async function seedInstrumentsOfCity(stage: Stage, town: Town): Promise<Park> {
  const park: { seed: SeedInstrument; id: string; keeper: Viewer }[] = []
  const reviewer = stage.as(town.viewer('reviewer'))
  const cashmere = seedInstruments.filter((it) => it.institutionKey === 'cashmere-centre').map((it) => it.key)
  const drafts = new Set(cashmere.slice(-DRAFTS))
  const waiting = new Set(seedInstruments.slice(-WAITING).map((it) => it.key))
  for (const [i, seed] of seedInstruments.entries()) {
    const keeper = keeperOf(seed, i, town)
    const id = await publish(stage, town, { seed, keeper, isDraft: drafts.has(seed.key) })
    if (drafts.has(seed.key) || waiting.has(seed.key)) continue
    await reviewInstrument(reviewer, { instrumentId: id, approve: true, note: null })
    park.push({ seed, id, keeper })
  }
  stage.log.info({ instruments: seedInstruments.length }, '仪器已入库 · instruments are in')
  return park
}

type Publishing = { readonly seed: SeedInstrument; readonly keeper: Viewer; readonly isDraft: boolean }

/** Drafts, prices and submits an instrument in its keeper's name. */
export async function publish(
  stage: Stage,
  town: Town,
  { seed, keeper, isDraft }: Publishing,
): Promise<string> {
  const ctx = stage.as(keeper)
  const institutionId = present(town.institutionIds.get(seed.institutionKey), seed.institutionKey)
  const { id } = await draftInstrument(ctx, { institutionId, instrument: seed }, { isDemo: true })
  const { policy } = seed
  await setBookingPolicy(ctx, {
    instrumentId: id,
    policy: {
      durationMsMin: policy.durationMinutesMin * MINUTE_MS,
      durationMsMax: policy.durationMinutesMax * MINUTE_MS,
      stepMs: policy.stepMinutes * MINUTE_MS,
      noticeMsMin: policy.noticeMinutesMin * MINUTE_MS,
      horizonMs: policy.horizonDays * DAY_MS,
      turnaroundMs: Math.max(policy.bufferBeforeMinutes, policy.bufferAfterMinutes) * MINUTE_MS,
      approval: policy.approval,
      cancelNoticeMs: policy.cancelNoticeHours * HOUR_MS,
    },
  })
  const today = dateOf(stage.clock.now, DEFAULT_ZONE)
  const opening = present(
    seedOpenings.find((it) => it.key === seed.openingTemplate),
    seed.openingTemplate,
  )
  const closedOnHolidays = opening.key !== 'always'
  const hours = { validFrom: today, windows: opening.windows, closedOnHolidays }
  await setOpeningHours(ctx, { instrumentId: id, hours })
  await price(stage, town, seed, id)
  if (!isDraft) await submitInstrument(ctx, id)
  return id
}

/** Two tariffs, for the own institution and for others; nights cost less and weekends more where the instrument is open. */
async function price(stage: Stage, town: Town, seed: SeedInstrument, instrumentId: string): Promise<void> {
  const ctx = stage.as(town.staff(seed.institutionKey, 'manager'))
  const isLate = seed.openingTemplate !== 'weekday_office'
  const night = { nameZh: '夜间', weekdays: [1, 2, 3, 4, 5], startsAt: '18:00', endsAt: '24:00', percent: 80 }
  const weekend = { nameZh: '周末', weekdays: [6, 7], startsAt: '00:00', endsAt: '24:00', percent: 120 }
  for (const customerClass of ['internal', 'external'] as const) {
    await setTariff(ctx, {
      instrumentId,
      customerClass,
      validFrom: addDays(dateOf(stage.clock.now, DEFAULT_ZONE), 0),
      mode: 'reservation',
      rateFenPerHour: seed.rateFenPerHour[customerClass],
      startUpFeeFen: customerClass === 'external' ? seed.startUpFeeFen : 0,
      minimumChargeFen: customerClass === 'external' ? seed.minimumChargeFen : 0,
      cancelNoticeMinutes: seed.policy.cancelNoticeHours * 60,
      cancelFeeFen: customerClass === 'external' ? Math.round(seed.rateFenPerHour.external / 2) : 0,
      rateWindows: isLate ? [night, weekend] : [],
    })
  }
}

/** Keepers of an institution take its instruments in turn. */
function keeperOf(seed: SeedInstrument, i: number, town: Town): Viewer {
  const keepers = seedPeople.filter(
    (it) => it.institutionKey === seed.institutionKey && it.roles.includes('keeper'),
  )
  return town.viewer(present(keepers[i % keepers.length]?.key, `keeper of ${seed.institutionKey}`))
}
