/** The facts of an instrument: key specifications, whom to ask, and the record behind it. */

import { useTranslation } from 'react-i18next'
import { moneyText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Facts, Panel } from '../design/page.tsx'
import { DemoTag } from '../design/tags.tsx'
import type { Instrument } from './instrument.ts'

type PartProps = { readonly instrument: Instrument }

export function SpecTable({ instrument }: PartProps) {
  const { t } = useTranslation('catalog')
  const { specs, techSpecsZh } = instrument
  if (specs.length === 0 && !techSpecsZh) return null
  return (
    <Panel title={t('specs.title')}>
      {specs.length > 0 ? (
        <div className="table-scroll">
          <table className="table spec-table">
            <thead>
              <tr>
                <th>{t('specs.name')}</th>
                <th>{t('specs.value')}</th>
              </tr>
            </thead>
            <tbody>
              {specs.map((spec) => (
                <tr key={spec.name}>
                  <th scope="row">{spec.name}</th>
                  <td className="figures">
                    {spec.value}
                    {spec.unit ? ` ${spec.unit}` : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {techSpecsZh ? <p className="spec-text">{techSpecsZh}</p> : null}
    </Panel>
  )
}

export function OfficeFacts({ instrument }: PartProps) {
  const { t } = useTranslation('catalog')
  const name = useName()
  const { institution } = instrument
  const phone = institution.contactPhone
  const email = institution.contactEmail
  return (
    <Panel id="office" title={t('office.title')} actions={<DemoTag demo={institution.isDemo} />}>
      <Facts
        pairs={[
          [t('office.institution'), name(institution)],
          [t('office.address'), institution.addressZh],
          [t('office.place'), instrument.locationZh],
          [t('office.phone'), phone ? <a href={`tel:${phone}`}>{phone}</a> : null],
          [t('office.email'), email ? <a href={`mailto:${email}`}>{email}</a> : null],
          [t('office.calendar'), <a href={instrument.calendarUrl}>{t('office.calendarLink')}</a>],
        ]}
      />
    </Panel>
  )
}

/** A country code such as `AU` as a name; what is no code stays as it is. */
function countryName(country: string | null, language: string): string | null {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return country
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(country) ?? country
}

export function InstrumentFacts({ instrument }: PartProps) {
  const { t, i18n } = useTranslation('catalog')
  return (
    <Panel title={t('facts.title')}>
      <Facts
        pairs={[
          [t('facts.model'), instrument.model],
          [t('facts.manufacturer'), instrument.manufacturer],
          [t('facts.country'), countryName(instrument.originCountry, i18n.language)],
          [t('facts.assetNo'), instrument.localAssetNo],
          [t('facts.serial'), instrument.serialNumber],
          [t('facts.usageClass'), t(`usageClass.${instrument.usageClass}`)],
          [t('facts.runStatus'), t(`runStatus.${instrument.runStatus}`)],
          [t('facts.share'), t(`shareMode.${instrument.shareMode}`)],
          [t('facts.commissioned'), instrument.commissionedOn],
          [t('facts.value'), moneyText(instrument.originalValueFen)],
          [t('facts.customs'), instrument.customsSupervised ? t('facts.customsYes') : null],
        ]}
      />
    </Panel>
  )
}
