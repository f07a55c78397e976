/** The grid of slots: the default alignment, and blocks of days or hours with a grid of their own. */

import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SlotBlock } from '../../server/catalog/rules/slots.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { Amount, Cell, replaced, TimeField, without } from './fields.tsx'

type Grid = { readonly alignMinutes: number | null; readonly blocks: readonly SlotBlock[] }
type GridEditorProps = { readonly value: Grid; readonly onChange: (grid: Grid) => void }

const FIRST: SlotBlock = {
  firstDay: null,
  lastDay: null,
  startsAt: '20:00',
  endsAt: '08:00',
  stepMinutes: 240,
  alignMinutes: 240,
}

export function GridEditor({ value, onChange }: GridEditorProps) {
  const { t } = useTranslation('policies')
  const { alignMinutes, blocks } = value
  return (
    <div className="stack">
      <div className="policy-cells">
        <Amount
          label={t('grid.align')}
          unit={t('units.minutes')}
          value={alignMinutes}
          placeholder={t('grid.asStep')}
          onChange={(next) => onChange({ blocks, alignMinutes: next })}
        />
      </div>
      {blocks.map((it, i) => (
        <BlockRow
          // oxlint-disable-next-line react/no-array-index-key -- a block has no name but its place.
          key={i}
          n={i + 1}
          value={it}
          onChange={(next) => onChange({ alignMinutes, blocks: replaced(blocks, i, next) })}
          onRemove={() => onChange({ alignMinutes, blocks: without(blocks, i) })}
        />
      ))}
      <div>
        <Button onClick={() => onChange({ alignMinutes, blocks: [...blocks, FIRST] })}>
          {t('grid.add')}
        </Button>
      </div>
    </div>
  )
}

type BlockRowProps = {
  readonly n: number
  readonly value: SlotBlock
  readonly onChange: (block: SlotBlock) => void
  readonly onRemove: () => void
}

function BlockRow({ n, value, onChange, onRemove }: BlockRowProps) {
  const { t } = useTranslation('policies')
  const day = (field: 'firstDay' | 'lastDay') => (
    <Cell label={t(`grid.${field}`)}>
      <DayPicker
        label={t(`grid.${field}`)}
        allowClear
        value={value[field] ?? undefined}
        onChange={(date) => onChange({ ...value, [field]: date ?? null })}
      />
    </Cell>
  )
  return (
    <section className="policy-row" aria-label={t('grid.row', { n })}>
      <div className="policy-cells">
        <TimeField
          label={t('grid.startsAt')}
          value={value.startsAt}
          onChange={(startsAt) => onChange({ ...value, startsAt })}
        />
        <TimeField
          label={t('grid.endsAt')}
          value={value.endsAt}
          onChange={(endsAt) => onChange({ ...value, endsAt })}
        />
        <Amount
          label={t('grid.step')}
          unit={t('units.minutes')}
          value={value.stepMinutes}
          onChange={(stepMinutes) => onChange({ ...value, stepMinutes: stepMinutes ?? 0 })}
        />
        <Amount
          label={t('grid.alignment')}
          unit={t('units.minutes')}
          value={value.alignMinutes}
          onChange={(next) => onChange({ ...value, alignMinutes: next ?? 0 })}
        />
        {day('firstDay')}
        {day('lastDay')}
        <Button className="policy-remove" aria-label={t('grid.remove', { n })} onClick={onRemove}>
          ✕
        </Button>
      </div>
    </section>
  )
}
