/** Hours of the week that an instrument keeps for classes of users, one window a row. */

import { Button, Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PRIORITY_WINDOWS_MAX, type PriorityWindow } from '../../server/catalog/rules/priority-windows.ts'
import { USER_CLASSES } from '../../server/institutions/rules.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { weekdayName } from '../design/format.ts'
import { Amount, Cell, replaced, TimeField, without } from './fields.tsx'

const FIRST: PriorityWindow = {
  weekdays: [1, 2, 3, 4, 5],
  startsAt: '08:00',
  endsAt: '12:00',
  userClasses: ['own'],
  releaseHours: 24,
  firstDay: null,
  lastDay: null,
}
const WEEK = [1, 2, 3, 4, 5, 6, 7]

type PriorityListProps = {
  readonly value: readonly PriorityWindow[]
  readonly onChange: (windows: readonly PriorityWindow[]) => void
}

export function PriorityList({ value, onChange }: PriorityListProps) {
  const { t } = useTranslation('policies')
  return (
    <div className="stack">
      {value.length === 0 ? <p className="secondary">{t('priority.none')}</p> : null}
      {value.map((it, i) => (
        <WindowRow
          // oxlint-disable-next-line react/no-array-index-key -- a window has no name but its place.
          key={i}
          n={i + 1}
          value={it}
          onChange={(next) => onChange(replaced(value, i, next))}
          onRemove={() => onChange(without(value, i))}
        />
      ))}
      <div>
        <Button disabled={value.length >= PRIORITY_WINDOWS_MAX} onClick={() => onChange([...value, FIRST])}>
          {t('priority.add')}
        </Button>
      </div>
    </div>
  )
}

type WindowRowProps = {
  readonly n: number
  readonly value: PriorityWindow
  readonly onChange: (window: PriorityWindow) => void
  readonly onRemove: () => void
}

function WindowRow({ n, value, onChange, onRemove }: WindowRowProps) {
  const { t } = useTranslation('policies')
  const change = (part: Partial<PriorityWindow>) => onChange({ ...value, ...part })
  const day = (field: 'firstDay' | 'lastDay') => (
    <Cell label={t(`grid.${field}`)}>
      <DayPicker
        label={t(`grid.${field}`)}
        allowClear
        value={value[field] ?? undefined}
        onChange={(date) => change({ [field]: date ?? null })}
      />
    </Cell>
  )
  return (
    <section className="policy-row" aria-label={t('priority.row', { n })}>
      <div className="policy-cells">
        <Cell label={t('priority.weekdays')}>
          <Checkbox.Group
            className="policy-check"
            aria-label={t('priority.weekdays')}
            value={[...value.weekdays]}
            options={WEEK.map((it) => ({ value: it, label: weekdayName(it) }))}
            onChange={(weekdays) => change({ weekdays: weekdays.toSorted((a, b) => a - b) })}
          />
        </Cell>
      </div>
      <div className="policy-cells">
        <TimeField
          label={t('grid.startsAt')}
          value={value.startsAt}
          onChange={(startsAt) => change({ startsAt })}
        />
        <TimeField label={t('grid.endsAt')} value={value.endsAt} onChange={(endsAt) => change({ endsAt })} />
        <Cell label={t('priority.classes')}>
          <Select
            mode="multiple"
            aria-label={t('priority.classes')}
            className="policy-classes"
            maxTagCount="responsive"
            value={[...value.userClasses]}
            onChange={(userClasses) => change({ userClasses })}
            options={USER_CLASSES.map((it) => ({ value: it, label: t(`userClass.${it}`) }))}
          />
        </Cell>
        <Amount
          label={t('priority.release')}
          unit={t('units.hours')}
          placeholder={t('priority.never')}
          value={value.releaseHours}
          onChange={(releaseHours) => change({ releaseHours })}
        />
        {day('firstDay')}
        {day('lastDay')}
        <Button className="policy-remove" aria-label={t('priority.remove', { n })} onClick={onRemove}>
          ✕
        </Button>
      </div>
    </section>
  )
}
