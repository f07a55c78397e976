/** Tables owned by catalog. Instants are UTC epoch milliseconds; see kernel/interval.ts. */

import type { Generated } from 'kysely'
import type { ReviewState } from '../institutions/rules.ts'
import type { AcquisitionSource, RunStatus, ShareMode, UsageClass } from './rules/instrument.ts'
import type { CalendarDayKind } from './rules/opening.ts'

export type CategoryTable = {
  code: string
  /** The greatest code of the branch that begins here: the category and its children are `code` … `last_code`. */
  last_code: string
  name_zh: string
  name_en: string | null
  level: number
  parent_code: string | null
  /** Other names, separated by spaces. */
  aliases: string
}

export type InstrumentTable = {
  id: string
  /** Counts instruments from 1; the number of the instrument in the text index. */
  doc: number
  institution_id: string
  district_adcode: string
  category_code: string
  name_zh: string
  share_mode: ShareMode
  state: ReviewState
  /** 1 where anybody may see it: approved and shared; the database checks it. */
  is_public: number
  created_at: number
  updated_at: number
  is_demo: number
  turnaround_ms: number
  duration_ms_min: number
  duration_ms_max: number
  step_ms: number
  notice_ms_min: number
  horizon_ms: number
  approval: 'none' | 'keeper'
  /** 1 where the one who leads the group of the person is asked first. */
  asks_pi: number
  cancel_notice_ms: number
  time_zone: string
  name_en: string | null
  model: string
  manufacturer: string
  origin_country: string | null
  local_asset_no: string
  serial_number: string | null
  usage_class: UsageClass
  source: AcquisitionSource
  /** JSON array of words. */
  funding_sources: string
  original_value_fen: number
  commissioned_on: string | null
  location_zh: string
  /** JSON array of `{name, value, unit}`. */
  specs: string
  tech_specs_zh: string | null
  functions_zh: string | null
  service_content_zh: string | null
  access_rules_zh: string | null
  /** JSON array. */
  keywords_zh: string
  /** JSON array of words. */
  service_modes: string
  run_status: RunStatus
  customs_supervised: number
  review_note: string | null
  /** How many interchangeable units there are: those of the schedule, where it is another instrument's. */
  capacity: Generated<number>
  /** The instrument of which this is a component. */
  parent_id: string | null
  /** The instrument whose schedule this one shares. */
  schedule_of_id: string | null
}

/** What an instrument takes when it is used: one of its lanes, and all its other units. */
export type InstrumentUnitTable = { instrument_id: string; unit_id: string; is_lane: number }

/** A weekly timetable in a zone; instruments with the same timetable share one row. */
export type ScheduleTable = {
  /** Hash of the other columns. */
  key: string
  time_zone: string
  /** JSON array of `{weekday, opensAt, closesAt}`, in their order. */
  windows: string
  closed_on_holidays: number
}

export type OpeningHoursTable = { instrument_id: string; valid_from: string; schedule_key: string }

/** A day on which an instrument is open otherwise than in its week. */
export type OpeningExceptionTable = {
  instrument_id: string
  date: string
  /** JSON array of `{opensAt, closesAt}`, in their order; empty for closed. */
  windows: string
  /** Why; empty where nothing was said. */
  note: string
}

export type CalendarDayTable = { date: string; kind: CalendarDayKind; name_zh: string; name_en: string }

/** What a place says of booking: `city`, an institution or an instrument. */
export type PolicyLayerTable = {
  place: string
  /** JSON of a `PolicyLayer`; of an `InstrumentLayer` where the place is an instrument. */
  terms: string
  /** How many quotas it sets. */
  quota_count: number
  updated_at: number
}

/** Every form that an instrument had; only grows. `fields` is a JSON array of `FormField`. */
export type BookingFormTable = {
  instrument_id: string
  version: number
  fields: string
  created_at: number
}

/** The text index of `Dialect.textIndexDdl`; `rowid` is the instrument's `doc`. */
export type InstrumentSearchTable = { rowid: number; grams: string }

export type CatalogTables = {
  category: CategoryTable
  instrument: InstrumentTable
  instrument_unit: InstrumentUnitTable
  schedule: ScheduleTable
  opening_hours: OpeningHoursTable
  opening_exception: OpeningExceptionTable
  calendar_day: CalendarDayTable
  policy_layer: PolicyLayerTable
  booking_form: BookingFormTable
  instrument_search: InstrumentSearchTable
}
