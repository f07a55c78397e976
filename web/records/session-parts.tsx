/** Parts of a session in words: how long, by whom, how a correction stands, and the way to ask for one. */

import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hoursText, momentText, spanText } from '../design/format.ts'
import { StateTag, type Tone } from '../design/tags.tsx'
import type { SessionRowFragment } from '../gql/graphql.ts'
import { AdjustDialog } from './adjust-dialog.tsx'

type Session = SessionRowFragment

const HOUR_MS = 3_600_000

/** `2026-01-05 周一 09:30–11:30 · 2 h`. */
export function SessionTime({ session }: { readonly session: Session }) {
  const { t } = useTranslation('records')
  const { startsAt, endsAt, instrument } = session
  if (!endsAt) {
    return (
      <span className="figures">
        {momentText(startsAt, instrument.timeZone)} – {t('now')}
      </span>
    )
  }
  const hours = hoursText((Date.parse(endsAt) - Date.parse(startsAt)) / HOUR_MS)
  return (
    <span className="figures">
      {spanText(startsAt, endsAt, instrument.timeZone)}{' '}
      <span className="secondary">· {t('hours', { value: hours })}</span>
    </span>
  )
}

const TONES = { REQUESTED: 'amber', APPROVED: 'green', REJECTED: 'red' } as const satisfies Record<
  string,
  Tone
>

/** How the last correction stands, and what the session was before. */
export function CorrectionWord({ session }: { readonly session: Session }) {
  const { t } = useTranslation('records')
  const { adjustment, history, instrument } = session
  const before = history.at(-1)
  return (
    <div>
      {adjustment ? (
        <StateTag tone={TONES[adjustment.state]} title={adjustment.decisionNote ?? adjustment.reason}>
          {t(`states.${adjustment.state}`)}
        </StateTag>
      ) : null}
      {adjustment?.decisionNote ? <div className="small secondary">{adjustment.decisionNote}</div> : null}
      {before ? (
        <div className="small secondary">
          {t('was')} {spanText(before.startsAt, before.endsAt, instrument.timeZone)} ·{' '}
          {t(`kinds.${before.kind}`)} · {t('sampleCount', { count: before.samples })}
        </div>
      ) : null}
    </div>
  )
}

/** Asks for a correction while that can be; says that it cannot where it is locked. */
export function AdjustButton({ session }: { readonly session: Session }) {
  const { t } = useTranslation('records')
  const [open, setOpen] = useState(false)
  const { endsAt, locksAt, adjustment, instrument } = session
  if (!endsAt || adjustment?.state === 'REQUESTED') return null
  const when = momentText(locksAt, instrument.timeZone)
  if (Date.parse(locksAt) <= Date.now()) {
    return (
      <span className="small secondary" title={t('lockedHint', { when })}>
        {t('locked')}
      </span>
    )
  }
  return (
    <>
      <Button size="small" title={t('until', { when })} onClick={() => setOpen(true)}>
        {t('adjust')}
      </Button>
      {open ? <AdjustDialog session={session} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
