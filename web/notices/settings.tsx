/** How I want to be told: reminders before my bookings, and for each kind of thing where. Saved at every change. */

import './notices.css'
import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { queryOf } from '../data/query.ts'
import { Panel } from '../design/page.tsx'
import { ErrorState, Loading, ProblemList } from '../design/states.tsx'
import type { NoticeSettingsQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { NoticeSettingsDocument, SetNoticeSettingsDocument } from './operations.ts'

type Settings = NoticeSettingsQuery['noticeSettings']
type Preference = Settings['preferences'][number]

/** Minutes before a booking. */
const REMINDERS = [60, 240, 1440] as const

export function NoticeSettings() {
  const { t } = useTranslation('notices')
  const { data, error, refetch } = useQuery(queryOf(NoticeSettingsDocument, {}))
  return (
    <Panel id="notices" title={t('settings.title')}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={6} /> : null}
      {data ? <Fields settings={data.noticeSettings} /> : null}
    </Panel>
  )
}

function Fields({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('notices')
  const save = useAction(SetNoticeSettingsDocument)
  // What was chosen is shown while it is being saved, and taken back where it could not be.
  const [chosen, setChosen] = useState<Partial<Settings>>({})
  const { sendsMail, preferences, reminderMinutes } = { ...settings, ...chosen }

  async function choose(input: Parameters<typeof save.run>[0]['input'], shown: Partial<Settings>) {
    setChosen(shown)
    if (await save.run({ input })) say(t('settings.saved'))
    setChosen({})
  }

  function change(preference: Preference, next: Partial<Pick<Preference, 'inApp' | 'byMail'>>) {
    const changed = { ...preference, ...next }
    const { kind, inApp, byMail } = changed
    const shown = preferences.map((it) => (it.kind === kind ? changed : it))
    void choose({ preferences: [{ kind, inApp, byMail }] }, { preferences: shown })
  }

  return (
    <div className="stack">
      <fieldset className="notice-reminders">
        <legend>{t('settings.reminders')}</legend>
        <Checkbox.Group
          value={reminderMinutes}
          disabled={save.pending}
          options={REMINDERS.map((value) => ({ value, label: t('settings.before', { hours: value / 60 }) }))}
          onChange={(values) => void choose({ reminderMinutes: values }, { reminderMinutes: values })}
        />
      </fieldset>
      <table className="table notice-table">
        <caption className="visually-hidden">{t('settings.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('settings.kind')}</th>
            <th scope="col">{t('settings.inApp')}</th>
            {sendsMail ? <th scope="col">{t('settings.byMail')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {preferences.map((it) => (
            <tr key={it.kind}>
              <th scope="row">{it.title}</th>
              <td>
                <Checkbox
                  aria-label={`${it.title} · ${t('settings.inApp')}`}
                  checked={it.inApp}
                  disabled={save.pending}
                  onChange={(event) => change(it, { inApp: event.target.checked })}
                />
              </td>
              {sendsMail ? (
                <td>
                  <Checkbox
                    aria-label={`${it.title} · ${t('settings.byMail')}`}
                    checked={it.byMail}
                    disabled={save.pending}
                    onChange={(event) => change(it, { byMail: event.target.checked })}
                  />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <ProblemList problems={save.problems} failure={save.failure} />
    </div>
  )
}
