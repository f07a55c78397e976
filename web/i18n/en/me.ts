/** Sentences of the viewer's own page. */

import type { Translation } from '../areas.ts'
import type { messages as zhCN } from '../zh-CN/me.ts'

export const messages: Translation<typeof zhCN> = {
  title: 'My account',
  profile: {
    title: 'Profile',
    name: 'Name',
    email: 'E-mail',
    institution: 'Institution',
    none: 'No institution',
    roles: 'Roles',
    city: 'whole city',
    note: 'Your institution’s manager keeps names, institutions and roles; ask there for changes.',
  },
  calendar: {
    title: 'My calendar address',
    text: 'Subscribe to this address (iCalendar) on your phone or computer; bookings follow by themselves. It is yours alone: do not pass it on.',
    exists: 'You have an address. For safety it is not shown again; renew it if it is lost or got out.',
    once: 'Copy it now: it is not shown again.',
    create: 'Create an address',
    renew: 'Renew the address',
    stop: 'Stop the address',
    stopQuestion:
      'The address stops working at once, and calendars that use it are no longer updated. Stop it?',
    renewQuestion:
      'The old address stops working at once; calendars that use it must be added again. Renew it?',
  },
  tokens: {
    title: 'API tokens',
    text: 'Programs use them to act as you (Authorization: Bearer). Grant only what is needed and revoke what is not used.',
    none: 'No tokens yet.',
    create: 'New token',
    name: 'Name',
    nameHint: 'What it is for, e.g. lab notebook',
    nameMissing: 'Please enter a name',
    scopes: 'May',
    scopesMissing: 'Choose at least one',
    lifetime: 'Valid for',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
    created: 'created {{when}}',
    expires: 'expires {{when}}',
    never: 'never expires',
    used: 'last used {{when}}',
    unused: 'never used',
    revoke: 'Revoke',
    revokeNamed: 'Revoke the token {{name}}',
    revokeQuestion: 'Programs that use this token lose access at once.',
    revoked: 'Token revoked',
    secretTitle: 'The token is ready',
    secretText: 'Copy it now: for safety it is not shown again.',
  },
  scopes: { READ: 'Read', BOOK: 'Book', MANAGE: 'Manage', DEVICE: 'Report from a device' },
}
