/** A training as its institution sees it: who takes part, and once it has begun, who came and how the exam went. */

import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { When } from '../design/values.tsx'
import type { ManagedSessionFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { CancelTrainingDocument, RecordResultDocument } from './operations.ts'
import { ReasonButton } from './reason-button.tsx'
import { EnrolmentTag, StandingProblems } from './words.tsx'

type Props = { readonly session: ManagedSessionFragment; readonly zone: string; readonly isPast: boolean }

export function SessionItem({ session, zone, isPast }: Props) {
  const { t } = useTranslation('standing')
  const name = useName()
  const cancel = useAction(CancelTrainingDocument)
  const { id, startsAt, endsAt, place, seats, seatsTaken, passMark, cancelledAt, enrolments } = session
  const when = spanText(startsAt, endsAt, zone)

  async function callOff(reason: string): Promise<boolean> {
    const done = await cancel.run({ input: { sessionId: id, reason } })
    if (done) say(t('manage.cancelled'))
    return done !== undefined
  }

  return (
    <li className="standing-session">
      <div className="spread">
        <div className="stack-tight">
          <strong>
            <When startsAt={startsAt} endsAt={endsAt} zone={zone} />
          </strong>
          <span className="small secondary">
            {place} · {t('training.trainer', { name: name(session.trainer) })} ·{' '}
            {t('training.passMark', { count: passMark })}
          </span>
        </div>
        <div className="row">
          {cancelledAt === null ? (
            <span className="small secondary">{t('manage.taken', { taken: seatsTaken, seats })}</span>
          ) : (
            <StateTag>{t('mine.cancelled', { reason: session.cancelReason ?? '' })}</StateTag>
          )}
          {isPast || cancelledAt !== null ? null : (
            <ReasonButton
              text={t('manage.cancel')}
              label={t('manage.cancelLabel', { when })}
              title={t('manage.cancel')}
              danger
              action={cancel}
              onReason={callOff}
            />
          )}
        </div>
      </div>
      {enrolments.length === 0 ? <p className="small secondary">{t('manage.nobody')}</p> : null}
      {enrolments.length > 0 && !isPast ? <p className="small secondary">{t('manage.later')}</p> : null}
      <ul className="standing-enrolments" aria-label={t('manage.list', { when })}>
        {enrolments.map((it) => (
          <EnrolmentItem
            key={it.id}
            enrolment={it}
            mayRecord={isPast && session.mayRecord && cancelledAt === null}
          />
        ))}
      </ul>
    </li>
  )
}

type EnrolmentProps = {
  readonly enrolment: ManagedSessionFragment['enrolments'][number]
  readonly mayRecord: boolean
}

function EnrolmentItem({ enrolment, mayRecord }: EnrolmentProps) {
  const { t } = useTranslation('standing')
  const name = useName()
  const who = name(enrolment.person)
  const { score, state } = enrolment
  return (
    <li>
      <div className="row">
        <span>{who}</span>
        <DemoTag demo={enrolment.person.isDemo} />
        <EnrolmentTag state={state} />
        {score === null ? null : <span className="small secondary">{t('mine.score', { score })}</span>}
      </div>
      {mayRecord ? <ResultForm enrolment={enrolment} who={who} /> : null}
    </li>
  )
}

function ResultForm({ enrolment, who }: Pick<EnrolmentProps, 'enrolment'> & { readonly who: string }) {
  const { t } = useTranslation('standing')
  const record = useAction(RecordResultDocument)
  const [score, setScore] = useState<number | null>(enrolment.score)

  async function send(attended: boolean) {
    const result = { enrolmentId: enrolment.id, attended, score: attended ? score : null }
    const made = await record.run({ input: result })
    if (made) say(t('manage.recorded', { name: who, result: t(`enrolmentState.${made.state}`) }))
  }

  return (
    <div className="stack-tight">
      <div className="row">
        <InputNumber
          className="standing-score"
          min={0}
          max={100}
          precision={0}
          aria-label={t('manage.scoreOf', { name: who })}
          placeholder={t('manage.score')}
          value={score}
          onChange={setScore}
        />
        <Button
          loading={record.pending}
          aria-label={t('manage.recordLabel', { name: who })}
          onClick={() => void send(true)}
        >
          {t('manage.record')}
        </Button>
        <Button aria-label={t('manage.absentLabel', { name: who })} onClick={() => void send(false)}>
          {t('manage.absent')}
        </Button>
      </div>
      <StandingProblems problems={record.problems} failure={record.failure} />
    </div>
  )
}
