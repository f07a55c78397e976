/** `/vouchers`: the programmes and their rules for everybody; for people of an institution what it holds, and applying. */

import './vouchers.css'
import { useTranslation } from 'react-i18next'
import { institutionsOf, useViewer } from '../data/viewer.ts'
import { Page } from '../design/page.tsx'
import type { Role } from '../gql/graphql.ts'
import { ApplyForm } from './apply-form.tsx'
import { Batches } from './batches.tsx'
import { Grants } from './grants.tsx'
import { Examples, Programmes, useProgrammes } from './programmes.tsx'

const SEES: readonly Role[] = ['MANAGER', 'FINANCE', 'KEEPER', 'RESEARCHER']
const APPLIES: readonly Role[] = ['MANAGER', 'FINANCE']

export function VouchersPage() {
  const { t } = useTranslation('vouchers')
  const { viewer } = useViewer()
  const list = useProgrammes()
  const [own] = viewer ? institutionsOf(viewer, SEES) : []
  const [applicant] = viewer ? institutionsOf(viewer, APPLIES) : []
  const all = (
    <>
      <Programmes list={list} />
      <Batches />
      <Examples />
    </>
  )
  return (
    <Page title={t('title')} lead={t('lead')}>
      {own ? (
        <div className="voucher-columns">
          <div className="stack">{all}</div>
          <div className="stack">
            <Grants institutionId={own.id} />
            {applicant ? <ApplyForm institutionId={applicant.id} programmes={list.nodes} /> : null}
            {applicant || list.nodes.length === 0 ? null : (
              <p className="small secondary">{t('apply.who')}</p>
            )}
          </div>
        </div>
      ) : (
        <div className="stack">{all}</div>
      )}
    </Page>
  )
}
