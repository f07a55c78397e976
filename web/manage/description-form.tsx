/** What an instrument is and serves for, in two parts of one form; unsaved words survive leaving the page. */

import { Button, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../data/action.ts'
import { completenessOf } from '../../server/catalog/rules/publication.ts'
import { BasicFields } from './basic-fields.tsx'
import { CompletenessBar } from './completeness-bar.tsx'
import { formOf, inputOf, type InstrumentValues } from './instrument-values.ts'
import { Problems } from './problems.tsx'
import { ServiceFields } from './service-fields.tsx'
import { forgetUnsaved, keepUnsaved, unsaved } from './unsaved.ts'

type DescriptionFormProps = {
  /** Under which unsaved words are kept. */
  readonly draftKey: string
  readonly initial: InstrumentValues
  readonly part: 'basic' | 'service'
  readonly action: {
    readonly pending: boolean
    readonly problems: readonly Problem[]
    readonly failure: unknown
    readonly clear: () => void
  }
  readonly saveText: string
  /** True when it was saved. */
  readonly onSave: (values: InstrumentValues) => Promise<boolean>
}

function keptValues(draftKey: string): Partial<InstrumentValues> | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this form writes under its key.
  return unsaved(draftKey) as Partial<InstrumentValues> | undefined
}

export function DescriptionForm({ draftKey, initial, part, action, saveText, onSave }: DescriptionFormProps) {
  const { t } = useTranslation('manage')
  const [form] = Form.useForm<InstrumentValues>()
  const [kept, setKept] = useState(() => keptValues(draftKey))

  async function save() {
    const values: InstrumentValues = { ...initial, ...kept, ...form.getFieldsValue(true) }
    if (!(await onSave(values))) return
    forgetUnsaved(draftKey)
    setKept(undefined)
  }

  function discard() {
    forgetUnsaved(draftKey)
    setKept(undefined)
    form.setFieldsValue(initial)
    action.clear()
  }

  return (
    <Form<InstrumentValues>
      name="description"
      form={form}
      layout="vertical"
      className="manage-form"
      scrollToFirstError
      initialValues={{ ...initial, ...kept }}
      onValuesChange={() => keepUnsaved(draftKey, form.getFieldsValue(true))}
      onFinish={() => void save()}
    >
      {kept ? (
        <div className="notice spread manage-kept" role="status">
          <span>{t('kept.text')}</span>
          <Button size="small" onClick={discard}>
            {t('kept.discard')}
          </Button>
        </div>
      ) : null}
      <div hidden={part !== 'basic'}>
        <BasicFields />
      </div>
      <div hidden={part !== 'service'}>
        <ServiceFields />
      </div>
      <Problems problems={action.problems} failure={action.failure} />
      <div className="manage-save">
        <Button type="primary" htmlType="submit" loading={action.pending}>
          {saveText}
        </Button>
        <span className="small secondary manage-kept-hint">{t('kept.hint')}</span>
        <SoFar initial={initial} />
      </div>
    </Form>
  )
}

/** How complete the description is as it is being written, by the rule that counts it on the server. */
function SoFar({ initial }: { readonly initial: InstrumentValues }) {
  const { t } = useTranslation('manage')
  const form = Form.useFormInstance<InstrumentValues>()
  const written: Partial<InstrumentValues> | undefined = Form.useWatch([], form)
  const ratio = completenessOf(formOf(inputOf({ ...initial, ...written })))
  return (
    <span className="row manage-so-far">
      <span className="small secondary">{t('completeness.soFar')}</span>
      <CompletenessBar ratio={ratio} />
    </span>
  )
}
