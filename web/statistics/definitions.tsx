/** What each figure means and where the definition is from, for those who must answer for it. */

import { useTranslation } from 'react-i18next'
import { FORMULAS } from '../../server/statistics/rules/formulas.ts'
import { Panel } from '../design/page.tsx'

export type FormulaId = (typeof FORMULAS)[number]['id']

/** Name, text and source of a formula in the page's language. */
export function useFormula() {
  const { i18n } = useTranslation('statistics')
  const en = i18n.language === 'en'
  return (id: FormulaId) => {
    const formula = FORMULAS.find((it) => it.id === id) ?? FORMULAS[0]
    return {
      name: en ? formula.nameEn : formula.nameZh,
      text: en ? formula.textEn : formula.textZh,
      source: formula.source,
    }
  }
}

export function Definitions({ version }: { readonly version: string }) {
  const { t } = useTranslation('statistics')
  const formulaOf = useFormula()
  const [edition] = version.split(' ')
  return (
    <Panel
      title={t('definitions')}
      actions={<span className="small secondary">{t('version', { version: edition ?? version })}</span>}
    >
      <dl className="statistics-definitions">
        {FORMULAS.map(({ id }) => {
          const { name, text, source } = formulaOf(id)
          return (
            <div key={id}>
              <dt>
                <span className="tag">{id}</span> {name}
              </dt>
              <dd>
                {text}{' '}
                <span className="secondary small" lang="zh-CN">
                  {t('source', { source })}
                </span>
              </dd>
            </div>
          )
        })}
        <div>
          <dt>{t('figure.instrumentCount')}</dt>
          <dd>{t('countDefinition')}</dd>
        </div>
      </dl>
    </Panel>
  )
}
