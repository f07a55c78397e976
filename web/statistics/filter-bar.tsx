/** Which period, which instruments, cut how: everything here is in the URL. */

import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import type { Viewer } from '../data/viewer.ts'
import { DayRangePicker } from '../design/day-picker.tsx'
import { InstitutionSelect } from '../design/institution-select.tsx'
import { useLabel, useName } from '../design/names.ts'
import { PhoneFilters } from '../design/phone-filters.tsx'
import { StatisticsChoicesDocument } from './operations.ts'
import type { Days } from './period.ts'
import type { Change } from './change.ts'
import { type Cut, CUTS, PERIODS, type StatisticsSearch } from './statistics-search.ts'

type FilterBarProps = {
  readonly search: StatisticsSearch
  readonly days: Days
  readonly by: Cut
  /** The institutions of a manager; undefined for the city, which may pick any. */
  readonly own: readonly NonNullable<Viewer['institution']>[] | undefined
  readonly institution: string | undefined
  readonly onChange: (change: Change) => void
}

export function FilterBar({ search, days, by, own, institution, onChange }: FilterBarProps) {
  const { t } = useTranslation('statistics')
  const name = useName()
  const cuts = own && own.length < 2 ? CUTS.filter((it) => it !== 'INSTITUTION' && it !== 'DISTRICT') : CUTS
  return (
    <div className="statistics-bar">
      <Select
        aria-label={t('period.label')}
        value={search.period ?? 'recent'}
        onChange={(picked: string) => {
          const period = PERIODS.find((it) => it === picked)
          onChange({ period, ...(period === 'custom' ? { from: days[0], to: days[1] } : {}) })
        }}
        options={(['recent', ...PERIODS] as const).map((value) => ({ value, label: t(`period.${value}`) }))}
        style={{ width: 156 }}
      />
      {search.period === 'custom' ? (
        <DayRangePicker
          label={t('period.custom')}
          value={days}
          onChange={([from, to]) => onChange({ period: 'custom', from, to })}
        />
      ) : null}
      <Segmented
        aria-label={t('by.label')}
        value={by}
        onChange={(picked) => onChange({ by: CUTS.find((it) => it === picked) })}
        options={cuts.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      <PhoneFilters label={t('filter.open')} done={t('filter.done')}>
        {own ? null : (
          <InstitutionSelect
            label={t('filter.institution')}
            owners
            value={institution}
            onChange={(id) => onChange({ institution: id })}
          />
        )}
        {own && own.length > 1 ? (
          <Select
            aria-label={t('filter.institution')}
            value={institution ?? null}
            onChange={(id: string | null) => onChange({ institution: id ?? undefined })}
            options={own.map((it) => ({ value: it.id, label: name(it) }))}
            style={{ minWidth: 200 }}
          />
        ) : null}
        <Choices search={search} districts={!own} onChange={onChange} />
      </PhoneFilters>
    </div>
  )
}

type ChoicesProps = Pick<FilterBarProps, 'search' | 'onChange'> & { readonly districts: boolean }

/** District and category, each with the number of its instruments. */
function Choices({ search, districts, onChange }: ChoicesProps) {
  const { t } = useTranslation('statistics')
  const label = useLabel()
  const { data, isPending } = useQuery(queryOf(StatisticsChoicesDocument, {}))
  const facets = data?.instrumentFacets
  const lists = [
    ...(districts
      ? [{ key: 'district', values: facets?.districts ?? [], picked: search.district, width: 150 } as const]
      : []),
    { key: 'category', values: facets?.categories ?? [], picked: search.category, width: 220 } as const,
  ]
  return lists.map(({ key, values, picked, width }) => (
    <Select
      key={key}
      aria-label={t(`filter.${key}`)}
      placeholder={t(`filter.${key}`)}
      value={picked ?? null}
      onChange={(value: string | null) => onChange({ [key]: value ?? undefined })}
      options={values.map((it) => ({ value: it.key, label: `${label(it)} (${it.count})` }))}
      allowClear
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={280}
      style={{ width, maxWidth: '100%' }}
    />
  ))
}
