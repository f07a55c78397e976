/** One training to come, as those see it who may take part: when, where, how many seats, and the way in or out. */

import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { When } from '../design/values.tsx'
import type { OfferedTrainingFragment } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { EnrolDocument, WithdrawDocument } from './operations.ts'
import { EnrolmentTag, StandingProblems } from './words.tsx'

type Props = { readonly training: OfferedTrainingFragment; readonly zone: string }

export function OfferedTraining({ training, zone }: Props) {
  const { t } = useTranslation('standing')
  const name = useName()
  const enrol = useAction(EnrolDocument)
  const withdraw = useAction(WithdrawDocument)
  const { startsAt, endsAt, seats, seatsTaken, myEnrolment } = training
  const isIn = myEnrolment?.state === 'ENROLLED'
  const left = seats - seatsTaken

  async function enter() {
    const seat = await enrol.run({ input: { sessionId: training.id } })
    if (seat) say(t('training.done', { seat: seat.seat ?? '' }))
  }
  async function leave(enrolmentId: string) {
    if (await withdraw.run({ input: { enrolmentId } })) say(t('training.withdrawn'))
  }

  return (
    <li>
      <div className="stack-tight">
        <strong>
          <When startsAt={startsAt} endsAt={endsAt} zone={zone} />
        </strong>
        <span className="small secondary">
          {training.place} · {t('training.trainer', { name: name(training.trainer) })} ·{' '}
          {t('training.passMark', { count: training.passMark })}
        </span>
        <StandingProblems
          problems={[...enrol.problems, ...withdraw.problems]}
          failure={enrol.failure ?? withdraw.failure}
        />
      </div>
      <div className="row">
        <span className="small secondary nowrap">
          {left > 0 ? t('training.free', { free: left, seats }) : t('training.full', { seats })}
        </span>
        {isIn ? (
          <>
            <EnrolmentTag state={myEnrolment.state} />
            <Popconfirm
              title={t('training.withdrawAsk')}
              okText={t('training.withdraw')}
              onConfirm={() => void leave(myEnrolment.id)}
            >
              <Button loading={withdraw.pending}>{t('training.withdraw')}</Button>
            </Popconfirm>
          </>
        ) : (
          <Button
            type="primary"
            disabled={left <= 0}
            loading={enrol.pending}
            aria-label={t('training.enrolLabel', { when: spanText(startsAt, endsAt, zone) })}
            onClick={() => void enter()}
          >
            {t('training.enrol')}
          </Button>
        )}
      </div>
    </li>
  )
}
