/** Bookings that have to move: each with where it is, where it could go, and what becomes of it. */

import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../data/action.ts'
import { Choice } from '../design/choice.tsx'
import { spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { ProblemList } from '../design/states.tsx'
import type { RescheduleChoice } from '../gql/graphql.ts'
import { choiceOf, type Proposal, tally } from './choices.ts'
import type { useRows } from './use-rows.ts'

type ProposalRowsProps = {
  readonly proposals: readonly Proposal[]
  readonly rows: ReturnType<typeof useRows>
  /** Why rows were refused, by booking. */
  readonly refused: ReadonlyMap<string, readonly Problem[]>
}

/** Nothing where there is none. */
export function ProposalRows({ proposals, rows, refused }: ProposalRowsProps) {
  const { t } = useTranslation('faults')
  const { choices, choose } = rows
  if (proposals.length === 0) return null
  return (
    <div className="stack-tight">
      <p role="status">{t('rows.tally', tally(proposals, choices))}</p>
      <ul className="fault-rows" aria-label={t('rows.list')}>
        {proposals.map((it) => (
          <Row
            key={it.booking.id}
            proposal={it}
            choice={choiceOf(it, choices)}
            problems={refused.get(it.booking.id) ?? []}
            onChoose={(choice) => choose(it.booking.id, choice)}
          />
        ))}
      </ul>
      <Checkbox checked={rows.skipsRefused} onChange={(event) => rows.setSkipsRefused(event.target.checked)}>
        {t('rows.skip')}
      </Checkbox>
    </div>
  )
}

type RowProps = {
  readonly proposal: Proposal
  readonly choice: RescheduleChoice
  readonly problems: readonly Problem[]
  readonly onChoose: (choice: RescheduleChoice) => void
}

function Row({ proposal, choice, problems, onChoose }: RowProps) {
  const { t } = useTranslation('faults')
  const name = useName()
  const { booking, to } = proposal
  const zone = booking.instrument.timeZone
  const who = booking.person ? name(booking.person) : t('rows.hidden')
  const offered: readonly RescheduleChoice[] = to ? ['MOVE', 'CANCEL', 'LEAVE'] : ['CANCEL', 'LEAVE']
  return (
    <li className="fault-row">
      <div>
        <strong>{who}</strong> <span className="small secondary">{name(booking.instrument)}</span>
        <div className="figures">
          {choice === 'LEAVE' ? (
            spanText(booking.startsAt, booking.endsAt, zone)
          ) : (
            <del>{spanText(booking.startsAt, booking.endsAt, zone)}</del>
          )}
        </div>
        {choice === 'MOVE' && to ? (
          <div className="figures strong">→ {spanText(to.startsAt, to.endsAt, zone)}</div>
        ) : null}
        {to ? null : <div className="small secondary">{t('rows.noTime')}</div>}
      </div>
      <Choice
        label={t('rows.choose', { who })}
        value={choice}
        onChange={onChoose}
        options={offered.map((value) => ({ value, label: t(`choices.${value}`) }))}
      />
      <ProblemList problems={problems} />
    </li>
  )
}
