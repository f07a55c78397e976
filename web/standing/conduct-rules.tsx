/** The published rules of conduct points, folded until somebody asks. */

import { useTranslation } from 'react-i18next'
import type { MyStandingQuery } from '../gql/graphql.ts'
import { pointsText } from './points.ts'

type Rules = MyStandingQuery['conductRules']

export function ConductRules({ rules }: { readonly rules: Rules }) {
  const { t } = useTranslation('standing')
  return (
    <details className="standing-rules">
      <summary>{t('rules.title')}</summary>
      <p className="secondary">
        {t('rules.text', {
          start: rules.startPoints,
          max: rules.maxPoints,
          days: rules.windowDays,
          earned: rules.earnedPointsMax,
        })}
      </p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('rules.what')}</th>
            <th scope="col" className="right">
              {t('rules.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.causes.map(({ kind, points }) => (
            <tr key={kind}>
              <td>{t(`kind.${kind}`)}</td>
              <td className="right">{pointsText(points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small secondary">{t('rules.replaced')}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('rules.levelName')}</th>
            <th scope="col" className="right">
              {t('rules.from')}
            </th>
            <th scope="col">{t('rules.follows')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.levels.map(({ level, fromPoints, consequence, days }) => (
            <tr key={level}>
              <td>{t(`level.${level}`)}</td>
              <td className="right">{fromPoints}</td>
              <td>{t(`rules.consequence.${consequence}`, { count: days })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
