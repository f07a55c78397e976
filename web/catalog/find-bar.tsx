/** The question of 找时间: how long, when, on which days, at what hours, and for whom. */

import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { Choice, type ChoiceProps } from '../design/choice.tsx'
import { ZoneNote } from '../design/values.tsx'
import type { CatalogSearch } from './catalog-search.ts'
import { DAY_WISHES, findDays, HOUR_WISHES, hoursText } from './find-time.ts'

const FindDates = lazy(() => import('./find-dates.tsx').then((it) => ({ default: it.FindDates })))

const LENGTHS = ['60', '120', '180', '240', '480'] as const

const WHENS = ['today', 'week', 'next', 'dates'] as const

export type FindChange = Partial<Record<keyof CatalogSearch, string | undefined>>

type FindBarProps = {
  readonly search: CatalogSearch & { readonly find: string }
  readonly today: string
  readonly signedIn: boolean
  readonly onChange: (change: FindChange) => void
}

export function FindBar({ search, today, signedIn, onChange }: FindBarProps) {
  const { t } = useTranslation('catalog')
  const { find, when = 'week', hours, mine } = search
  const lengths = LENGTHS.some((it) => it === find) ? LENGTHS : [find, ...LENGTHS]
  const range = findDays(search, today)
  return (
    <section className="panel find-bar" aria-label={t('find.title')}>
      <div className="spread">
        <h2>{t('find.title')}</h2>
        <Button kind="link" onClick={() => onChange(NO_FIND)}>
          {t('find.close')}
        </Button>
      </div>
      <div className="find-fields">
        <Field
          label={t('find.length')}
          value={find}
          onChange={(minutes) => onChange({ find: minutes })}
          options={lengths.map((value) => ({ value, label: t('find.hours', { count: Number(value) / 60 }) }))}
        />
        <Field
          label={t('find.when')}
          value={when}
          onChange={(next) =>
            onChange({
              when: next === 'week' ? undefined : next,
              since: next === 'dates' ? range[0] : undefined,
              until: next === 'dates' ? range[1] : undefined,
            })
          }
          options={WHENS.map((value) => ({ value, label: t(`find.whens.${value}`) }))}
        />
        {when === 'dates' ? (
          <Suspense fallback={null}>
            <FindDates range={range} today={today} onChange={onChange} />
          </Suspense>
        ) : null}
        <WishFields search={search} onChange={onChange} />
        {signedIn || mine ? (
          <label className="find-mine">
            <input
              type="checkbox"
              checked={mine === 'only'}
              onChange={(it) => onChange({ mine: it.target.checked ? 'only' : undefined })}
            />
            <span>{t('find.mine')}</span>
          </label>
        ) : null}
      </div>
      <p className="small secondary figures">
        {range[0]} – {range[1]}
        {hours ? ` ${hoursText(hours)}` : ''} · <ZoneNote />
      </p>
    </section>
  )
}

/** On which days of the week, and at what hours. */
function WishFields({ search: { days, hours }, onChange }: Pick<FindBarProps, 'search' | 'onChange'>) {
  const { t } = useTranslation('catalog')
  return (
    <>
      <Field
        label={t('find.days')}
        value={days ?? 'any'}
        onChange={(next) => onChange({ days: next === 'any' ? undefined : next })}
        options={(['any', ...DAY_WISHES] as const).map((value) => ({
          value,
          label: t(`find.dayWishes.${value}`),
        }))}
      />
      <Field
        label={t('find.hoursOfDay')}
        value={hours ?? 'any'}
        onChange={(next) => onChange({ hours: next === 'any' ? undefined : next })}
        options={(['any', ...HOUR_WISHES] as const).map((value) => ({
          value,
          label: t(`find.hourWishes.${value}`),
        }))}
      />
    </>
  )
}

function Field<Value extends string>(props: ChoiceProps<Value>) {
  return (
    <div className="find-field">
      <span className="small secondary">{props.label}</span>
      <Choice {...props} />
    </div>
  )
}

/** Everything that belongs to the search for time, taken out of the URL. */
export const NO_FIND: FindChange = {
  find: undefined,
  when: undefined,
  since: undefined,
  until: undefined,
  days: undefined,
  hours: undefined,
  mine: undefined,
  order: undefined,
}
