/** The private address of my bookings for other calendars: made on request, shown once, replaced when it got out. */

import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { CopyField } from '../design/copy-field.tsx'
import { ErrorState, Loading, ProblemList } from '../design/states.tsx'
import {
  MyCalendarLinkDocument,
  RenewCalendarTokenDocument,
  RevokeCalendarTokenDocument,
} from './operations.ts'

export function CalendarLink() {
  const { t } = useTranslation('me')
  const { data, error, refetch } = useQuery(queryOf(MyCalendarLinkDocument, {}))
  const renew = useAction(RenewCalendarTokenDocument)
  const revoke = useAction(RevokeCalendarTokenDocument)
  const [url, setUrl] = useState<string>()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data?.viewer) return <Loading rows={2} />

  async function create() {
    const link = await renew.run({})
    if (link) setUrl(link.url)
  }

  const button = (
    <Button
      loading={renew.pending}
      {...(data.viewer.hasCalendarLink ? {} : { onClick: () => void create() })}
    >
      {t(data.viewer.hasCalendarLink ? 'calendar.renew' : 'calendar.create')}
    </Button>
  )
  return (
    <div className="stack">
      <p className="secondary">{t('calendar.text')}</p>
      {url === undefined ? null : (
        <>
          <CopyField label={t('calendar.title')} value={url} />
          <p className="small secondary">{t('calendar.once')}</p>
        </>
      )}
      {url === undefined && data.viewer.hasCalendarLink ? <p>{t('calendar.exists')}</p> : null}
      <ProblemList
        problems={[...renew.problems, ...revoke.problems]}
        failure={renew.failure ?? revoke.failure}
      />
      {url === undefined ? (
        <div className="row">
          {data.viewer.hasCalendarLink ? (
            <Popconfirm
              title={t('calendar.renewQuestion')}
              okText={t('calendar.renew')}
              onConfirm={() => void create()}
            >
              {button}
            </Popconfirm>
          ) : (
            button
          )}
          {data.viewer.hasCalendarLink ? (
            <Popconfirm
              title={t('calendar.stopQuestion')}
              okText={t('calendar.stop')}
              onConfirm={() => void revoke.run({})}
            >
              <Button loading={revoke.pending}>{t('calendar.stop')}</Button>
            </Popconfirm>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
