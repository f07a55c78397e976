/** How an instrument hangs together with others of the institution: units, whole, shared time. */

import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CAPACITY_MAX } from '../../server/catalog/rules/topology.ts'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import type { ManagedInstrumentFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { InTheWay } from './in-the-way.tsx'
import { ManageArrangementDocument, ManageNeighboursDocument } from './operations/rules.ts'
import { Problems } from './problems.tsx'

type Props = { readonly instrument: ManagedInstrumentFragment }

export function ArrangementPanel({ instrument }: Props) {
  const { t } = useTranslation('manage')
  const name = useName()
  const [capacity, setCapacity] = useState(instrument.capacity)
  const [parentId, setParent] = useState(instrument.parent?.id)
  const [scheduleOfId, setSchedule] = useState(instrument.sharesScheduleWith?.id)
  const action = useAction(ManageArrangementDocument)
  const shares = scheduleOfId !== undefined

  async function save() {
    const input = {
      instrumentId: instrument.id,
      capacity: shares ? 1 : capacity,
      parentId: parentId ?? null,
      sharesScheduleWithId: scheduleOfId ?? null,
    }
    if (await action.run({ input })) say(t('arrangement.saved'))
  }

  return (
    <Panel title={t('arrangement.title')}>
      <div className="stack">
        <div className="manage-plan">
          <div className="span-field">
            <label htmlFor="arrangement-capacity">{t('arrangement.capacity')}</label>
            <InputNumber
              id="arrangement-capacity"
              min={1}
              max={CAPACITY_MAX}
              precision={0}
              disabled={shares}
              value={capacity}
              onChange={(value) => setCapacity(value ?? 1)}
            />
          </div>
          <Neighbour
            id="arrangement-parent"
            label={t('arrangement.parent')}
            instrument={instrument}
            value={parentId}
            onChange={setParent}
          />
          <Neighbour
            id="arrangement-schedule"
            label={t('arrangement.schedule')}
            instrument={instrument}
            value={scheduleOfId}
            onChange={setSchedule}
          />
          <Button loading={action.pending} onClick={() => void save()} className="manage-plan-button">
            {t('arrangement.save')}
          </Button>
        </div>
        {instrument.components.length > 0 ? (
          <p className="small secondary">
            {t('arrangement.components', { names: instrument.components.map(name).join('、') })}
          </p>
        ) : null}
        <p className="small secondary">{t('arrangement.note')}</p>
        <Problems
          problems={action.problems}
          failure={action.failure}
          nextStep={(problem) =>
            problem.code === 'ARRANGEMENT_COVERS_BOOKINGS' ? <InTheWay ids={problem.refs} /> : null
          }
        />
      </div>
    </Panel>
  )
}

type NeighbourProps = Props & {
  readonly id: string
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
}

/** Another instrument of the institution, or none. */
function Neighbour({ id, label, instrument, value, onChange }: NeighbourProps) {
  const { t } = useTranslation('manage')
  const name = useName()
  const { data } = useQuery(queryOf(ManageNeighboursDocument, { institutionId: instrument.institution.id }))
  const known = [instrument.parent, instrument.sharesScheduleWith].filter((it) => it !== null)
  const listed = (data?.instruments.edges ?? []).map((it) => it.node)
  const all = [...new Map([...known, ...listed].map((it) => [it.id, it])).values()]
  return (
    <div className="span-field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        className="manage-neighbour"
        placeholder={t('arrangement.none')}
        value={value ?? null}
        onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
        options={all.filter((it) => it.id !== instrument.id).map((it) => ({ value: it.id, label: name(it) }))}
      />
    </div>
  )
}
