/** Above the timeline: which days, and which instruments. On a phone the conditions are behind one button. */

import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { hasRole, useViewer } from '../data/viewer.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { weekdayText } from '../design/format.ts'
import { useLabel } from '../design/names.ts'
import { PhoneFilters } from '../design/phone-filters.tsx'
import { usePhone } from '../design/use-media.ts'
import type { TimelineFacetsQuery } from '../gql/graphql.ts'
import { stepped } from './lanes.ts'
import type { Change } from './change.ts'
import { conditionCount, type TimelineSearch } from './timeline-search.ts'

type DayBarProps = {
  readonly day: string
  readonly today: string
  readonly view: 'day' | 'week'
  readonly search: TimelineSearch
  readonly onDay: (day: string) => void
  readonly onChange: (change: Change) => void
}

export function DayBar({ day, today, view, search, onDay, onChange }: DayBarProps) {
  const { t } = useTranslation('timeline')
  const phone = usePhone()
  return (
    <div className="row">
      <Button
        icon={<LeftOutlined aria-hidden="true" />}
        aria-label={t(`previous.${view}`)}
        onClick={() => onDay(stepped(day, view, -1))}
      />
      <DayPicker label={t('day')} value={day} onChange={(date) => onDay(date ?? today)} />
      <Button
        icon={<RightOutlined aria-hidden="true" />}
        aria-label={t(`next.${view}`)}
        onClick={() => onDay(stepped(day, view, 1))}
      />
      <Button disabled={day === today} onClick={() => onDay(today)}>
        {t('today')}
      </Button>
      {phone ? <span className="strong">{weekdayText(day)}</span> : null}
      {phone ? null : (
        <Segmented<'day' | 'week'>
          aria-label={t('view.label')}
          value={view}
          onChange={(picked) => onChange({ view: picked })}
          options={[
            { value: 'day', label: t('view.day') },
            { value: 'week', label: t('view.week') },
          ]}
        />
      )}
      {phone ? null : (
        <Segmented
          aria-label={t('hours.label')}
          value={search.hours ?? 'work'}
          onChange={(picked) => onChange({ hours: picked === 'all' ? 'all' : undefined })}
          options={[
            { value: 'work', label: t('hours.work') },
            { value: 'all', label: t('hours.all') },
          ]}
        />
      )}
    </div>
  )
}

type FilterBarProps = {
  readonly facets: TimelineFacetsQuery['instrumentFacets'] | undefined
  readonly search: TimelineSearch
  readonly onChange: (change: Change) => void
}

export function FilterBar(props: FilterBarProps) {
  const { t } = useTranslation('timeline')
  const count = conditionCount(props.search)
  return (
    <div className="row">
      <PhoneFilters
        label={count === 0 ? t('filter.open') : t('filter.openCount', { count })}
        done={t('filter.show', { count: props.facets?.total ?? 0 })}
      >
        <Filters {...props} />
      </PhoneFilters>
    </div>
  )
}

function Filters({ facets, search, onChange }: FilterBarProps) {
  const { t } = useTranslation('timeline')
  const label = useLabel()
  const { viewer } = useViewer()
  const lists = [
    { key: 'category', values: facets?.categories, picked: search.category },
    { key: 'district', values: facets?.districts, picked: search.district },
    { key: 'institution', values: facets?.institutions, picked: search.institution },
  ] as const
  return (
    <>
      <Words value={search.q ?? ''} onSearch={(q) => onChange({ q: q === '' ? undefined : q })} />
      {lists.map(({ key, values, picked }) => (
        <Select
          key={key}
          aria-label={t(`filter.${key}`)}
          placeholder={t(`filter.${key}`)}
          value={picked ?? null}
          onChange={(value: string | null) => onChange({ [key]: value ?? undefined })}
          options={(values ?? []).map((it) => ({ value: it.key, label: `${label(it)} (${it.count})` }))}
          allowClear
          loading={!facets}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={280}
          className="timeline-select"
        />
      ))}
      {hasRole(viewer, ['KEEPER', 'MANAGER']) ? (
        <Button
          aria-pressed={search.mine === 'only'}
          type={search.mine === 'only' ? 'primary' : 'default'}
          onClick={() => onChange({ mine: search.mine === 'only' ? undefined : 'only' })}
        >
          {t('filter.mine')}
        </Button>
      ) : null}
    </>
  )
}

/** The words, sent on Enter; the box follows the URL when that changes from elsewhere. */
function Words({ value, onSearch }: { readonly value: string; readonly onSearch: (words: string) => void }) {
  const { t } = useTranslation('timeline')
  return (
    <Input.Search
      key={value}
      aria-label={t('filter.words')}
      placeholder={t('filter.words')}
      defaultValue={value}
      allowClear
      onSearch={(words) => (words.trim() === value ? undefined : onSearch(words.trim()))}
      className="timeline-words"
    />
  )
}
