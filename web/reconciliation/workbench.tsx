/**
 * The lines of a month, two sides beside each other, only those in sight in the document. One stop for the Tab key;
 * inside, j and k go from line to line, a t x decide, u takes it back.
 */

import { useVirtualizer } from '@tanstack/react-virtual'
import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemList } from '../design/states.tsx'
import { usePhone } from '../design/use-media.ts'
import type { ReconciledLineFragment } from '../gql/graphql.ts'
import { useDecisions, useKeys } from './decisions.ts'
import { LineRow } from './line-row.tsx'

const ROW_PX = 64
const CARD_PX = 236

type WorkbenchProps = {
  readonly runId: string
  readonly lines: readonly ReconciledLineFragment[]
  readonly mayResolve: boolean
  /** The last line that is here comes in sight. */
  readonly onEnd: () => void
}

export function Workbench({ runId, lines, mayResolve, onEnd }: WorkbenchProps) {
  const { t } = useTranslation('reconciliation')
  const phone = usePhone()
  const box = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const { decide, reason, setReason, problems, failure } = useDecisions(runId)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => (phone ? CARD_PX : ROW_PX),
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= lines.length - 1) onEnd()
  }, [last, lines.length, onEnd])

  const onKeyDown = useKeys({
    lines,
    current,
    go: (next) => {
      setCurrent(next)
      virtual.scrollToIndex(next)
    },
    decide: mayResolve ? decide : undefined,
  })
  return (
    <div className="stack-tight">
      {mayResolve ? (
        <Input
          aria-label={t('reason')}
          placeholder={t('reasonHint')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      <ProblemList problems={problems} failure={failure} />
      {phone ? null : <Head />}
      <Spoken line={lines[current]} />
      <div
        ref={box}
        className="reconciliation-lines"
        role="list"
        aria-label={t('workbench')}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start, size }) => {
            const line = lines[index]
            return line ? (
              <LineRow
                key={line.id}
                line={line}
                isCurrent={index === current}
                style={{ transform: `translateY(${start}px)`, height: size }}
                onPick={() => setCurrent(index)}
                decide={mayResolve ? decide : undefined}
              />
            ) : null
          })}
        </div>
      </div>
    </div>
  )
}

/** What the current line says, for who cannot see it. */
function Spoken({ line }: { readonly line: ReconciledLineFragment | undefined }) {
  const { t } = useTranslation('reconciliation')
  return (
    <div className="visually-hidden" aria-live="polite">
      {line ? `${line.number} ${t(`outcome.${line.outcome}`)} ${line.assetNo}` : ''}
      {line?.resolution ? ` ${t(`resolution.${line.resolution}`)}` : ''}
    </div>
  )
}

function Head() {
  const { t } = useTranslation('reconciliation')
  return (
    <div className="reconciliation-head small secondary" aria-hidden="true">
      <span>{t('column.outcome')}</span>
      <span>{t('column.instrument')}</span>
      <span>{t('column.oursLong')}</span>
      <span>{t('column.theirsLong')}</span>
      <span className="right">{t('column.difference')}</span>
      <span>{t('column.payment')}</span>
      <span>{t('column.decision')}</span>
    </div>
  )
}
