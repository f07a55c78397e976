/** The private address of an instrument's calendar for who keeps it: made on request, shown once, replaced or stopped. */

import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { CopyField } from '../design/copy-field.tsx'
import { Panel } from '../design/page.tsx'
import {
  KeeperCalendarDocument,
  RenewKeeperCalendarDocument,
  RevokeKeeperCalendarDocument,
} from './operations/keeper-calendar.ts'
import { Problems } from './problems.tsx'

export function KeeperCalendar({ instrumentId }: { readonly instrumentId: string }) {
  const { t } = useTranslation('manage')
  const { data } = useQuery(queryOf(KeeperCalendarDocument, { id: instrumentId }))
  const renew = useAction(RenewKeeperCalendarDocument)
  const revoke = useAction(RevokeKeeperCalendarDocument)
  const [url, setUrl] = useState<string>()
  const exists = data?.instrument?.hasKeeperCalendar ?? false

  async function create() {
    const link = await renew.run({ input: { instrumentId } })
    if (link) setUrl(link.url)
  }
  async function stop() {
    if (await revoke.run({ input: { instrumentId } })) setUrl(undefined)
  }

  return (
    <Panel title={t('calendar.title')}>
      <div className="stack">
        <p className="secondary">{t('calendar.text')}</p>
        {url === undefined ? null : (
          <>
            <CopyField label={t('calendar.label')} value={url} />
            <p className="small secondary">{t('calendar.once')}</p>
          </>
        )}
        {url === undefined && exists ? <p>{t('calendar.exists')}</p> : null}
        {exists ? (
          <div className="row">
            <Popconfirm
              title={t('calendar.renewQuestion')}
              okText={t('calendar.renew')}
              onConfirm={() => void create()}
            >
              <Button loading={renew.pending}>{t('calendar.renew')}</Button>
            </Popconfirm>
            <Popconfirm
              title={t('calendar.stopQuestion')}
              okText={t('calendar.stop')}
              onConfirm={() => void stop()}
            >
              <Button loading={revoke.pending}>{t('calendar.stop')}</Button>
            </Popconfirm>
          </div>
        ) : (
          <div className="row">
            <Button loading={renew.pending} onClick={() => void create()}>
              {t('calendar.create')}
            </Button>
          </div>
        )}
        <Problems
          problems={[...renew.problems, ...revoke.problems]}
          failure={renew.failure ?? revoke.failure}
        />
      </div>
    </Panel>
  )
}
