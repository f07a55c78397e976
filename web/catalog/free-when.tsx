/** 空闲时段: a day, from when and until when; only instruments free for the whole of it remain. */

import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { weekdayText } from '../design/format.ts'
import type { CatalogSearch } from './catalog-search.ts'

const FreeWhenForm = lazy(() => import('./free-when-form.tsx').then((it) => ({ default: it.FreeWhenForm })))

type FreeWhenProps = {
  readonly search: CatalogSearch
  readonly onChange: (change: Partial<Record<keyof CatalogSearch, string | undefined>>) => void
}

export function FreeWhen({ search, onChange }: FreeWhenProps) {
  const { t } = useTranslation('catalog')
  const [open, setOpen] = useState(false)
  const { day, from, to } = search
  return (
    <section className="facet" aria-label={t('free.title')}>
      <h2>{t('free.title')}</h2>
      {day ? (
        <p className="figures">
          {day} {weekdayText(day)} {from}–{to}
        </p>
      ) : null}
      <div className="row">
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(day ? 'free.change' : 'free.choose')}
        </button>
        {day ? (
          <button
            type="button"
            className="link-button"
            onClick={() => onChange({ day: undefined, from: undefined, to: undefined })}
          >
            {t('free.clear')}
          </button>
        ) : null}
      </div>
      {open ? (
        <Suspense fallback={null}>
          <FreeWhenForm
            initial={{ day, from, to }}
            onSubmit={(span) => {
              setOpen(false)
              onChange(span)
            }}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
