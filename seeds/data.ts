/** The seed files with their shapes. Everything in them is invented but for public facts: districts, categories, holidays, names of places and makes. */

import { readFileSync } from 'node:fs'

export type SeedDistrict = { readonly adcode: string; readonly nameZh: string; readonly nameEn: string }

export type SeedCategory = {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string | null
  readonly level: number
  readonly parent: string | null
  readonly aliasesZh?: readonly string[]
}

export type SeedInstitution = {
  readonly key: string
  readonly uscc: string
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: 'university' | 'research_institute' | 'enterprise' | 'testing_body' | 'government_platform'
  readonly districtAdcode: string
  readonly addressZh: string
  readonly contactPhone: string
  readonly contactEmail: string
  readonly servesExternal: boolean
  readonly isOwner: boolean
  readonly introductionZh: string
}

export type SeedInstrument = {
  readonly key: string
  readonly institutionKey: string
  readonly nameZh: string
  readonly nameEn: string
  readonly categoryCode: string
  readonly model: string
  readonly manufacturer: string
  readonly originCountry: string
  readonly originalValueFen: number
  readonly localAssetNo: string
  readonly serialNumber: string
  readonly usageClass: 'general' | 'dedicated'
  readonly source: 'purchased' | 'developed' | 'donated'
  readonly fundingSources: readonly ('central' | 'local' | 'own' | 'other')[]
  readonly commissionedOn: string
  readonly locationZh: string
  readonly specs: readonly { readonly name: string; readonly value: string; readonly unit: string | null }[]
  readonly techSpecsZh: string
  readonly functionsZh: string
  readonly serviceContentZh: string
  readonly accessRulesZh: string
  readonly keywordsZh: readonly string[]
  readonly serviceModes: readonly ('self_use' | 'sample_submission' | 'test_item')[]
  readonly shareMode: 'external' | 'internal' | 'none'
  readonly runStatus: 'normal' | 'standby' | 'occasional_fault' | 'await_repair'
  readonly customsSupervised: boolean
  readonly openingTemplate: string
  readonly policy: {
    readonly durationMinutesMin: number
    readonly durationMinutesMax: number
    readonly stepMinutes: number
    readonly noticeMinutesMin: number
    readonly horizonDays: number
    readonly bufferBeforeMinutes: number
    readonly bufferAfterMinutes: number
    readonly approval: 'none' | 'keeper'
    readonly cancelNoticeHours: number
  }
  readonly rateFenPerHour: { readonly internal: number; readonly external: number }
  readonly startUpFeeFen: number
  readonly minimumChargeFen: number
}

export type SeedPerson = {
  readonly key: string
  readonly email: string
  readonly nameZh: string
  readonly nameEn: string
  readonly institutionKey: string
  readonly roles: readonly ('researcher' | 'keeper' | 'manager' | 'finance')[]
  readonly cityRoles?: readonly ('reviewer' | 'administrator' | 'auditor')[]
}

export type SeedOpening = {
  readonly key: string
  readonly windows: readonly {
    readonly weekday: number
    readonly opensAt: string
    readonly closesAt: string
  }[]
}

export type SeedHoliday = {
  readonly date: string
  readonly kind: 'holiday' | 'workday'
  readonly nameZh: string
  readonly nameEn: string
}

type Weights = { readonly weights: Readonly<Record<string, number>> }
type Keyed = Readonly<Record<string, number | string>>

export type SeedHistory = {
  readonly randomSeed: number
  readonly effectiveHours: {
    readonly zeroShare: number
    readonly muLogHours: number
    readonly sigmaLogHours: number
    readonly maxHours: number
  }
  readonly externalShare: { readonly alpha: number; readonly beta: number }
  readonly runStatusFactor: Keyed
  readonly weekdayWeights: Keyed
  readonly durationMinutes: Weights
  readonly customerClasses: Keyed
  readonly modeWeights: Keyed
  readonly leadDays: Weights
  readonly attendance: {
    readonly late: number
    readonly leaveEarly: number
    readonly overtime: number
    readonly missed: number
  }
  readonly cancellation: { readonly inNotice: number; readonly late: number }
  readonly purposes: readonly {
    readonly field: string
    readonly textZh: string
    readonly weight: number
    readonly categoryPrefixes: readonly string[]
    readonly keywordsZh: readonly string[]
    readonly institutionKinds: readonly string[]
  }[]
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says the shape where the file is named.
function read<T>(name: string): T {
  const text = readFileSync(new URL(`./data/${name}.json`, import.meta.url), 'utf8')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the files are ours; test/seeds.test.ts checks what they hold.
  return JSON.parse(text) as T
}

export const seedDistricts = read<readonly SeedDistrict[]>('districts')
export const seedCategories = read<readonly SeedCategory[]>('categories')
export const seedInstitutions = read<readonly SeedInstitution[]>('institutions')
export const seedInstruments = read<readonly SeedInstrument[]>('instruments')
/** Instruments of the cashmere centre that hang together (seeds/arrangements.ts). */
export const seedArranged = read<readonly SeedInstrument[]>('arranged-instruments')
export const seedPeople = read<readonly SeedPerson[]>('people')
export const seedOpenings = read<readonly SeedOpening[]>('opening-templates')
export const seedHolidays = read<readonly SeedHoliday[]>('holidays')
export const seedHistory = read<SeedHistory>('history')
