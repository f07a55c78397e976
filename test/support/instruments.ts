/** Instruments for tests of other things: written straight into their tables, approved and open day and night. */

import type { Trx } from '../../server/database.ts'
import { categoriesByCodes, insertCategory } from '../../server/catalog/queries/categories.ts'
import { type Instrument, insertInstrument } from '../../server/catalog/queries/instruments.ts'
import { insertOpeningHours } from '../../server/catalog/queries/opening.ts'
import type { OpeningHours, OpeningWindow } from '../../server/catalog/rules/opening.ts'
import { DEFAULT_POLICY } from '../../server/catalog/rules/policy.ts'
import { DISTRICT } from './people.ts'
import { insertTariffs } from './tariffs.ts'
import { NEW_YEAR, type World } from './world.ts'

/** 扫描电镜, in 电子光学仪器, in 分析仪器; made with the first instrument. */
export const CATEGORY = '010102'

const CATEGORIES = [
  { code: '010000', nameZh: '分析仪器', nameEn: 'Analytical instruments', level: 1, parentCode: null },
  {
    code: '010100',
    nameZh: '电子光学仪器',
    nameEn: 'Electron-optical instruments',
    level: 2,
    parentCode: '010000',
  },
  {
    code: CATEGORY,
    nameZh: '扫描电镜',
    nameEn: 'Scanning electron microscope',
    level: 3,
    parentCode: '010100',
  },
]

/** Open from Monday to Sunday, all day. */
export const DAY_AND_NIGHT: readonly OpeningWindow[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opensAt: '00:00',
  closesAt: '24:00',
}))

type More = Partial<Instrument> & {
  readonly institutionId: string
  readonly hours?: readonly OpeningHours[]
  readonly isPriced?: boolean
}

/** An approved instrument of the institution with tariffs, booked in half hours without approval, thirty days ahead. */
export async function addInstrument(
  world: World,
  id: string,
  { hours, isPriced = true, ...more }: More,
): Promise<Instrument> {
  const instrument: Instrument = {
    id,
    districtAdcode: DISTRICT,
    categoryCode: CATEGORY,
    nameZh: `仪器 ${id}`,
    nameEn: null,
    model: 'M-1',
    manufacturer: '国仪量子',
    originCountry: 'CN',
    localAssetNo: `ASSET-${id}`,
    serialNumber: null,
    usageClass: 'general',
    source: 'purchased',
    fundingSources: ['own'],
    originalValueFen: 50_000_000,
    commissionedOn: '2024-01-01',
    locationZh: '实验楼 101',
    specs: [],
    techSpecsZh: null,
    functionsZh: '形貌观察',
    serviceContentZh: null,
    accessRulesZh: null,
    keywordsZh: [],
    serviceModes: ['self_use'],
    shareMode: 'external',
    runStatus: 'normal',
    customsSupervised: false,
    timeZone: 'Asia/Shanghai',
    state: 'approved',
    reviewNote: null,
    policy: DEFAULT_POLICY,
    capacity: 1,
    parentId: null,
    scheduleOfId: null,
    isDemo: false,
    createdAt: NEW_YEAR,
    updatedAt: NEW_YEAR,
    ...more,
  }
  await world.store.transact(async (trx) => {
    await addCategories(trx)
    await insertInstrument(trx, instrument)
    if (isPriced) await insertTariffs(trx, id)
    for (const it of hours ?? [
      { validFrom: '2020-01-01', windows: DAY_AND_NIGHT, closedOnHolidays: false },
    ]) {
      await insertOpeningHours(trx, instrument, it)
    }
  })
  return instrument
}

async function addCategories(trx: Trx): Promise<void> {
  const known = await categoriesByCodes(trx, [CATEGORY])
  if (known[0]) return
  for (const it of CATEGORIES) await insertCategory(trx, { ...it, aliasesZh: [] })
}
