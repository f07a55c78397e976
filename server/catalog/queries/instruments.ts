/** Instruments by their keys, and how they are written. Rows in snake_case stop here. */

import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db, Trx } from '../../database.ts'
import type { Instant } from '../../kernel/interval.ts'
import type { ReviewState } from '../../institutions/rules.ts'
import type { InstrumentForm } from '../rules/instrument.ts'
import {
  approvalAsking,
  type ApprovalRule,
  asksKeeper,
  asksPrincipal,
  type BookingPolicy,
} from '../rules/policy.ts'
import type { InstrumentTable } from '../tables.ts'

export type Instrument = InstrumentForm & {
  readonly id: string
  readonly institutionId: string
  readonly districtAdcode: string
  readonly timeZone: string
  readonly state: ReviewState
  /** What the reviewer wrote, or why it was withdrawn. */
  readonly reviewNote: string | null
  readonly policy: BookingPolicy
  /** How many interchangeable units there are. */
  readonly capacity: number
  /** The instrument of which this is a component; null where it is none. */
  readonly parentId: string | null
  /** The instrument whose schedule this one shares; null where it has its own. */
  readonly scheduleOfId: string | null
  readonly isDemo: boolean
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** Instruments in the order of `ids`; undefined where there is none. */
export async function instrumentsByIds(db: Db, ids: readonly string[]): Promise<(Instrument | undefined)[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('instrument').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((it) => [it.id, toInstrument(it)]))
  return ids.map((it) => found.get(it))
}

/** The id of the institution's instrument with this asset number; undefined when there is none. */
export async function instrumentIdByAssetNo(
  db: Db,
  institutionId: string,
  assetNo: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('instrument')
    .select('id')
    .where('institution_id', '=', institutionId)
    .where('local_asset_no', '=', assetNo)
    .executeTakeFirst()
  return row?.id
}

/** Transactions that insert instruments take turns under the lock `instrument-number`: the number counts up. */
export async function insertInstrument(trx: Trx, instrument: Instrument): Promise<void> {
  await trx
    .insertInto('instrument')
    .values({
      ...formValues(instrument),
      ...policyValues(instrument.policy),
      id: instrument.id,
      doc: sql<number>`(select coalesce(max(doc), 0) + 1 from instrument)`,
      institution_id: instrument.institutionId,
      district_adcode: instrument.districtAdcode,
      time_zone: instrument.timeZone,
      state: instrument.state,
      is_public: isPublic(sql.val(instrument.state), sql.val(instrument.shareMode)),
      review_note: instrument.reviewNote,
      is_demo: instrument.isDemo ? 1 : 0,
      created_at: instrument.createdAt,
      updated_at: instrument.updatedAt,
    })
    .execute()
  const { id } = instrument
  await trx.insertInto('instrument_unit').values({ instrument_id: id, unit_id: id, is_lane: 1 }).execute()
}

export async function updateInstrumentForm(
  trx: Trx,
  id: string,
  form: InstrumentForm,
  at: Instant,
): Promise<void> {
  await trx
    .updateTable('instrument')
    .set({
      ...formValues(form),
      is_public: isPublic(sql.ref('state'), sql.val(form.shareMode)),
      updated_at: at,
    })
    .where('id', '=', id)
    .execute()
}

export async function updateInstrumentState(
  trx: Trx,
  id: string,
  after: { readonly state: ReviewState; readonly reviewNote: string | null; readonly at: Instant },
): Promise<void> {
  await trx
    .updateTable('instrument')
    .set({
      state: after.state,
      is_public: isPublic(sql.val(after.state), sql.ref('share_mode')),
      review_note: after.reviewNote,
      updated_at: after.at,
    })
    .where('id', '=', id)
    .execute()
}

export async function updateBookingPolicy(
  trx: Trx,
  id: string,
  policy: BookingPolicy,
  at: Instant,
): Promise<void> {
  await trx
    .updateTable('instrument')
    .set({ ...policyValues(policy), updated_at: at })
    .where('id', '=', id)
    .execute()
}

/** Marks an instrument as changed, where the change is in another table. */
export async function updateInstrumentStamp(trx: Trx, id: string, at: Instant): Promise<void> {
  await trx.updateTable('instrument').set({ updated_at: at }).where('id', '=', id).execute()
}

function isPublic(state: RawBuilder<unknown>, shareMode: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`case when ${state} = 'approved' and ${shareMode} <> 'none' then 1 else 0 end`
}

