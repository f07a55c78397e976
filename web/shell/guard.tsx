/** A page for some only: waits for the viewer, asks to sign in, or says that it is not theirs. */

import { ErrorState, ForbiddenState, Loading, SignInState } from '../design/states.tsx'
import { hasRole, useViewer, type Viewer } from '../data/viewer.ts'
import type { Role } from '../gql/graphql.ts'

type GuardProps = {
  /** Without roles everybody who is signed in. */
  readonly roles?: readonly Role[]
  readonly children: (viewer: Viewer) => React.ReactNode
}

export function Guard({ roles, children }: GuardProps) {
  const { viewer, pending, error, retry } = useViewer()
  if (viewer) return !roles || hasRole(viewer, roles) ? children(viewer) : <ForbiddenState />
  if (pending) {
    return (
      <div className="page">
        <Loading />
      </div>
    )
  }
  return error ? <ErrorState error={error} onRetry={retry} /> : <SignInState />
}
