/** Quotas, one a row: what, whose, in which period, how much, for whom. */

import { Button, Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  isPeriodic,
  type Quota,
  QUOTA_MEASURES,
  QUOTA_PERIODS,
  QUOTA_SUBJECTS,
  QUOTAS_MAX,
} from '../../server/catalog/rules/quota.ts'
import { USER_CLASSES } from '../../server/institutions/rules.ts'
import { Amount, Cell, replaced, TimeField, without } from './fields.tsx'

const FIRST: Quota = {
  measure: 'minutes',
  per: 'person',
  period: 'week',
  limit: 480,
  enforced: null,
  userClasses: [],
}

type QuotaListProps = {
  readonly value: readonly Quota[]
  readonly onChange: (quotas: readonly Quota[]) => void
}

export function QuotaList({ value, onChange }: QuotaListProps) {
  const { t } = useTranslation('policies')
  return (
    <div className="stack">
      {value.length === 0 ? <p className="secondary">{t('quotas.none')}</p> : null}
      {value.map((it, i) => (
        <QuotaRow
          // oxlint-disable-next-line react/no-array-index-key -- a quota has no name but its place.
          key={i}
          n={i + 1}
          value={it}
          onChange={(next) => onChange(replaced(value, i, next))}
          onRemove={() => onChange(without(value, i))}
        />
      ))}
      <div>
        <Button disabled={value.length >= QUOTAS_MAX} onClick={() => onChange([...value, FIRST])}>
          {t('quotas.add')}
        </Button>
      </div>
    </div>
  )
}

/** A quota of another measure, with what that measure cannot have left out. */
function remeasured(quota: Quota, measure: Quota['measure']): Quota {
  const personal = measure === 'gap_minutes' || measure === 'one_at_a_time'
  return {
    ...quota,
    measure,
    per: personal ? 'person' : quota.per,
    period: isPeriodic(measure) ? (quota.period ?? 'week') : null,
    limit: measure === 'one_at_a_time' ? 1 : measure.endsWith('minutes') ? 120 : 2,
    enforced: measure === 'minutes' ? quota.enforced : null,
  }
}

type QuotaRowProps = {
  readonly n: number
  readonly value: Quota
  readonly onChange: (quota: Quota) => void
  readonly onRemove: () => void
}

function QuotaRow({ n, value, onChange, onRemove }: QuotaRowProps) {
  const { t } = useTranslation('policies')
  const { measure } = value
  const isTime = measure.endsWith('minutes')
  return (
    <section className="policy-row" aria-label={t('quotas.row', { n })}>
      <div className="policy-cells">
        <Cell label={t('quotas.measure')}>
          <Select
            aria-label={t('quotas.measure')}
            value={measure}
            onChange={(next) => onChange(remeasured(value, next))}
            options={QUOTA_MEASURES.map((it) => ({ value: it, label: t(`quotas.measures.${it}`) }))}
          />
        </Cell>
        {measure === 'gap_minutes' || measure === 'one_at_a_time' ? null : (
          <Cell label={t('quotas.per')}>
            <Select
              aria-label={t('quotas.per')}
              value={value.per}
              onChange={(per) => onChange({ ...value, per })}
              options={QUOTA_SUBJECTS.map((it) => ({ value: it, label: t(`per.${it}`) }))}
            />
          </Cell>
        )}
        {value.period === null ? null : (
          <Cell label={t('quotas.period')}>
            <Select
              aria-label={t('quotas.period')}
              value={value.period}
              onChange={(period) => onChange({ ...value, period })}
              options={QUOTA_PERIODS.map((it) => ({ value: it, label: t(`period.${it}`) }))}
            />
          </Cell>
        )}
        {measure === 'one_at_a_time' ? null : (
          <Amount
            label={t('quotas.limit')}
            unit={t(isTime ? 'units.hours' : 'units.times')}
            per={isTime ? 60 : 1}
            value={value.limit}
            onChange={(limit) => onChange({ ...value, limit: limit ?? 0 })}
          />
        )}
        <Cell label={t('quotas.classes')}>
          <Select
            mode="multiple"
            aria-label={t('quotas.classes')}
            className="policy-classes"
            maxTagCount="responsive"
            placeholder={t('quotas.everybody')}
            value={[...value.userClasses]}
            onChange={(userClasses) => onChange({ ...value, userClasses })}
            options={USER_CLASSES.map((it) => ({ value: it, label: t(`userClass.${it}`) }))}
          />
        </Cell>
        {measure === 'minutes' ? <Enforced value={value} onChange={onChange} /> : null}
        <Button className="policy-remove" aria-label={t('quotas.remove', { n })} onClick={onRemove}>
          ✕
        </Button>
      </div>
    </section>
  )
}

/** The hours within which minutes count. */
function Enforced({ value, onChange }: Pick<QuotaRowProps, 'value' | 'onChange'>) {
  const { t } = useTranslation('policies')
  const { enforced } = value
  return (
    <>
      <Checkbox
        className="policy-check"
        checked={enforced !== null}
        onChange={(event) =>
          onChange({
            ...value,
            enforced: event.target.checked ? { startsAt: '08:00', endsAt: '18:00' } : null,
          })
        }
      >
        {t('quotas.enforced')}
      </Checkbox>
      {enforced ? (
        <>
          <TimeField
            label={t('quotas.from')}
            value={enforced.startsAt}
            onChange={(startsAt) => onChange({ ...value, enforced: { ...enforced, startsAt } })}
          />
          <TimeField
            label={t('quotas.to')}
            value={enforced.endsAt}
            onChange={(endsAt) => onChange({ ...value, enforced: { ...enforced, endsAt } })}
          />
        </>
      ) : null}
    </>
  )
}
