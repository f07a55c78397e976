/** What the booking panel asks beside the time: for whom, what for, and what keepers want to know; and what is left. */

import { useTranslation } from 'react-i18next'
import { useViewer } from '../data/viewer.ts'
import type { InstrumentQuery } from '../gql/graphql.ts'
import { ForColleague } from '../groups/for-colleague.tsx'
import { HelpChoice } from '../operators/help-choice.tsx'
import { AnswerFields } from '../policies/answer-fields.tsx'
import { ForWhom } from '../policies/for-whom.tsx'
import { QuotaLeft } from '../policies/quota-left.tsx'
import { companionForm, companionsOf } from './companions.ts'
import type { Draft } from './draft.ts'
import { Missing, Purpose } from './panel-parts.tsx'

type PanelQuestionsProps = {
  readonly instrument: NonNullable<InstrumentQuery['instrument']>
  readonly draft: Draft
  /** The instruments that are booked with it. */
  readonly together: readonly string[]
  readonly lacksPurpose: boolean
  readonly onDraft: (change: Partial<Draft>) => void
  /** For changes that make other reasons count. */
  readonly onRedraft: (change: Partial<Draft>) => void
}

export function PanelQuestions(props: PanelQuestionsProps) {
  const { instrument, draft, together, lacksPurpose, onDraft, onRedraft } = props
  const { t } = useTranslation('booking')
  const { viewer } = useViewer()
  const { id: instrumentId, policy, timeZone: zone } = instrument
  const others = companionsOf(instrument).filter((it) => together.includes(it.id))
  // Several instruments are for the viewer himself.
  const isAlone = together.length === 0
  const forWhom = {
    value: draft.forPersonId,
    onChange: (forPersonId: string | undefined) => onRedraft({ forPersonId }),
  }
  return (
    <>
      {viewer && policy.quotas.length > 0 ? (
        <QuotaLeft {...{ instrumentId, zone }} at={draft.span?.startsAt} />
      ) : null}
      {isAlone && policy.mayOverride ? (
        <ForWhom institutionId={instrument.institution.id} {...forWhom} />
      ) : null}
      {isAlone && viewer && !policy.mayOverride ? <ForColleague {...forWhom} /> : null}
      <HelpChoice
        demand={instrument.operation.demand}
        isStaff={policy.mayOverride}
        value={draft.withOperator}
        onChange={(withOperator) => onRedraft({ withOperator })}
      />
      <Purpose value={draft.purpose} onChange={(purpose) => onDraft({ purpose })} />
      {lacksPurpose ? <Missing text={t('form.purposeMissing')} /> : null}
      <AnswerFields
        form={[...policy.form, ...others.flatMap((it) => companionForm(it))]}
        answers={draft.answers}
        onChange={(answers) => onDraft({ answers })}
      />
    </>
  )
}
