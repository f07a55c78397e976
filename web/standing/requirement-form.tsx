/** Whether an instrument requires a qualification, and after how many days one lapses. */

import { Button, Checkbox, Form, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { Panel } from '../design/page.tsx'
import { say } from '../shell/toasts.tsx'
import { SetRequirementDocument } from './operations.ts'
import { type Requirement, StandingProblems, useRequirementText } from './words.tsx'

type Props = { readonly instrumentId: string; readonly requirement: Requirement | null }

const NUMBERS = ['validDays', 'disuseDays'] as const
const HINTS = { validDays: 'manage.validHint', disuseDays: 'manage.disuseHint' } as const

export function RequirementForm({ instrumentId, requirement }: Props) {
  const { t } = useTranslation('standing')
  const requirementText = useRequirementText()
  const [isNeeded, setNeeded] = useState(requirement !== null)
  const [days, setDays] = useState<Requirement>({
    validDays: requirement?.validDays ?? null,
    disuseDays: requirement?.disuseDays ?? null,
  })
  const action = useAction(SetRequirementDocument)

  async function save() {
    const saved = await action.run({ input: { instrumentId, requirement: isNeeded ? days : null } })
    if (saved) say(t('manage.saved'))
  }

  return (
    <Panel title={t('manage.requirement')}>
      <Form layout="vertical" onFinish={() => void save()}>
        <Checkbox
          className="standing-check"
          checked={isNeeded}
          onChange={(event) => setNeeded(event.target.checked)}
        >
          {t('manage.need')}
        </Checkbox>
        {isNeeded ? (
          <div className="standing-form">
            {NUMBERS.map((field) => (
              <Form.Item
                key={field}
                label={t(`manage.${field}`)}
                htmlFor={`requirement-${field}`}
                extra={t(HINTS[field])}
              >
                <InputNumber
                  id={`requirement-${field}`}
                  min={1}
                  max={3650}
                  precision={0}
                  suffix={t('manage.days')}
                  value={days[field]}
                  onChange={(value) => setDays((was) => ({ ...was, [field]: value }))}
                />
              </Form.Item>
            ))}
          </div>
        ) : null}
        <div className="stack">
          <p className="secondary" aria-live="polite">
            {isNeeded ? requirementText(days) : null}
          </p>
          <p className="small secondary">{t('manage.effect')}</p>
          <StandingProblems problems={action.problems} failure={action.failure} />
          <div>
            <Button type="primary" htmlType="submit" loading={action.pending}>
              {t('manage.save')}
            </Button>
          </div>
        </div>
      </Form>
    </Panel>
  )
}
