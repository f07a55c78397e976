/** Who operates an instrument for others, whether one has to, and when they are away. */

import { useQuery } from '@tanstack/react-query'
import { Button, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useName } from '../design/names.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import type { InstrumentOperationQuery, OperationDemand } from '../gql/graphql.ts'
import { ManagePeopleDocument } from '../manage/operations/people.ts'
import { Problems } from '../manage/problems.tsx'
import { say } from '../shell/toasts.tsx'
import { Absences } from './absences.tsx'
import { InstrumentOperationDocument, SetOperationDocument } from './operations.ts'

type Instrument = {
  readonly id: string
  readonly timeZone: string
  readonly institution: { readonly id: string }
}
type Operation = NonNullable<InstrumentOperationQuery['instrument']>['operation']

export function OperatorsPanel({ instrument }: { readonly instrument: Instrument }) {
  const { t } = useTranslation('operators')
  const { data, error, refetch } = useQuery(queryOf(InstrumentOperationDocument, { id: instrument.id }))
  const operation = data?.instrument?.operation
  return (
    <Panel title={t('panel.title')}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && !operation ? <Loading rows={2} /> : null}
      {operation ? (
        <div className="stack">
          <OperationForm instrument={instrument} operation={operation} />
          {operation.operators.length > 0 ? (
            <Absences people={operation.operators} zone={instrument.timeZone} />
          ) : null}
        </div>
      ) : null}
    </Panel>
  )
}

type FormProps = { readonly instrument: Instrument; readonly operation: Operation }

const NONE = 'NONE'
const DEMANDS: readonly (OperationDemand | typeof NONE)[] = [NONE, 'OFFERED', 'REQUIRED']

function OperationForm({ instrument, operation }: FormProps) {
  const { t } = useTranslation('operators')
  const [demand, setDemand] = useState<OperationDemand | typeof NONE>(operation.demand ?? NONE)
  const [operatorIds, setOperators] = useState(operation.operators.map((it) => it.id))
  const action = useAction(SetOperationDocument)

  async function save() {
    const input = { instrumentId: instrument.id, demand: demand === NONE ? null : demand, operatorIds }
    if (await action.run({ input })) say(t('panel.saved'))
  }

  return (
    <>
      <Radio.Group
        aria-label={t('panel.demand')}
        value={demand}
        options={DEMANDS.map((value) => ({ value, label: t(`panel.demands.${value}`) }))}
        onChange={({ target }) => {
          action.clear()
          setDemand(DEMANDS.find((it) => it === target.value) ?? NONE)
        }}
      />
      <div className="manage-plan">
        <People
          institutionId={instrument.institution.id}
          known={operation.operators}
          value={operatorIds}
          onChange={(ids) => {
            action.clear()
            setOperators(ids)
          }}
        />
        <Button loading={action.pending} onClick={() => void save()} className="manage-plan-button">
          {t('panel.save')}
        </Button>
      </div>
      <p className="small secondary">{t('panel.note')}</p>
      <Problems problems={action.problems} failure={action.failure} />
    </>
  )
}

type PeopleProps = {
  readonly institutionId: string
  /** Who is named already: they may not be among the first that a search finds. */
  readonly known: Operation['operators']
  readonly value: string[]
  readonly onChange: (ids: string[]) => void
}

function People({ institutionId, known, value, onChange }: PeopleProps) {
  const { t } = useTranslation('operators')
  const name = useName()
  const [text, setText] = useState('')
  const { data } = useQuery(
    queryOf(ManagePeopleDocument, { institutionId, first: 50, ...(text === '' ? {} : { text }) }),
  )
  const found = data?.people.edges.map((it) => it.node) ?? []
  const all = [...new Map([...known, ...found].map((it) => [it.id, it])).values()]
  return (
    <div className="span-field operators-people">
      <label htmlFor="operators-people">{t('panel.operators')}</label>
      <Select
        id="operators-people"
        mode="multiple"
        showSearch={{ filterOption: false, onSearch: setText }}
        placeholder={t('panel.operatorsHint')}
        value={value}
        onChange={onChange}
        options={all.map((it) => ({ value: it.id, label: name(it) }))}
      />
    </div>
  )
}
