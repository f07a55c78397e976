/** 技术与服务: what it can do, for whom and how. */

import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'

const SERVICE_MODES = ['SELF_USE', 'SAMPLE_SUBMISSION', 'TEST_ITEM'] as const
const SHARE_MODES = ['EXTERNAL', 'INTERNAL', 'NONE'] as const
const RUN_STATUSES = [
  'NORMAL',
  'STANDBY',
  'REMOTE',
  'OCCASIONAL_FAULT',
  'FREQUENT_FAULT',
  'AWAIT_REPAIR',
  'AWAIT_SCRAP',
] as const

const TEXTS = [
  ['techSpecsZh', 500],
  ['functionsZh', 300],
  ['serviceContentZh', 200],
  ['accessRulesZh', 500],
] as const

export function ServiceFields() {
  const { t } = useTranslation('manage')
  const { t: tc } = useTranslation('catalog')
  return (
    <div className="stack">
      <section className="panel" aria-label={t('service.can')}>
        <h2>{t('service.can')}</h2>
        <Specs />
        {TEXTS.map(([field, max]) => (
          <Form.Item
            key={field}
            name={field}
            label={t(`fields.${field}`)}
            extra={t(`service.hints.${field}`)}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={max} showCount />
          </Form.Item>
        ))}
        <Form.Item name="keywordsZh" label={t('fields.keywordsZh')} extra={t('service.hints.keywordsZh')}>
          <Select mode="tags" open={false} tokenSeparators={['，', '、', ',', '；', ';']} suffixIcon={null} />
        </Form.Item>
      </section>
      <section className="panel" aria-label={t('service.how')}>
        <h2>{t('service.how')}</h2>
        <div className="manage-grid">
          <Form.Item
            name="serviceModes"
            label={t('fields.serviceModes')}
            rules={[{ required: true, warningOnly: true, message: t('needed') }]}
          >
            <Checkbox.Group
              options={SERVICE_MODES.map((it) => ({ value: it, label: tc(`serviceMode.${it}`) }))}
            />
          </Form.Item>
          <Form.Item name="shareMode" label={t('fields.shareMode')} extra={t('service.shareHint')}>
            <Radio.Group options={SHARE_MODES.map((it) => ({ value: it, label: tc(`shareMode.${it}`) }))} />
          </Form.Item>
          <Form.Item name="runStatus" label={t('fields.runStatus')}>
            <Select options={RUN_STATUSES.map((it) => ({ value: it, label: tc(`runStatus.${it}`) }))} />
          </Form.Item>
        </div>
      </section>
    </div>
  )
}

/** Key figures line by line: name, value, unit. */
function Specs() {
  const { t } = useTranslation('manage')
  const { t: ts } = useTranslation('shell')
  return (
    <fieldset className="manage-specs">
      <legend>{t('fields.specs')}</legend>
      <Form.List name="specs">
        {(rows, { add, remove }) => (
          <div className="stack-tight">
            {rows.map(({ key, name }) => (
              <div key={key} className="manage-spec">
                {(['name', 'value', 'unit'] as const).map((part) => (
                  <Form.Item key={part} name={[name, part]} noStyle>
                    <Input
                      maxLength={100}
                      placeholder={t(`service.spec.${part}`)}
                      aria-label={t('service.specLabel', {
                        line: name + 1,
                        part: t(`service.spec.${part}`),
                      })}
                    />
                  </Form.Item>
                ))}
                <Button aria-label={t('service.specRemove', { line: name + 1 })} onClick={() => remove(name)}>
                  {ts('actions.remove')}
                </Button>
              </div>
            ))}
            <div>
              <Button onClick={() => add({ name: '', value: '', unit: '' })}>{t('service.specAdd')}</Button>
            </div>
          </div>
        )}
      </Form.List>
    </fieldset>
  )
}
