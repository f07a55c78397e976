/** What a page or a list shows when it has nothing to show: loading, empty, failed, forbidden, refused. */

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Forbidden, NetworkError, ServerError, SignInRequired } from '../data/errors.ts'
import type { Problem } from '../data/action.ts'
import { askToSignIn } from '../data/sign-in-prompt.ts'
import { Button } from './button.tsx'

/** Grey lines where rows will be. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useTranslation('shell')
  return (
    <div role="status" aria-label={t('states.loading')} className="panel waiting">
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} />
      ))}
    </div>
  )
}

type EmptyProps = { readonly title: string; readonly text?: string; readonly children?: React.ReactNode }

/** Nothing here yet; `children` is the one thing to do next. */
export function EmptyState({ title, text, children }: EmptyProps) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {children ? <div className="row">{children}</div> : null}
    </div>
  )
}

/** The viewer may not see this. */
export function ForbiddenState() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState title={t('states.forbiddenTitle')} text={t('states.forbiddenText')}>
      <Link to="/instruments">{t('states.toCatalog')}</Link>
    </EmptyState>
  )
}

/** Nobody is signed in. */
export function SignInState() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState title={t('states.signInTitle')} text={t('states.signInText')}>
      <Button kind="primary" onClick={() => void askToSignIn()}>
        {t('signIn.action')}
      </Button>
    </EmptyState>
  )
}

type ErrorProps = { readonly error: unknown; readonly onRetry?: () => void }

/** What happened, what was kept, what to do: for any error of a query. */
export function ErrorState({ error, onRetry }: ErrorProps) {
  const { t } = useTranslation('shell')
  if (error instanceof Forbidden) return <ForbiddenState />
  if (error instanceof SignInRequired) return <SignInState />
  const network = error instanceof NetworkError
  const code = error instanceof ServerError ? error.code : undefined
  return (
    <div className="state" role="alert">
      <h2>{t(network ? 'states.networkTitle' : 'states.errorTitle')}</h2>
      <p>{t(network ? 'states.networkText' : 'states.errorText')}</p>
      {code ? <p className="small">{t('states.errorCode', { code })}</p> : null}
      {onRetry ? (
        <div className="row">
          <Button onClick={onRetry}>{t('states.retry')}</Button>
        </div>
      ) : null}
    </div>
  )
}

type ProblemListProps = {
  readonly problems: readonly Problem[]
  /** What was not a refusal: the network or the server. */
  readonly failure?: unknown
  /** The next step for a problem, if there is one. */
  readonly nextStep?: (problem: Problem) => React.ReactNode
}

/** Every reason of a refusal at once; nothing when there is none. */
export function ProblemList({ problems, failure, nextStep }: ProblemListProps) {
  const { t } = useTranslation('shell')
  if (problems.length === 0 && !failure) return null
  return (
    <div className="problems" role="alert">
      <div className="problems-title">{t('states.problemsTitle')}</div>
      <ul>
        {failure ? (
          <li>{t(failure instanceof NetworkError ? 'states.networkText' : 'states.errorText')}</li>
        ) : null}
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.refs.join(' ')}`}>
            {problem.message} {nextStep?.(problem)}
          </li>
        ))}
      </ul>
    </div>
  )
}

type LoadMoreProps = { readonly hasMore: boolean; readonly loading: boolean; readonly onMore: () => void }

/** The button under a list that goes on. */
export function LoadMore({ hasMore, loading, onMore }: LoadMoreProps) {
  const { t } = useTranslation('shell')
  return hasMore ? (
    <div className="load-more">
      <Button busy={loading} onClick={onMore}>
        {t('states.loadMore')}
      </Button>
    </div>
  ) : null
}
