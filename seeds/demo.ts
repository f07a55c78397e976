/**
 * The demo: a city with its institutions, people, instruments and a year of use, made by the platform's own actions
 * with a clock of its own, so that demo data obeys the rules. It all happens in one transaction: a demo is whole or
 * not there, however the process ends.
 */

import type { Logger } from 'pino'
import type { Trx } from '../server/database.ts'
import { recordCancelledConduct, recordMissedConduct } from '../server/booking/actions/conduct.ts'
import { emitWithout } from '../server/events.ts'
import { refreshFeedRecords } from '../server/feed/actions/records.ts'
import { openFirstAccount } from '../server/identity/actions/roles.ts'
import { dateOf, DEFAULT_ZONE, instantOf } from '../server/kernel/calendar.ts'
import { DAY_MS, type Instant } from '../server/kernel/interval.ts'
import { present } from '../server/kernel/invariant.ts'
import { contextMaker } from '../server/platform/context-maker.ts'
import type { Store } from '../server/platform/db.ts'
import { refreshDays, measureDays } from '../server/statistics/actions/facts.ts'
import { recordUseConduct } from '../server/usage/actions/conduct.ts'
import { seedArrangements } from './arrangements.ts'
import { seedBank } from './bank.ts'
import { seedPeople } from './data.ts'
import { seedHelp } from './help.ts'
import { seedGroups } from './groups.ts'
import { seedHistoryOfUse } from './history.ts'
import { seedInstrumentsOfCity } from './instruments.ts'
import { seedPolicies } from './policies.ts'
import { seedReconciliation } from './reconciliation.ts'
import { seedSettlement } from './settlement.ts'
import { seedStanding } from './standing.ts'
import type { Stage } from './stage.ts'
import { seedTown } from './town.ts'
import { seedVoucherClaims, seedVouchers } from './vouchers.ts'

/** The catalog is there this long before the history begins, so that bookings can be made ahead. */
const LEAD_DAYS = 31

const DEMO_PASSWORD = 'Ordos-demo-2026'

export type DemoParts = {
  readonly store: Store
  /** The moment that the demo takes for now; its history ends there. */
  readonly now: Instant
  readonly historyDays: number
  readonly log: Logger
}

/** Fills an empty database with the demo; does nothing when anybody has an account. Returns whether it did. */
export async function seedDemo({ store, now, historyDays, log }: DemoParts): Promise<boolean> {
  const isWritten = await store.transact(async (trx) => {
    await store.dialect.lock(trx, ['seed-demo'])
    const today = instantOf(dateOf(now, DEFAULT_ZONE), '00:00', DEFAULT_ZONE)
    const clock = { now: today - (historyDays + LEAD_DAYS) * DAY_MS }
    const stage: Stage = { clock, now, as: contextsOn(insideOf(trx, store), clock), log }
    const admin = present(
      seedPeople.find((it) => it.cityRoles?.includes('administrator')),
      'the administrator of the demo',
    )
    const { email, nameZh, nameEn } = admin
    const account = { email, nameZh, nameEn, password: DEMO_PASSWORD }
    const first = await openFirstAccount(stage.as(null), account, true)
    if (!first) return false
    log.info('写入演示数据 · writing the demo data')
    const town = await seedTown(stage, first, DEMO_PASSWORD)
    const park = await seedInstrumentsOfCity(stage, town)
    await seedArrangements(stage, town)
    const days = { from: dateOf(today - historyDays * DAY_MS, DEFAULT_ZONE), to: dateOf(today, DEFAULT_ZONE) }
    await seedVouchers(stage, town)
    await seedHistoryOfUse(stage, { town, park, days })
    const whole = { startsAt: today - historyDays * DAY_MS, endsAt: now }
    for (const { id } of park) await measureDays(stage.as(null), trx, { id, timeZone: DEFAULT_ZONE }, whole)
    await seedSettlement(stage, town)
    await seedBank(stage, town)
    await seedVoucherClaims(stage, town)
    await seedReconciliation(stage, town)
    await seedStanding(stage, { town, park })
    await seedPolicies(stage, park)
    await seedHelp(stage, { town, park })
    await seedGroups(stage, { town, park })
    return true
  })
  // What harvesters see is stamped from what has been committed.
  if (isWritten) await refreshFeedRecords(contextsOn(store, { now })(null))
  return isWritten
}

/** The store of a transaction: whatever is read and written through it goes into the one transaction. */
function insideOf(trx: Trx, { dialect }: Store): Store {
  return { db: trx, dialect, transact: (work) => work(trx), close: async () => {} }
}

/** What is done once at the end, for as much of the history as the demo needs. */
const LATER = [refreshDays, recordUseConduct, recordMissedConduct, recordCancelledConduct]

function contextsOn(store: Store, clock: { now: Instant }): Stage['as'] {
  const settings = {
    publicUrl: 'http://demo.local',
    sessionIdleMs: 0,
    allowsDemoAccounts: true,
    sendsMail: false,
  }
  const make = contextMaker({ store, emit: emitWithout(...LATER), settings, now: () => clock.now })
  return (viewer) => make({ viewer, requestId: 'demo' })
}
