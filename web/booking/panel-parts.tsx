/** The parts of the booking panel: what is missing, the button, the purpose, the live quote, other times. */

import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Interval } from '../../server/kernel/interval.ts'
import { askToSignIn } from '../data/sign-in-prompt.ts'
import { spanText } from '../design/format.ts'
import { ZoneNote } from '../design/values.tsx'
import { type AskingPolicy, useApproval } from '../groups/use-approval.ts'
import type { Draft } from './draft.ts'
import { QuoteLines } from './quote-lines.tsx'
import { UseVoucher } from './use-voucher.tsx'
import { anotherTimeHelps } from './repairs.ts'
import type { useQuote } from './use-quote.ts'
import { clashes, nearestFree, type Week } from './week.ts'

const PURPOSE_MAX = 500
const OFFERS = 3

export function PanelHead() {
  const { t } = useTranslation('booking')
  return (
    <div className="spread">
      <h2>{t('panel.title')}</h2>
      <ZoneNote />
    </div>
  )
}

/** What has still to be filled in. */
export function Missing({ text }: { readonly text: string }) {
  return (
    <p className="small clash-word" role="alert">
      {text}
    </p>
  )
}

type SubmitProps = {
  readonly policy: AskingPolicy
  /** Whom it is for; the viewer unless told. */
  readonly forPersonId: string | undefined
  readonly pending: boolean
  /** How many times are booked at once; undefined for one that does not repeat. */
  readonly count?: number | undefined
}

export function Submit({ policy, forPersonId, pending, count }: SubmitProps) {
  const approval = useApproval(policy, forPersonId)
  const { t } = useTranslation('booking')
  const { t: tr } = useTranslation('series')
  const many = { count: count ?? 0 }
  const needsApproval = approval !== 'NONE'
  return (
    <>
      <Button type="primary" size="large" block htmlType="submit" loading={pending}>
        {count === undefined
          ? t(needsApproval ? 'panel.request' : 'panel.book')
          : tr(needsApproval ? 'preview.request' : 'preview.book', many)}
      </Button>
      <p className="small secondary">
        {t(`panel.note.${approval}`)} <Link to="/bookings">{t('panel.mine')}</Link>
      </p>
    </>
  )
}

type PurposeProps = { readonly value: string; readonly onChange: (purpose: string) => void }

export function Purpose({ value, onChange }: PurposeProps) {
  const { t } = useTranslation('booking')
  return (
    <div className="span-field">
      <label htmlFor="book-purpose">{t('form.purpose')}</label>
      <Input.TextArea
        id="book-purpose"
        value={value}
        maxLength={PURPOSE_MAX}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={t('form.purposeHint')}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

type LiveQuoteProps = {
  readonly quote: ReturnType<typeof useQuote>['quote']
  readonly waiting: boolean
  readonly span: Interval | undefined
  readonly signedIn: boolean
  readonly draft: Draft
  /** What is booked with it: vouchers pay for bookings that are made alone. */
  readonly together: readonly string[]
  readonly redraft: (change: Partial<Draft>) => void
}

/** What the span costs, line by line; who is not signed in is told how to see it. */
export function LiveQuote({ quote, waiting, span, signedIn, draft, together, redraft }: LiveQuoteProps) {
  const { t } = useTranslation('booking')
  if (!signedIn) {
    return (
      <p className="small secondary">
        {t('quote.signIn')}{' '}
        <Button type="link" size="small" className="inline-link" onClick={() => void askToSignIn()}>
          {t('quote.signInAction')}
        </Button>
      </p>
    )
  }
  const voucher = together.length > 0 ? null : quote?.voucher
  const checked = draft.useVoucher ?? false
  const voucherFen = checked ? (voucher?.coverFen ?? 0) : 0
  return (
    <div className="quote" aria-live="polite">
      {quote && span ? <QuoteLines {...{ quote, waiting, voucherFen }} /> : null}
      {voucher && span ? (
        <UseVoucher {...{ voucher, checked }} onChange={(useVoucher) => redraft({ useVoucher })} />
      ) : null}
      {span === undefined ? <p className="small secondary">{t('quote.pick')}</p> : null}
    </div>
  )
}

type OtherTimesProps = {
  readonly span: Interval | undefined
  readonly week: Week | undefined
  /** The server's reasons against the span. */
  readonly codes: readonly string[]
  /** Whether somebody took it while it stood in the form. */
  readonly justTaken: boolean
  readonly onPick: (span: Interval) => void
}

/** Where the wanted span is taken: what is in the way, and the nearest times of the same length. */
export function OtherTimes({ span, week, codes, justTaken, onPick }: OtherTimesProps) {
  const { t } = useTranslation('booking')
  if (!span || !week) return null
  const { busy, closed } = clashes(span, week)
  if (busy.length === 0 && !closed && !anotherTimeHelps(codes)) return null
  const offers = nearestFree(week, span, OFFERS)
  return (
    <div className="offers" aria-live="polite">
      {justTaken ? <p className="small clash-word">{t('clash.justTaken')}</p> : null}
      {busy.map((it) => (
        <p key={`${it.startsAt} ${it.bookingId}`} className="small clash-word">
          {t('clash.taken', {
            when: spanText(it.startsAt, it.endsAt, week.zone),
            what: t(`kind.${it.kind}`),
          })}
        </p>
      ))}
      {closed ? <p className="small clash-word">{t('clash.closed')}</p> : null}
      {offers.length > 0 ? (
        <div className="row">
          <span className="small secondary">{t('clash.nearest')}</span>
          {offers.map((it) => (
            <Button key={it.startsAt} size="small" onClick={() => onPick(it)}>
              {spanText(it.startsAt, it.endsAt, week.zone).slice(5)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
