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
  'grantRole',
  'invitePerson',
  'issueStatement',
  'moveBooking',
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
  'signOut',
  'submitInstrument',
  'waiveCharge',
  'withdrawInstrument',
] as const

/** The action itself when it has a word, else undefined. */
export function isKnownAction(action: string): (typeof ACTIONS)[number] | undefined {
  return ACTIONS.find((it) => it === action)
}

function valueText(value: unknown): string {
  if (value === null) return '—'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What else was recorded, as names and texts in their order; what is no JSON object is one pair without a name. */
export function detailPairs(detail: string): readonly (readonly [string, string])[] {
  if (detail === '') return []
  try {
    const read: unknown = JSON.parse(detail)
    if (read === null) return []
    if (typeof read !== 'object') return [['', valueText(read)]]
    return Object.entries(read).map(([key, value]) => [key, valueText(value)])
  } catch {
    return [['', detail]]
  }
}
