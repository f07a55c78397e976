/** Says in 我的预约 that requests of one's group wait, and leads to them; nothing where none does. */

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryOf } from '../data/query.ts'
import { ApprovalCountDocument } from './operations.ts'

export function ApprovalsWaiting() {
  const { t } = useTranslation('approvals')
  const { data } = useQuery(queryOf(ApprovalCountDocument, {}))
  const count = data?.approvalRequestCount ?? 0
  if (count === 0) return null
  return (
    <p className="notice" role="status">
      {t('waiting', { count })} <Link to="/approvals">{t('goDecide')}</Link>
    </p>
  )
}
