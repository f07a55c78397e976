/** One appeal as its decider sees it: against what, what the person says, and the two ways to decide, each with a reason. */

import { useTranslation } from 'react-i18next'
import { useAction } from '../data/action.ts'
import { momentText, spanText } from '../design/format.ts'
import { useName } from '../design/names.ts'
import { Facts } from '../design/page.tsx'
import { DemoTag } from '../design/tags.tsx'
import type { AppealsQuery } from '../gql/graphql.ts'
import { say } from '../shell/toasts.tsx'
import { DecideAppealDocument } from './measure-operations.ts'
import { placeOf, pointsText } from './points.ts'
import { ReasonButton } from './reason-button.tsx'

type Appeal = AppealsQuery['appeals']['edges'][number]['node']

/** What an appeal is against, in words. */
function useSubjectText() {
  const { t } = useTranslation('standing')
  const name = useName()
  return ({ restriction, event }: Appeal): string => {
    if (restriction) {
      const place = placeOf(restriction)
      const { scope, reason, startsAt, endsAt } = restriction
      return [t(`scope.${scope}`), place ? name(place) : '', reason, spanText(startsAt, endsAt)]
        .filter(Boolean)
        .join(' · ')
    }
    if (!event) return ''
    const place = placeOf(event)
    const head = `${t(`kind.${event.kind}`)} ${pointsText(event.points)}`
    return [head, place ? name(place) : '', momentText(event.occurredAt), event.reason ?? '']
      .filter(Boolean)
      .join(' · ')
  }
}

export function AppealItem({ appeal }: { readonly appeal: Appeal }) {
  const { t } = useTranslation('standing')
  const name = useName()
  const subjectText = useSubjectText()
  const decide = useAction(DecideAppealDocument)
  const { id, person, institution, text, filedAt, mayDecide } = appeal
  const who = name(person)

  async function settle(uphold: boolean, reason: string): Promise<boolean> {
    const done = await decide.run({ input: { appealId: id, uphold, reason } })
    if (done) say(t('place.decided'))
    return done !== undefined
  }

  return (
    <li className="standing-session stack">
      <div className="row">
        <strong>{who}</strong>
        <DemoTag demo={person.isDemo} />
        <span className="small secondary">{t('place.filed', { when: momentText(filedAt) })}</span>
        {institution && !mayDecide ? (
          <span className="small secondary">{t('place.elsewhere', { name: name(institution) })}</span>
        ) : null}
      </div>
      <Facts
        pairs={[
          [t('place.against'), subjectText(appeal)],
          [t('place.says'), text],
        ]}
      />
      {mayDecide ? (
        <div className="row">
          <ReasonButton
            text={t('place.uphold')}
            label={t('place.upholdLabel', { name: who })}
            title={t('place.uphold')}
            action={decide}
            onReason={(reason) => settle(true, reason)}
          />
          <ReasonButton
            text={t('place.dismiss')}
            label={t('place.dismissLabel', { name: who })}
            title={t('place.dismiss')}
            danger
            action={decide}
            onReason={(reason) => settle(false, reason)}
          />
        </div>
      ) : null}
    </li>
  )
}
