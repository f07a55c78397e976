/** The five figures that come first, each with its change and, on hover or focus, its definition and source. */

import { QuestionCircleOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { countText, hoursFigure, percentText } from '../design/format.ts'
import type { StatisticsFiguresFragment } from '../gql/graphql.ts'
import { type FormulaId, useFormula } from './definitions.tsx'
import { type Change, isComparable, pointChange, relativeChange } from './period.ts'

type FigureName = 'effectiveHours' | 'externalHours' | 'utilisation' | 'sharingRate' | 'instrumentCount'

/** The formulas behind the figures; a count has none. */
const FORMULA: Record<FigureName, FormulaId | undefined> = {
  effectiveHours: 'F2',
  externalHours: 'F6',
  utilisation: 'F10',
  sharingRate: 'F11',
  instrumentCount: undefined,
}

type HeadFiguresProps = {
  readonly total: StatisticsFiguresFragment
  readonly previous: StatisticsFiguresFragment
}

export function HeadFigures({ total, previous }: HeadFiguresProps) {
  const { t } = useTranslation('statistics')
  const hadUse = isComparable(total.effectiveHours, previous.effectiveHours)
  const both = (sums: number, mean: number) => (
    <>
      <span>{t('ratio.sums', { value: percentText(sums) })}</span>
      <span>{t('ratio.mean', { value: percentText(mean) })}</span>
    </>
  )
  return (
    <div className="figure-row statistics-figures">
      <Head
        name="effectiveHours"
        value={hoursFigure(total.effectiveHours)}
        unit="h"
        change={relativeChange(total.effectiveHours, previous.effectiveHours)}
      >
        <span>{t('ratio.rated', { value: hoursFigure(total.ratedHours) })}</span>
      </Head>
      <Head
        name="externalHours"
        value={hoursFigure(total.externalHours)}
        unit="h"
        change={relativeChange(total.externalHours, previous.externalHours)}
      >
        <span>{t('ratio.bookings', { count: total.bookingCount, text: countText(total.bookingCount) })}</span>
      </Head>
      <Head
        name="utilisation"
        value={percentText(total.utilisation)}
        change={pointChange(total.utilisation, previous.utilisation, hadUse)}
        points
      >
        {both(total.utilisation, total.meanUtilisation)}
      </Head>
      <Head
        name="sharingRate"
        value={percentText(total.sharingRate)}
        change={pointChange(total.sharingRate, previous.sharingRate, hadUse)}
        points
      >
        {both(total.sharingRate, total.meanSharingRate)}
      </Head>
      <Head
        name="instrumentCount"
        value={countText(total.instrumentCount)}
        unit={t('unit.instruments')}
        change={relativeChange(total.instrumentCount, previous.instrumentCount)}
      >
        <span>{t('ratio.samples', { count: total.sampleCount, text: countText(total.sampleCount) })}</span>
      </Head>
    </div>
  )
}

type HeadProps = {
  readonly name: FigureName
  readonly value: string
  readonly unit?: string
  readonly change: Change | undefined
  /** The change is in percentage points. */
  readonly points?: boolean
  /** What belongs to the figure, smaller. */
  readonly children: React.ReactNode
}

function Head({ name, value, unit, change, points = false, children }: HeadProps) {
  const { t } = useTranslation('statistics')
  const formulaOf = useFormula()
  const id = FORMULA[name]
  const formula = id ? formulaOf(id) : undefined
  const definition = formula
    ? `${id} ${formula.name}: ${formula.text} ${t('source', { source: formula.source })}`
    : t('countDefinition')
  return (
    <section className="figure" aria-label={t(`figure.${name}`)}>
      <div className="figure-name">
        {t(`figure.${name}`)}
        <Tooltip
          title={definition}
          trigger={['hover', 'focus', 'click']}
          styles={{ root: { maxWidth: 360 } }}
        >
          <button
            type="button"
            className="statistics-define"
            aria-label={t('define', { name: t(`figure.${name}`) })}
          >
            <QuestionCircleOutlined aria-hidden="true" />
          </button>
        </Tooltip>
      </div>
      <div className="figure-value">
        {value}
        {unit ? <small>{unit}</small> : null}
      </div>
      <div className="figure-change statistics-change">
        {change ? (
          <span className={`statistics-${change.trend}`}>
            {t(points ? 'change.points' : 'change.relative', { value: change.text })}
          </span>
        ) : (
          <span>{t('change.none')}</span>
        )}
      </div>
      <div className="figure-change statistics-more">{children}</div>
    </section>
  )
}