type FormColumns = Omit<
  Insertable<InstrumentTable>,
  | keyof ReturnType<typeof policyValues>
  | 'id'
  | 'doc'
  | 'institution_id'
  | 'district_adcode'
  | 'time_zone'
  | 'state'
  | 'is_public'
  | 'review_note'
  | 'is_demo'
  | 'capacity'
  | 'parent_id'
  | 'schedule_of_id'
  | 'created_at'
  | 'updated_at'
>

function formValues(form: InstrumentForm): FormColumns {
  return {
    category_code: form.categoryCode,
    name_zh: form.nameZh,
    name_en: form.nameEn,
    model: form.model,
    manufacturer: form.manufacturer,
    origin_country: form.originCountry,
    local_asset_no: form.localAssetNo,
    serial_number: form.serialNumber,
    usage_class: form.usageClass,
    source: form.source,
    funding_sources: JSON.stringify(form.fundingSources),
    original_value_fen: form.originalValueFen,
    commissioned_on: form.commissionedOn,
    location_zh: form.locationZh,
    specs: JSON.stringify(form.specs),
    tech_specs_zh: form.techSpecsZh,
    functions_zh: form.functionsZh,
    service_content_zh: form.serviceContentZh,
    access_rules_zh: form.accessRulesZh,
    keywords_zh: JSON.stringify(form.keywordsZh),
    service_modes: JSON.stringify(form.serviceModes),
    share_mode: form.shareMode,
    run_status: form.runStatus,
    customs_supervised: form.customsSupervised ? 1 : 0,
  }
}

function policyValues(policy: BookingPolicy) {
  return {
    duration_ms_min: policy.durationMsMin,
    duration_ms_max: policy.durationMsMax,
    step_ms: policy.stepMs,
    notice_ms_min: policy.noticeMsMin,
    horizon_ms: policy.horizonMs,
    turnaround_ms: policy.turnaroundMs,
    ...approvalValues(policy.approval),
    cancel_notice_ms: policy.cancelNoticeMs,
  }
}

/** Two questions in two columns: is the keeper asked, and before him the one who leads the group. */
function approvalValues(approval: ApprovalRule) {
  return {
    approval: asksKeeper(approval) ? ('keeper' as const) : ('none' as const),
    asks_pi: asksPrincipal(approval) ? 1 : 0,
  }
}

function approvalOf({ approval, asks_pi }: ReturnType<typeof approvalValues>): ApprovalRule {
  return approvalAsking({ principal: asks_pi === 1, keeper: approval === 'keeper' })
}

export function toInstrument(row: Selectable<InstrumentTable>): Instrument {
  return {
    id: row.id,
    institutionId: row.institution_id,
    districtAdcode: row.district_adcode,
    categoryCode: row.category_code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    model: row.model,
    manufacturer: row.manufacturer,
    originCountry: row.origin_country,
    localAssetNo: row.local_asset_no,
    serialNumber: row.serial_number,
    usageClass: row.usage_class,
    source: row.source,
    fundingSources: JSON.parse(row.funding_sources),
    originalValueFen: row.original_value_fen,
    commissionedOn: row.commissioned_on,
    locationZh: row.location_zh,
    specs: JSON.parse(row.specs),
    techSpecsZh: row.tech_specs_zh,
    functionsZh: row.functions_zh,
    serviceContentZh: row.service_content_zh,
    accessRulesZh: row.access_rules_zh,
    keywordsZh: JSON.parse(row.keywords_zh),
    serviceModes: JSON.parse(row.service_modes),
    shareMode: row.share_mode,
    runStatus: row.run_status,
    customsSupervised: row.customs_supervised === 1,
    timeZone: row.time_zone,
    state: row.state,
    reviewNote: row.review_note,
    policy: toPolicy(row),
    capacity: row.capacity,
    parentId: row.parent_id,
    scheduleOfId: row.schedule_of_id,
    isDemo: row.is_demo === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export function toPolicy(row: ReturnType<typeof policyValues>): BookingPolicy {
  return {
    durationMsMin: row.duration_ms_min,
    durationMsMax: row.duration_ms_max,
    stepMs: row.step_ms,
    noticeMsMin: row.notice_ms_min,
    horizonMs: row.horizon_ms,
    turnaroundMs: row.turnaround_ms,
    approval: approvalOf(row),
    cancelNoticeMs: row.cancel_notice_ms,
  }
}
