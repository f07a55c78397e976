/** One instrument in the list of results: what it is, whose, whether free, what it costs. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useName } from '../design/names.ts'
import { DemoTag, StateTag } from '../design/tags.tsx'
import { Money } from '../design/values.tsx'
import type { CatalogResultFragment } from '../gql/graphql.ts'
import { AvailabilityWord } from './availability-word.tsx'
import { foundKeywords, highlighted } from './catalog-search.ts'

/** `text` with the searched words marked. */
function Marked({ text, words }: { readonly text: string; readonly words: string | undefined }) {
  let at = 0
  return highlighted(text, words).map((piece, i) => {
    at += piece.length
    return i % 2 === 1 ? <mark key={at}>{piece}</mark> : piece
  })
}

type ResultRowProps = { readonly instrument: CatalogResultFragment; readonly words: string | undefined }

export function ResultRow({ instrument, words }: ResultRowProps) {
  const { t } = useTranslation('catalog')
  const name = useName()
  return (
    <li className="result">
      <div className="result-main">
        <h2>
          <Link to="/instruments/$id" params={{ id: instrument.id }}>
            <Marked text={name(instrument)} words={words} />
          </Link>
        </h2>
        <div className="result-facts secondary">
          <Marked text={`${instrument.manufacturer} ${instrument.model}`} words={words} />
          {` · ${name(instrument.institution)} · `}
          <span className="nowrap">{name(instrument.district)}</span>
        </div>
        <div className="result-tags">
          <StateTag>{name(instrument.category)}</StateTag>
          {instrument.serviceModes.map((mode) => (
            <StateTag key={mode} tone="line">
              {t(`serviceMode.${mode}`)}
            </StateTag>
          ))}
          {instrument.shareMode === 'EXTERNAL' ? null : (
            <StateTag tone="amber">{t(`shareMode.${instrument.shareMode}`)}</StateTag>
          )}
          {foundKeywords(instrument.keywordsZh, words).map((keyword) => (
            <StateTag key={keyword} tone="line">
              <Marked text={keyword} words={words} />
            </StateTag>
          ))}
          <DemoTag demo={instrument.isDemo} />
        </div>
      </div>
      <div className="result-side">
        <AvailabilityWord instrument={instrument} />
        <span className="result-price">
          <strong>
            <Money fen={instrument.priceFenPerHour} />
          </strong>
          {instrument.priceFenPerHour === null ? null : (
            <span className="small secondary">{t('perHour')}</span>
          )}
        </span>
      </div>
    </li>
  )
}
