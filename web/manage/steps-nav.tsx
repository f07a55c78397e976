/** The steps from a first draft to the review; those after the description open once a draft is kept. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { chosen } from '../data/search.ts'

const STEPS = ['basic', 'service', 'rules', 'training', 'price', 'submit'] as const
export type Step = (typeof STEPS)[number]

type StepsNavProps = { readonly id: string | undefined; readonly current: Step }

export function StepsNav({ id, current }: StepsNavProps) {
  const { t } = useTranslation('manage')
  return (
    <nav className="manage-steps" aria-label={t('steps.label')}>
      <ol className="manage-steps-list">
        {STEPS.map((step, i) => (
          <li key={step}>
            <StepLink id={id} step={step} current={step === current}>
              <span className="manage-step-number" aria-hidden="true">
                {i + 1}
              </span>
              <span className="manage-step-name">{t(`steps.${step}`)}</span>
            </StepLink>
          </li>
        ))}
      </ol>
    </nav>
  )
}

type StepLinkProps = {
  readonly id: string | undefined
  readonly step: Step
  readonly current: boolean
  readonly children: React.ReactNode
}

function StepLink({ id, step, current, children }: StepLinkProps) {
  const { t } = useTranslation('manage')
  const shared = {
    className: 'manage-step',
    activeOptions: { exact: true, includeSearch: true },
    'aria-current': current ? 'page' : undefined,
  } as const
  if (id !== undefined) {
    return (
      <Link
        {...shared}
        to="/manage/$id"
        params={{ id }}
        search={chosen({ step: step === 'basic' ? undefined : step })}
        resetScroll={false}
      >
        {children}
      </Link>
    )
  }
  if (step === 'basic' || step === 'service') {
    return (
      <Link
        {...shared}
        from="/manage/new"
        to="."
        search={(was) => chosen({ ...was, step: step === 'basic' ? undefined : step })}
        resetScroll={false}
      >
        {children}
      </Link>
    )
  }
  return (
    <span className="manage-step manage-step-later" title={t('steps.later')}>
      {children}
    </span>
  )
}
