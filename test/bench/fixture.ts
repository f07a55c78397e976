/** A database of the size that a row measures: instruments open day and night, and bookings of two hours every three. */

import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import type { Trx } from '../../server/database.ts'
import { insertCategory } from '../../server/catalog/queries/categories.ts'
import { updateInstrumentText } from '../../server/catalog/queries/instrument-search.ts'
import { type Instrument, insertInstrument } from '../../server/catalog/queries/instruments.ts'
import { insertOpeningHours } from '../../server/catalog/queries/opening.ts'
import { DEFAULT_POLICY } from '../../server/catalog/rules/policy.ts'
import { searchGrams } from '../../server/catalog/rules/search.ts'
import { insertTariff } from '../../server/fees/queries/tariffs.ts'
import type { Tariff } from '../../server/fees/rules/tariffs.ts'
import { insertGrant, insertPerson } from '../../server/identity/queries/people.ts'
import { insertSession } from '../../server/identity/queries/sessions.ts'
import { insertDistrict, insertInstitution } from '../../server/institutions/queries/institutions.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../server/kernel/interval.ts'
import { openStore, type Store } from '../../server/platform/db.ts'
import { dialectOf } from '../../server/platform/dialect/choose.ts'
import type { Dialect } from '../../server/platform/dialect/dialect.ts'
import { migrate } from '../../server/platform/migrate.ts'

export type Fixture = {
  readonly databaseUrl: string
  readonly store: Store
  /** `Cookie` headers of people who may book, one for each client. */
  readonly cookies: readonly string[]
  /** The first hour of the day after the last booking: from here on everything is free. */
  readonly freeFrom: Instant
  /** The start of the day that the fixture takes for today. */
  readonly today: Instant
  drop(): Promise<void>
}

export type FixtureSize = {
  readonly instruments: number
  readonly bookings: number
  readonly clients: number
  /** How long each booking is, and how far its start lies behind that of the one before; two hours every three unless told. */
  readonly hours?: { readonly booking: number; readonly spacing: number }
}

export const BOOKING_HOURS = 2
export const SPACING_HOURS = 3
const WEEK_AHEAD = 8

export const instrumentId = (n: number) => `bench-i${n}`

/** A SQLite file in `data/`, or the PostgreSQL database of `databaseUrl`, which must be empty. */
export async function openFixture(size: FixtureSize, databaseUrl?: string): Promise<Fixture> {
  const path = `data/bench-${process.pid}-${size.bookings}.db`
  mkdirSync('data', { recursive: true })
  const url = databaseUrl ?? `sqlite:${path}`
  const dialect = dialectOf(url)
  await migrate(dialect)
  const store = openStore(dialect)
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const perInstrument = Math.ceil(size.bookings / size.instruments)
  // The last booking ends a week after today, so that today's week is full.
  const lastStart = today + WEEK_AHEAD * DAY_MS
  const firstStart = lastStart - perInstrument * hoursOf(size).spacing * HOUR_MS
  const cookies = await store.transact(async (trx) => {
    const made = await insertPeople(trx, size.clients, today)
    await insertInstruments(trx, dialect, size.instruments)
    return made
  })
  await store.transact((trx) => insertBookings(trx, size, { from: firstStart, now: Date.now() }))
  return {
    databaseUrl: url,
    store,
    cookies,
    today,
    freeFrom: lastStart + DAY_MS,
    drop: async () => {
      await store.close()
      if (!databaseUrl) for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    },
  }
}

function hoursOf({ hours = { booking: BOOKING_HOURS, spacing: SPACING_HOURS } }: FixtureSize) {
  return hours
}

const DISTRICT = { adcode: '150602', nameZh: '东胜区', nameEn: 'Dongsheng' }
const LAB = { id: 'bench-lab', nameZh: '测试单位', nameEn: null }
const CATEGORY = { code: '010000', nameZh: '分析仪器', nameEn: null, aliasesZh: [] }

async function insertPeople(trx: Trx, clients: number, now: Instant): Promise<readonly string[]> {
  await insertDistrict(trx, DISTRICT)
  await insertInstitution(trx, {
    ...LAB,
    uscc: 'BENCH',
    kind: 'research_institute',
    districtAdcode: '150602',
    addressZh: '1',
    contactPhone: null,
    contactEmail: null,
    introductionZh: null,
    servesExternal: true,
    isOwner: true,
    state: 'approved',
    reviewNote: null,
    registeredBy: null,
    isDemo: false,
    createdAt: now,
  })
  const cookies: string[] = []
  for (let i = 0; i < clients; i += 1) {
    const id = `bench-p${i}`
    await insertPerson(trx, {
      id,
      email: `${id}@bench`,
      nameZh: `人员${i}`,
      nameEn: null,
      institutionId: 'bench-lab',
      hasCalendarLink: false,
      isDemo: false,
      passwordHash: 'none',
      createdAt: now,
    })
    const role = 'researcher' as const
    await insertGrant(trx, { id: `${id}-r`, personId: id, role, institutionId: 'bench-lab', createdAt: now })
    const tokenHash = createHash('sha256').update(id).digest('hex')
    await insertSession(trx, { tokenHash, personId: id, now: Date.now(), expiresAt: Date.now() + DAY_MS })
    cookies.push(`osp_session=${id}`)
  }
  return cookies
}

