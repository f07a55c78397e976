/** What each figure means and where the definition is from, for those who must answer for it. */

import { useTranslation } from 'react-i18next'
import { Panel } from '../design/page.tsx'

const FORMULAS = [
  ['F1', 'ratedHours'],
  ['F2', 'effectiveHours'],
  ['F6', 'externalHours'],
  ['F10', 'utilisation'],
  ['F11', 'sharingRate'],
  ['N', 'instrumentCount'],
] as const

export function Definitions({ version }: { readonly version: string }) {
  const { t } = useTranslation('statistics')
  return (
    <Panel title={t('definitions')} actions={<span className="small secondary">{t('version', { version })}</span>}>
      <dl className="statistics-definitions">
        {FORMULAS.map(([id, name]) => (
          <div key={id}>
            <dt>
              <span className="tag">{id}</span> {t(`figure.${name}`)}
            </dt>
            <dd>
              {t(`definition.${name}`)} <span className="secondary small">{t(`source.${name}`)}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('ratio.two')}</dt>
          <dd>{t('ratio.explain')}</dd>
        </div>
      </dl>
    </Panel>
  )
}
