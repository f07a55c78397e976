/** A quote, line by line, with its total. */

import { useTranslation } from 'react-i18next'
import { moneyText } from '../design/format.ts'

type QuoteLinesProps = {
  readonly quote: {
    readonly lines: readonly { readonly description: string; readonly amountFen: number }[]
    readonly totalFen: number | null
  }
  readonly waiting?: boolean
  /** What a voucher pays of it; 0: nothing. */
  readonly voucherFen?: number
}

export function QuoteLines({ quote, waiting = false, voucherFen = 0 }: QuoteLinesProps) {
  const { t } = useTranslation('booking')
  return (
    <table className="quote-lines" aria-label={t('quote.title')} aria-busy={waiting}>
      <tbody>
        {quote.lines.map((line) => (
          <tr key={`${line.description} ${line.amountFen}`}>
            <th scope="row">{line.description}</th>
            <td>{moneyText(line.amountFen)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('quote.total')}</th>
          <td>{quote.totalFen === null ? t('quote.noTariff') : moneyText(quote.totalFen)}</td>
        </tr>
        {quote.totalFen !== null && voucherFen > 0 ? (
          <>
            <tr>
              <th scope="row">{t('quote.voucher')}</th>
              <td>{moneyText(0 - voucherFen)}</td>
            </tr>
            <tr>
              <th scope="row">{t('quote.own')}</th>
              <td>{moneyText(quote.totalFen - voucherFen)}</td>
            </tr>
          </>
        ) : null}
      </tfoot>
    </table>
  )
}
