/** 价格: what each class of customer pays, from when; and a trial before anybody is charged. */

import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../server/kernel/calendar.ts'
import { wallTime } from '../design/format.ts'
import type { CustomerClass, ManagedInstrumentFragment, ManagedTariffFragment } from '../gql/graphql.ts'
import { TariffForm } from './tariff-form.tsx'
import { tariffOn, tariffValuesOf, versionsOf } from './tariff-values.ts'
import { TariffVersions } from './tariff-versions.tsx'
import { TryIt } from './try-it.tsx'

const CLASSES: readonly CustomerClass[] = ['INTERNAL', 'EXTERNAL']

export function PriceStep({ instrument }: { readonly instrument: ManagedInstrumentFragment }) {
  const { t } = useTranslation('manage')
  const today = wallTime(Date.now(), instrument.timeZone).date
  const [customerClass, setClass] = useState<CustomerClass>('EXTERNAL')
  // A version to stand on; counted so that taking the same one again starts the form afresh.
  const [base, setBase] = useState<{ tariff: ManagedTariffFragment | undefined; taken: number }>({
    tariff: undefined,
    taken: 0,
  })
  const versions = versionsOf(instrument.tariffs, customerClass)
  const ground = base.tariff ?? tariffOn(instrument.tariffs, customerClass, today) ?? versions[0]
  const from = versions.length === 0 ? today : addDays(today, 1)
  return (
    <div className="manage-price">
      <div className="stack">
        <Segmented<CustomerClass>
          aria-label={t('tariff.class')}
          value={customerClass}
          onChange={(next) => {
            setClass(next)
            setBase({ tariff: undefined, taken: base.taken + 1 })
          }}
          options={CLASSES.map((it) => ({ value: it, label: t(`customerClass.${it}`) }))}
        />
        <p className="secondary">{t(`customerClassHint.${customerClass}`)}</p>
        <TariffVersions
          versions={versions}
          today={today}
          onUse={(tariff) => setBase({ tariff, taken: base.taken + 1 })}
        />
        <TariffForm
          key={`${customerClass} ${base.taken}`}
          instrumentId={instrument.id}
          timeZone={instrument.timeZone}
          initial={tariffValuesOf(customerClass, from, ground)}
          taken={versions.map((it) => it.validFrom)}
        />
      </div>
      <TryIt instrument={instrument} />
    </div>
  )
}