/** The parts of an instrument's name, so that a search has something to find. */
const NAMES = [
  '透射电子显微镜',
  '光学纤维直径分析仪',
  '气相色谱质谱联用仪',
  '煤质工业分析仪',
  '激光粒度仪',
  '原子吸收光谱仪',
]
const USES = [
  '羊绒细度',
  '煤灰成分',
  '催化剂评价',
  '土壤重金属',
  '高盐废水',
  '粉煤灰提铝',
  '荒漠生态',
  '相变材料焓值',
]

/** A tariff is part of the fixture, because no instrument is booked without one. */
async function insertInstruments(trx: Trx, dialect: Dialect, count: number): Promise<void> {
  await insertCategory(trx, { ...CATEGORY, level: 1, parentCode: null })
  for (let n = 0; n < count; n += 1) {
    const instrument = benchInstrument(n)
    await insertInstrument(trx, instrument)
    const subject = { form: instrument, institution: LAB, district: DISTRICT, categories: [CATEGORY] }
    await updateInstrumentText(trx, dialect, instrument.id, searchGrams(subject))
    await insertOpeningHours(trx, instrument, {
      validFrom: '2020-01-01',
      windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '00:00', closesAt: '24:00' })),
      closedOnHolidays: false,
    })
    await insertTariff(trx, benchTariff(instrument.id))
  }
}

function benchTariff(instrument: string): Tariff {
  return {
    id: `t-${instrument}`,
    instrumentId: instrument,
    customerClass: 'internal',
    validFrom: '2020-01-01',
    setAt: 0,
    mode: 'reservation',
    rateFenPerHour: 20_000,
    startUpFeeFen: 0,
    minimumChargeFen: 0,
    cancelNoticeMinutes: 60,
    cancelFeeFen: 0,
    rateWindows: [],
  }
}

function benchInstrument(n: number): Instrument {
  const name = NAMES[n % NAMES.length] ?? ''
  const use = USES[Math.floor(n / NAMES.length) % USES.length] ?? ''
  return {
    id: instrumentId(n),
    institutionId: 'bench-lab',
    districtAdcode: '150602',
    categoryCode: '010000',
    nameZh: `${name}${n}`,
    nameEn: null,
    model: `M-${n % 977}`,
    manufacturer: '国仪量子',
    originCountry: 'CN',
    localAssetNo: `A-${n}`,
    serialNumber: null,
    usageClass: 'general',
    source: 'purchased',
    fundingSources: ['own'],
    originalValueFen: 50_000_000,
    commissionedOn: '2020-01-01',
    locationZh: '实验楼',
    specs: [],
    techSpecsZh: null,
    functionsZh: `用于${use}`,
    serviceContentZh: null,
    accessRulesZh: null,
    keywordsZh: [use],
    serviceModes: ['self_use'],
    shareMode: 'external',
    runStatus: 'normal',
    customsSupervised: false,
    timeZone: 'Asia/Shanghai',
    state: 'approved',
    reviewNote: null,
    policy: { ...DEFAULT_POLICY, horizonMs: 366 * DAY_MS },
    capacity: 1,
    parentId: null,
    scheduleOfId: null,
    isDemo: false,
    createdAt: 0,
    updatedAt: 0,
  }
}

/** Written by the database itself: a million rows in seconds, under the same constraint as any other. */
async function insertBookings(
  trx: Trx,
  size: FixtureSize,
  { from, now }: { readonly from: Instant; readonly now: Instant },
): Promise<void> {
  const { bookings, instruments } = size
  if (bookings === 0) return
  const spacing = hoursOf(size).spacing * HOUR_MS
  const length = hoursOf(size).booking * HOUR_MS
  const starts = sql`${sql.lit(from)} + (i / ${sql.lit(instruments)}) * ${sql.lit(spacing)}`
  const unit = sql`'bench-i' || (i % ${sql.lit(instruments)})`
  const numbers = sql`with recursive n(i) as (select cast(0 as bigint) union all select i + 1 from n where i < ${sql.lit(bookings - 1)})`
  await sql`${numbers} insert into booking (id, instrument_id, person_id, institution_id, customer_institution_id, starts_at, ends_at,
      state, purpose, version, created_at, updated_at)
    select 'bench-b' || i, ${unit}, 'bench-p0', 'bench-lab', 'bench-lab', ${starts}, ${starts} + ${sql.lit(length)},
      case when ${starts} < ${sql.lit(now)} then 'completed' else 'confirmed' end, '测试', 1, ${sql.lit(from)}, ${sql.lit(from)} from n`.execute(
    trx,
  )
  await sql`${numbers} insert into blocked_span (id, unit_id, instrument_id, starts_at, ends_at, kind)
    select 'bench-b' || i, ${unit}, ${unit}, ${starts}, ${starts} + ${sql.lit(length)}, 'booking' from n`.execute(
    trx,
  )
}
