/** Reading a line of the audit log. Pure. */

/** Actions that have a word of their own; others are shown by their name. */
export const ACTIONS = [
  'applyForVoucher',
  'clawBackVoucher',
  'closePeriod',
  'decideBankLine',
  'decideVoucherClaim',
  'importBankFile',
  'importLedger',
  'openVoucherProgramme',
  'reopenPeriod',
  'reserveVoucher',
  'resolveReconciliationLine',
  'reversePayment',
  'reviewVoucher',
  'saveBankMapping',
  'signReconciliation',
  'submitVoucherClaim',
  'undoReconciliationLine',
  'voidStatement',
  'acceptOffer',
  'adjustConduct',
  'approveBooking',
  'arrangeInstrument',
  'bookInstrument',
  'bookSeries',
  'cancelBooking',
  'cancelMaintenance',
  'cancelSeries',
  'cancelTraining',
  'checkIn',
  'checkOut',
  'concludeUses',
  'createApiToken',
  'confirmFault',
  'decideAdjustment',
  'dismissFault',
  'extendBooking',
  'reportFault',
  'resolveFault',
  'declineOffer',
  'decideAppeal',
  'dissolveResearchGroup',
  'draftInstrument',
  'editInstrument',
  'enrolInTraining',
  'expireRequests',
  'fileAppeal',
  'grantQualification',
  'grantRole',
  'passRequest',
  'saveResearchGroup',
  'setGroupMember',
  'importUsage',
  'imposeRestriction',
  'invitePerson',
  'issueStatement',
  'joinWaitingList',
  'lapseOffers',
  'leaveWaitingList',
  'liftRestriction',
  'markNoShows',
  'moveBooking',
  'moveSeries',
  'offerTime',
  'openFirstAccount',
  'recordInvoice',
  'recordPayment',
  'recordUse',
  'recordTrainingResult',
  'registerInstitution',
  'rejectBooking',
  'renewCalendarToken',
  'renewCheckInCode',
  'reportUsage',
  'requestAdjustment',
  'reviewInstitution',
  'reviewInstrument',
  'revokeApiToken',
  'revokeCalendarToken',
  'revokeQualification',
  'revokeRole',
  'holdTime',
  'lapseHolds',
  'releaseHold',
  'scheduleMaintenance',
  'scheduleTraining',
  'setBookingPolicy',
  'setInstitutionPrivacy',
  'setInstrumentPrivacy',
  'setOpeningException',
  'setBookingTemplate',
  'setInstrumentRules',
  'setOpeningHours',
  'setTariff',
  'setTrainingRequirement',
  'signIn',
  'signInFailed',
  'signOut',
  'startWalkIn',
  'submitInstrument',
  'waiveCharge',
  'withdrawFromTraining',
  'withdrawInstrument',
] as const

export const SUBJECTS = [
  'BankLine',
  'BankMapping',
  'ReconciliationRun',
  'VoucherClaim',
  'VoucherGrant',
  'VoucherProgramme',
  'ApiToken',
  'Appeal',
  'Booking',
  'BookingSeries',
  'Charge',
  'ConductEvent',
  'FaultReport',
  'Institution',
  'Instrument',
  'Maintenance',
  'TimeHold',
  'Person',
  'ResearchGroup',
  'Qualification',
  'Restriction',
  'Statement',
  'UsageAdjustment',
  'Tariff',
  'TimeOffer',
  'WaitingEntry',
  'TrainingEnrolment',
  'TrainingSession',
] as const

/** Names in details that have a word of their own. */
export const KEYS = [
  'after',
  'amountFen',
  'before',
  'count',
  'customerClass',
  'endsAt',
  'expectedUntil',
  'expiresAt',
  'eventId',
  'hours',
  'institutionId',
  'instrumentId',
  'made',
  'note',
  'payerId',
  'paymentId',
  'period',
  'personId',
  'points',
  'policy',
  'providerId',
  'reason',
  'reference',
  'refused',
  'requirement',
  'restrictionId',
  'role',
  'roles',
  'scope',
  'score',
  'sessionId',
  'startsAt',
  'state',
  'totalFen',
  'validFrom',
  'waivedFen',
] as const

/** Values in details that have a word of their own: states, roles, classes of customers. */
export const VALUES = [
  'absent',
  'administrator',
  'approved',
  'auditor',
  'dismissed',
  'draft',
  'external',
  'failed',
  'finance',
  'institution',
  'instrument',
  'internal',
  'issued',
  'keeper',
  'manager',
  'paid',
  'partly_paid',
  'passed',
  'platform',
  'rejected',
  'researcher',
  'reviewer',
  'submitted',
  'upheld',
] as const

const WORDED = ['customerClass', 'role', 'roles', 'scope', 'state']

/** The word itself when it is one of those known, else undefined. */
export function known<const Word extends string>(words: readonly Word[], word: string): Word | undefined {
  return words.find((it) => it === word)
}

/** How moments (epoch ms), amounts (fen) and words of the domain are written. */
export type Writing = {
  /** A state, a role, a class of customers. */
  readonly word: (value: string) => string
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
  if (typeof value === 'string') return WORDED.includes(key) ? writing.word(value) : value
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
