/** The bell in the header: how many notices are unread, and the way to them. */

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { useViewer } from '../data/viewer.ts'
import { Icon } from '../design/icons.tsx'
import { UnreadNoticesDocument } from './operations.ts'

const REFRESH_MS = 30_000
const SHOWN_MAX = 99

export function Bell() {
  const { t } = useTranslation('shell')
  const { viewer } = useViewer()
  const { data } = useQuery({
    ...queryOf(UnreadNoticesDocument, {}),
    enabled: Boolean(viewer),
    refetchInterval: REFRESH_MS,
  })
  if (!viewer) return null
  const count = data?.unreadNotices ?? 0
  return (
    <Link
      to="/me/notices"
      className="bell"
      aria-label={count > 0 ? t('bell.unread', { count }) : t('bell.none')}
    >
      <Icon name="bell" />
      {count > 0 ? (
        <span className="bell-count" aria-hidden="true">
          {count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}
        </span>
      ) : null}
    </Link>
  )
}
