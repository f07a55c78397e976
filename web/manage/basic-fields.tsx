/** 基本信息: what the instrument is, whose label it bears, where it stands. */

import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { wallTime } from '../design/format.ts'
import { DayPicker } from '../design/day-picker.tsx'
import { CategoryPicker } from './category-picker.tsx'
import { countryName, ORIGIN_COUNTRIES } from './countries.ts'

const USAGE_CLASSES = ['GENERAL', 'DEDICATED'] as const
const SOURCES = ['PURCHASED', 'DEVELOPED', 'DONATED', 'OTHER'] as const
const FUNDING = ['CENTRAL', 'LOCAL', 'OWN', 'OTHER'] as const

export function BasicFields() {
  const { t } = useTranslation('manage')
  return (
    <div className="stack">
      <section className="panel" aria-label={t('basic.what')}>
        <h2>{t('basic.what')}</h2>
        <div className="manage-grid">
          <Form.Item
            required
            name="nameZh"
            label={t('fields.nameZh')}
            extra={t('basic.nameHint')}
            rules={[{ required: true, whitespace: true, warningOnly: true, message: t('needed') }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="nameEn" label={t('fields.nameEn')}>
            <Input maxLength={100} lang="en" />
          </Form.Item>
          <Form.Item
            required
            name="categoryCode"
            label={t('fields.categoryCode')}
            className="manage-wide"
            rules={[{ required: true, warningOnly: true, message: t('needed') }]}
          >
            <CategoryPicker />
          </Form.Item>
          <Form.Item name="model" label={t('fields.model')} extra={t('basic.modelHint')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="manufacturer" label={t('fields.manufacturer')} extra={t('basic.makerHint')}>
            <Input maxLength={100} />
          </Form.Item>
          <Origin />
          <Form.Item name="usageClass" label={t('fields.usageClass')}>
            <Select options={USAGE_CLASSES.map((it) => ({ value: it, label: t(`usageClass.${it}`) }))} />
          </Form.Item>
        </div>
      </section>
      <AssetFields />
    </div>
  )
}

function Origin() {
  const { t, i18n } = useTranslation('manage')
  return (
    <Form.Item name="originCountry" label={t('fields.originCountry')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={ORIGIN_COUNTRIES.map((code) => ({
          value: code,
          label: `${countryName(code, i18n.language)} ${code}`,
        }))}
      />
    </Form.Item>
  )
}

/** `1234567.8` as `1,234,567.8`. */
function grouped(value: number | string | undefined): string {
  const [whole = '', rest] = String(value ?? '').split('.')
  const parted = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return rest === undefined ? parted : `${parted}.${rest}`
}

/** What the asset office knows of the piece. */
function AssetFields() {
  const { t } = useTranslation('manage')
  const today = wallTime(Date.now()).date
  return (
    <section className="panel" aria-label={t('basic.piece')}>
      <h2>{t('basic.piece')}</h2>
      <div className="manage-grid">
        <Form.Item
          required
          name="localAssetNo"
          label={t('fields.localAssetNo')}
          extra={t('basic.assetHint')}
          rules={[{ required: true, whitespace: true, warningOnly: true, message: t('needed') }]}
        >
          <Input maxLength={45} />
        </Form.Item>
        <Form.Item name="serialNumber" label={t('fields.serialNumber')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="locationZh" label={t('fields.locationZh')} extra={t('basic.placeHint')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="commissionedOn" label={t('fields.commissionedOn')}>
          <DayPicker allowClear disabled={(date) => date > today} />
        </Form.Item>
        <Form.Item name="originalValueYuan" label={t('fields.originalValueFen')} extra={t('basic.valueHint')}>
          <InputNumber<number>
            min={0}
            precision={2}
            prefix="¥"
            className="manage-number"
            formatter={grouped}
            parser={(text) => Number((text ?? '').replaceAll(',', ''))}
          />
        </Form.Item>
        <Form.Item name="source" label={t('fields.source')}>
          <Select options={SOURCES.map((it) => ({ value: it, label: t(`source.${it}`) }))} />
        </Form.Item>
        <Form.Item name="fundingSources" label={t('fields.fundingSources')}>
          <Checkbox.Group options={FUNDING.map((it) => ({ value: it, label: t(`funding.${it}`) }))} />
        </Form.Item>
        <Form.Item
          name="customsSupervised"
          valuePropName="checked"
          label={t('fields.customsSupervised')}
          extra={t('basic.customsHint')}
        >
          <Checkbox>{t('basic.customsYes')}</Checkbox>
        </Form.Item>
      </div>
    </section>
  )
}
