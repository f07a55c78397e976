/** Sentences about who sees names on calendars. */

import type { Translation } from '../../areas.ts'
import type { privacy as zhCN } from '../../zh-CN/parts/manage-privacy.ts'

export const privacy: Translation<typeof zhCN> = {
  title: 'Names on calendars',
  institutionText:
    'Whether other users see who has booked on the calendars of your instruments. An instrument may be stricter, not looser.',
  instrumentText: 'Whether other users see who has booked on the calendar of this instrument.',
  always:
    'Keepers and managers always see names. People of enterprises are named to their own colleagues at most, and purposes are never shown to other users.',
  names: {
    NOBODY: 'Nobody',
    COLLEAGUES: 'Colleagues at the institution of whoever booked',
    EVERYONE: 'Everybody signed in',
  },
  inherit: 'As the institution says ({{names}})',
  choose: 'Who sees names',
  saved: 'Saved who sees names',
  managerOnly: ' The manager of the institution sets this.',
}
