/** `/me/notices`: what the platform has told me, newest first, each with the way to its next step. */

import './notices.css'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { usePages } from '../data/query.ts'
import { momentText } from '../design/format.ts'
import { Page } from '../design/page.tsx'
import { EmptyState, ErrorState, Loading, LoadMore, ProblemList } from '../design/states.tsx'
import { StateTag } from '../design/tags.tsx'
import { ZoneNote } from '../design/values.tsx'
import type { NoticesQuery } from '../gql/graphql.ts'
import { Guard } from '../shell/guard.tsx'
import { MarkNoticesReadDocument, NoticesDocument } from './operations.ts'

type Notice = NoticesQuery['notices']['edges'][number]['node']

const PAGE = 20

export function NoticesPage() {
  return <Guard>{() => <Notices />}</Guard>
}

function Notices() {
  const { t } = useTranslation('notices')
  const { show } = useSearch({ from: '/me/notices' })
  const navigate = useNavigate({ from: '/me/notices' })
  const mark = useAction(MarkNoticesReadDocument)
  const unreadOnly = show === 'unread'
  const pages = usePages(NoticesDocument, { unreadOnly, first: PAGE }, { connection: (data) => data.notices })
  const hasUnread = pages.nodes.some((it) => it.readAt === null)
  return (
    <Page
      title={t('title')}
      lead={<ZoneNote />}
      actions={
        <>
          {hasUnread ? (
            <Button loading={mark.pending} onClick={() => void mark.run({ input: {} })}>
              {t('markAll')}
            </Button>
          ) : null}
          <Link to="/me" hash="notices">
            {t('toSettings')}
          </Link>
        </>
      }
    >
      <Segmented
        className="notices-filter"
        aria-label={t('filter.label')}
        value={unreadOnly ? 'unread' : 'all'}
        onChange={(value) => void navigate({ search: value === 'unread' ? { show: 'unread' } : {} })}
        options={[
          { value: 'all', label: t('filter.all') },
          { value: 'unread', label: t('filter.unread') },
        ]}
      />
      <ProblemList problems={mark.problems} failure={mark.failure} />
      {pages.pending ? <Loading rows={8} /> : null}
      {pages.error ? <ErrorState error={pages.error} onRetry={pages.retry} /> : null}
      {!pages.pending && !pages.error && pages.nodes.length === 0 ? (
        <EmptyState title={t(unreadOnly ? 'empty.unread' : 'empty.all')} text={t('empty.text')} />
      ) : null}
      <ul className="notices" aria-busy={pages.refreshing}>
        {pages.nodes.map((it) => (
          <NoticeLine key={it.id} notice={it} onRead={() => void mark.run({ input: { ids: [it.id] } })} />
        ))}
      </ul>
      <LoadMore hasMore={pages.hasMore} loading={pages.loadingMore} onMore={pages.more} />
    </Page>
  )
}

type NoticeLineProps = { readonly notice: Notice; readonly onRead: () => void }

function NoticeLine({ notice, onRead }: NoticeLineProps) {
  const { t } = useTranslation('notices')
  const router = useRouter()
  const unread = notice.readAt === null

  function follow(event: React.MouseEvent) {
    if (unread) onRead()
    if (event.metaKey || event.ctrlKey) return
    event.preventDefault()
    router.history.push(notice.path)
  }

  return (
    <li className={unread ? 'notice-line notice-unread' : 'notice-line'}>
      <div>
        <div className="row">
          <h2>{notice.title}</h2>
          {unread ? <StateTag tone="blue">{t('unread')}</StateTag> : null}
        </div>
        <p>{notice.text}</p>
        <time className="small secondary figures" dateTime={notice.at}>
          {momentText(notice.at)}
        </time>
      </div>
      <div className="row notice-actions">
        <a href={notice.path} onClick={follow} aria-label={t('openNamed', { title: notice.title })}>
          {t('open')}
        </a>
        {unread ? (
          <Button type="text" size="small" onClick={onRead}>
            {t('markOne')}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
