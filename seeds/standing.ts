/** Trainings, qualifications and conduct points of the demo, after its history: they bind only what is to come. */

import { recordCancelledConduct, recordMissedConduct } from '../server/booking/actions/conduct.ts'
import type { Booking } from '../server/booking/queries/bookings.ts'
import { bookingsDuring, personBookings } from '../server/booking/queries/lists.ts'
import type { Viewer } from '../server/identity/rules.ts'
import { addDays, dateOf, DEFAULT_ZONE, instantOf } from '../server/kernel/calendar.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { fileAppeal } from '../server/standing/actions/appeals.ts'
import { enrolInTraining, recordTrainingResult } from '../server/standing/actions/enrolment.ts'
import { grantQualification } from '../server/standing/actions/qualifications.ts'
import { imposeRestriction } from '../server/standing/actions/restrictions.ts'
import { scheduleTraining, setTrainingRequirement } from '../server/standing/actions/training.ts'
import { recordUseConduct } from '../server/usage/actions/conduct.ts'
import { usageByBookingIds } from '../server/usage/queries/records.ts'
import { seedPeople } from './data.ts'
import type { Park } from './instruments.ts'
import type { Stage } from './stage.ts'
import type { Town } from './town.ts'

/** The researcher of the demo has passed the training for the first, and not for the others. */
const TRAINED = 'cashmere-centre-sem3200'
const UNTRAINED = ['goat-fibre-lab-gemini360', 'goat-fibre-lab-lsm900', 'pku-energy-labram']
const RESEARCHER = 'researcher'

/** Their last bookings count; those before are taken not to have been counted yet. */
const COUNTED = { people: ['researcher', 'chenxuemei', 'sarula', 'naren'], bookings: 8 }

type Placed = Park[number]

export async function seedStanding(
  stage: Stage,
  { town, park }: { readonly town: Town; readonly park: Park },
): Promise<void> {
  const placed = (key: string) => park.find((it) => it.seed.key === key)
  const trained = placed(TRAINED)
  if (trained) await holdTraining(stage, town, trained)
  for (const instrument of [TRAINED, ...UNTRAINED].flatMap((key) => placed(key) ?? [])) {
    await requireTraining(stage, town, instrument)
  }
  for (const key of COUNTED.people) await countConduct(stage, town.viewer(key))
  stage.clock.now = stage.now - HOUR_MS
  if (trained) await disputeRestriction(stage, town, trained)
  stage.clock.now = stage.now
}

/** The wall time of a day so many days from the demo's now. */
function at({ now }: Stage, days: number, time: string): Instant {
  return instantOf(addDays(dateOf(now, DEFAULT_ZONE), days), time, DEFAULT_ZONE)
}

/** A training some weeks ago, which the researcher passed. */
async function holdTraining(stage: Stage, town: Town, { id, keeper }: Placed): Promise<void> {
  stage.clock.now = at(stage, -40, '09:00')
  const session = await scheduleTraining(stage.as(keeper), {
    instrumentId: id,
    startsAt: at(stage, -33, '14:00'),
    endsAt: at(stage, -33, '17:00'),
    place: '检测楼 203 室',
    seats: 6,
    passMark: 60,
    trainerId: null,
  })
  const results = [
    [RESEARCHER, 88],
    ['sarula', 54],
  ] as const
  for (const [key, score] of results) {
    stage.clock.now = at(stage, -38, '10:00')
    const enrolment = await enrolInTraining(stage.as(town.viewer(key)), session.id)
    stage.clock.now = at(stage, -33, '17:00')
    await recordTrainingResult(stage.as(keeper), { enrolmentId: enrolment.id, attended: true, score })
  }
}

/** From now on qualified people only: those who have booked ahead are vouched for first, so that their bookings stay good. */
async function requireTraining(stage: Stage, town: Town, { id, seed, keeper }: Placed): Promise<void> {
  stage.clock.now = at(stage, -30, '09:00')
  const ctx = stage.as(keeper)
  await setTrainingRequirement(ctx, { instrumentId: id, requirement: { validDays: 365, disuseDays: 180 } })
  const ahead = { startsAt: stage.now - DAY_MS, endsAt: stage.now + 31 * DAY_MS }
  const booked = await bookingsDuring(ctx.store.db, id, ahead)
  const people = new Set(booked.map((it) => it.booking.personId))
  const known = seed.key === TRAINED ? [town.viewer(RESEARCHER).personId] : []
  for (const { email, key } of seedPeople) {
    const { personId } = town.viewer(key)
    if (!people.has(personId) || known.includes(personId)) continue
    await grantQualification(ctx, { instrumentId: id, email, reason: '已有独立操作经历' })
  }
  stage.clock.now = stage.now - 2 * DAY_MS
  const next = await scheduleTraining(ctx, {
    instrumentId: id,
    startsAt: at(stage, 6, '14:30'),
    endsAt: at(stage, 6, '17:30'),
    place: '仪器间',
    seats: 8,
    passMark: 60,
    trainerId: null,
  })
  await enrolInTraining(stage.as(town.viewer('naren')), next.id)
}

/** Counts a person's last bookings as they would have been counted when they ended. */
async function countConduct(stage: Stage, viewer: Viewer): Promise<void> {
  const nobody = stage.as(null)
  const { personId } = viewer
  const wanted = { personId, scope: 'past', now: stage.now } as const
  const bookings = await personBookings(nobody.store.db, wanted, {
    limit: COUNTED.bookings - 1,
    after: undefined,
  })
  for (const booking of bookings.toReversed()) await countOne(stage, viewer, booking)
}

async function countOne(stage: Stage, viewer: Viewer, { id, state, updatedAt }: Booking): Promise<void> {
  const nobody = stage.as(null)
  stage.clock.now = updatedAt
  await nobody.store.transact(async (trx) => {
    if (state === 'missed') await recordMissedConduct(nobody, trx, { subjectId: id })
    if (state === 'cancelled') await recordCancelledConduct(stage.as(viewer), trx, { subjectId: id })
    if (state !== 'completed') return
    const [usage] = await usageByBookingIds(trx, [id])
    await recordUseConduct(nobody, trx, { subjectId: present(usage, 'the use of a completed booking').id })
  })
}

/** A restriction by a keeper, against which the person appeals: the manager has something to decide. */
async function disputeRestriction(stage: Stage, town: Town, { id }: Placed): Promise<void> {
  const restriction = await imposeRestriction(stage.as(town.viewer('wuyunna')), {
    scope: 'instrument',
    instrumentId: id,
    institutionId: null,
    email: 'sarula@demo.local',
    reason: '未按规程清洁样品台，造成污染',
    startsAt: null,
    endsAt: at(stage, 14, '00:00'),
  })
  await fileAppeal(stage.as(town.viewer('sarula')), {
    restrictionId: restriction.id,
    eventId: null,
    text: '使用后已按规程清洁并在记录本签字，请核对当日后续使用者的记录。',
  })
}
