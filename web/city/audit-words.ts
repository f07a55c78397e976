/** Reading a line of the audit log. Pure. */

/** Actions that have a word of their own; others are shown by their name. */
export const ACTIONS = [
  'approveBooking',
  'bookInstrument',
  'cancelBooking',
  'cancelMaintenance',
  'checkIn',
  'checkOut',
  'createApiToken',
  'draftInstrument',
  'editInstrument',
  'expireRequests',
  'grantRole',
  'invitePerson',
  'issueStatement',
  'markNoShows',
  'moveBooking',
  'openFirstAccount',
  'recordPayment',
  'registerInstitution',
  'rejectBooking',
  'renewCalendarToken',
  'reviewInstitution',
  'reviewInstrument',
  'revokeApiToken',
  'revokeRole',
  'scheduleMaintenance',
  'setBookingPolicy',
  'setOpeningHours',
  'setTariff',
  'signIn',
  'signInFailed',
  'signOut',
  'submitInstrument',
  'waiveCharge',
  'withdrawInstrument',
] as const

export const SUBJECTS = [
  'ApiToken',
  'Booking',
  'Charge',
  'Institution',
  'Instrument',
  'Maintenance',
  'Person',
  'Statement',
  'Tariff',
] as const

/** Names in details that have a word of their own. */
export const KEYS = [
  'after',
  'amountFen',
  'before',
  'count',
  'customerClass',
  'endsAt',
  'hours',
  'institutionId',
  'instrumentId',
  'note',
  'payerId',
  'paymentId',
  'period',
  'policy',
  'providerId',
  'reason',
  'reference',
  'role',
  'roles',
  'startsAt',
  'state',
  'totalFen',
  'validFrom',
  'waivedFen',
] as const

/** The word itself when it is one of those known, else undefined. */
export function known<const Word extends string>(words: readonly Word[], word: string): Word | undefined {
  return words.find((it) => it === word)
}

/** How moments (epoch ms) and amounts (fen) are written. */
export type Writing = {
  readonly moment: (instant: number) => string
  readonly money: (fen: number) => string
}

/** What else was recorded, as names and texts in their order; what is no JSON object is one pair without a name. */
export function detailPairs(detail: string, writing: Writing): readonly (readonly [string, string])[] {
  if (detail === '') return []
  try {
    const read: unknown = JSON.parse(detail)
    if (read === null) return []
    if (typeof read !== 'object') return [['', textOf('', read, writing)]]
    return Object.entries(read).map(([key, value]): [string, string] => [key, textOf(key, value, writing)])
  } catch {
    return [['', detail]]
  }
}

function textOf(key: string, value: unknown, writing: Writing): string {
  if (value === null) return '—'
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(key, value, writing)
  if (Array.isArray(value)) return value.map((it) => textOf(key, it, writing)).join(', ')
  if (typeof value !== 'object') return JSON.stringify(value)
  if ('startsAt' in value && typeof value.startsAt === 'number' && 'endsAt' in value) {
    return `${writing.moment(value.startsAt)} – ${writing.moment(Number(value.endsAt))}`
  }
  return Object.entries(value)
    .map(([name, part]) => `${name} ${textOf(name, part, writing)}`)
    .join(', ')
}

function numberText(key: string, value: number, writing: Writing): string {
  if (key.endsWith('At')) return writing.moment(value)
  if (key.endsWith('Fen')) return writing.money(value)
  return /Ms(?:Min|Max)?$/.test(key) ? `${value / 60_000} min` : String(value)
}
