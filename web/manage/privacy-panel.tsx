/** Who sees names on calendars: set for the institution, and stricter for one instrument. */

import { useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Problem, useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { useViewer } from '../data/viewer.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading } from '../design/states.tsx'
import type { NamePolicy } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import {
  ManageInstitutionPrivacyDocument,
  ManageInstrumentPrivacyDocument,
  ManageSetInstitutionPrivacyDocument,
  ManageSetInstrumentPrivacyDocument,
} from './operations/privacy.ts'
import { Problems } from './problems.tsx'

/** Strictest first. */
const POLICIES: readonly NamePolicy[] = ['NOBODY', 'COLLEAGUES', 'EVERYONE']
const INHERITED = 'INHERITED'
type Choice = NamePolicy | typeof INHERITED

/** Whether the viewer manages the institution; keepers see what counts and do not change it. */
function useManages(institutionId: string): boolean {
  const { viewer } = useViewer()
  const grants = viewer?.grants ?? []
  return grants.some((it) => it.role === 'MANAGER' && it.institution?.id === institutionId)
}

export function InstitutionPrivacy({ institutionId }: { readonly institutionId: string }) {
  const { t } = useTranslation('manage')
  const asked = useQuery(queryOf(ManageInstitutionPrivacyDocument, { id: institutionId }))
  const action = useAction(ManageSetInstitutionPrivacyDocument)
  const names = asked.data?.institution?.calendarNames
  return (
    <Choices
      text={t('privacy.institutionText')}
      error={asked.error}
      onRetry={() => void asked.refetch()}
      value={names}
      options={POLICIES.map((it) => ({ value: it, label: t(`privacy.names.${it}`) }))}
      mayChange={useManages(institutionId)}
      problems={action.problems}
      failure={action.failure}
      onChange={(next) => {
        if (next === INHERITED) return
        void action
          .run({ input: { institutionId, names: next } })
          .then((done) => done && say(t('privacy.saved')))
      }}
    />
  )
}

type InstrumentPrivacyProps = {
  readonly instrument: { readonly id: string; readonly institution: { readonly id: string } }
}

export function InstrumentPrivacy({ instrument }: InstrumentPrivacyProps) {
  const { t } = useTranslation('manage')
  const asked = useQuery(queryOf(ManageInstrumentPrivacyDocument, { id: instrument.id }))
  const action = useAction(ManageSetInstrumentPrivacyDocument)
  const set = asked.data?.instrument?.calendarPrivacy
  const allowed = set ? POLICIES.slice(0, POLICIES.indexOf(set.institution)) : []
  const inherited = set ? t('privacy.inherit', { names: t(`privacy.names.${set.institution}`) }) : ''
  return (
    <Choices
      text={t('privacy.instrumentText')}
      error={asked.error}
      onRetry={() => void asked.refetch()}
      value={set && (set.own !== null && allowed.includes(set.own) ? set.own : INHERITED)}
      options={[
        { value: INHERITED, label: inherited },
        ...allowed.map((it) => ({ value: it, label: t(`privacy.names.${it}`) })),
      ]}
      mayChange={useManages(instrument.institution.id)}
      problems={action.problems}
      failure={action.failure}
      onChange={(next) => {
        const names = next === INHERITED ? null : next
        void action
          .run({ input: { instrumentId: instrument.id, names } })
          .then((done) => done && say(t('privacy.saved')))
      }}
    />
  )
}

type ChoicesProps = {
  readonly text: string
  readonly error: unknown
  readonly onRetry: () => void
  /** Undefined while it is being asked. */
  readonly value: Choice | undefined
  readonly options: readonly { readonly value: Choice; readonly label: string }[]
  readonly mayChange: boolean
  readonly problems: readonly Problem[]
  readonly failure: unknown
  readonly onChange: (next: Choice) => void
}

function Choices(props: ChoicesProps) {
  const { text, error, onRetry, value, options, mayChange, problems, failure, onChange } = props
  const { t } = useTranslation('manage')
  return (
    <Panel title={t('privacy.title')}>
      <div className="stack">
        <p>{text}</p>
        {error ? <ErrorState error={error} onRetry={onRetry} /> : null}
        {!error && value === undefined ? <Loading rows={1} /> : null}
        {value === undefined ? null : (
          <Radio.Group
            aria-label={t('privacy.choose')}
            value={value}
            disabled={!mayChange}
            options={[...options]}
            onChange={({ target }) => {
              const next = options.find((it) => it.value === target.value)
              if (next) onChange(next.value)
            }}
          />
        )}
        <p className="small secondary">
          {t('privacy.always')}
          {mayChange ? '' : t('privacy.managerOnly')}
        </p>
        <Problems problems={problems} failure={failure} />
      </div>
    </Panel>
  )
}
