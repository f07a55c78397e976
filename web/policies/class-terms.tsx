/** What counts for classes of users in the place of what counts for all. */

import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type ClassTerms, SILENT } from '../../server/catalog/rules/policy-layers.ts'
import { USER_CLASSES } from '../../server/institutions/rules.ts'
import { replaced, without } from './fields.tsx'
import { TermsFields } from './terms-fields.tsx'

type ClassTermsListProps = {
  readonly value: readonly ClassTerms[]
  readonly onChange: (classes: readonly ClassTerms[]) => void
}

export function ClassTermsList({ value, onChange }: ClassTermsListProps) {
  const { t } = useTranslation('policies')
  const left = USER_CLASSES.filter((it) => value.every((known) => known.userClass !== it))
  return (
    <div className="stack">
      {value.map((it, i) => {
        const name = t(`userClass.${it.userClass}`)
        return (
          <section key={it.userClass} className="policy-row" aria-label={name}>
            <div className="spread">
              <strong>{name}</strong>
              <Button
                size="small"
                type="text"
                aria-label={t('editor.removeClass', { name })}
                onClick={() => onChange(without(value, i))}
              >
                ✕
              </Button>
            </div>
            <TermsFields
              value={it.terms}
              placeholder={t('editor.inherit')}
              onChange={(terms) => onChange(replaced(value, i, { ...it, terms }))}
            />
          </section>
        )
      })}
      {left.length > 0 ? (
        <Select
          aria-label={t('editor.addClass')}
          className="policy-add"
          value={null}
          placeholder={t('editor.addClass')}
          onChange={(userClass: (typeof USER_CLASSES)[number] | null) =>
            userClass ? onChange([...value, { userClass, terms: SILENT }]) : undefined
          }
          options={left.map((it) => ({ value: it, label: t(`userClass.${it}`) }))}
        />
      ) : null}
    </div>
  )
}
