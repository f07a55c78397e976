/**
 * Role × action over the whole schema: who is let through to every query and mutation. A row says who may; everybody
 * else must be told FORBIDDEN or SIGN_IN_REQUIRED (or, where the row says so, see nothing). A field of the schema that
 * has no row fails the test.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../server/catalog/rules/policy.ts'
import type { Viewer } from '../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS } from '../../server/kernel/interval.ts'
import { insertBankFile } from '../../server/fees/queries/bank-files.ts'
import { type BankLine, insertBankLines } from '../../server/fees/queries/bank-lines.ts'
import { collectNotices } from '../../server/notices/actions/collect.ts'
import { insertRun, type Run } from '../../server/reconciliation/queries/runs.ts'
import { schema } from '../../server/schema.ts'
import { addInstrument } from '../support/instruments.ts'
import { addGroup, addInstitution, addPerson } from '../support/people.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../support/world.ts'

/** `self` booked what the row is about; `stranger` has every role at another institution. */
const ROLES = [
  'nobody',
  'outsider',
  'self',
  'keeper',
  'manager',
  'finance',
  'stranger',
  'reviewer',
  'administrator',
  'auditor',
] as const
type RoleName = (typeof ROLES)[number]

const EVERYBODY = [...ROLES]
const SIGNED_IN = ROLES.filter((it) => it !== 'nobody')
const STAFF: RoleName[] = ['keeper', 'manager']
const CITY: RoleName[] = ['reviewer', 'administrator', 'auditor']

type Row = {
  readonly may: readonly RoleName[]
  /** The operation; `$name` stands for an id of the fixture. */
  readonly ask: string
  /** What only those who may are shown, where everybody else is shown nothing instead of a problem. */
  readonly shows?: RegExp
}

const PROBLEMS = '... on Rejection { problems { code } }'
const mutation = (name: string, input: string): string =>
  `mutation { ${name}(input: { ${input} }) { __typename ${PROBLEMS} } }`
const span = (from: number, hours: number) =>
  `startsAt: "${new Date(NEW_YEAR + from * HOUR_MS).toISOString()}", endsAt: "${new Date(NEW_YEAR + (from + hours) * HOUR_MS).toISOString()}"`
const during = `{ ${span(-24, 96)} }`
const instrumentForm = `nameZh: "仪器", categoryCode: "010102", model: "M", manufacturer: "厂", localAssetNo: "NEW-1", usageClass: GENERAL,
  source: PURCHASED, fundingSources: [OWN], originalValueFen: 100, locationZh: "101", specs: [], keywordsZh: [], serviceModes: [SELF_USE],
  shareMode: EXTERNAL, runStatus: NORMAL, customsSupervised: false`
const policyForm = `durationMinutesMin: 30, durationMinutesMax: 480, stepMinutes: 30, noticeMinutesMin: 0, horizonDays: 30, turnaroundMinutes: 0,
  approval: NONE, cancelNoticeMinutes: 60`
const tariffForm = `instrumentId: "$instrument", customerClass: INTERNAL, validFrom: "2026-06-01", mode: USAGE, rateFenPerHour: 100,
  startUpFeeFen: 0, minimumChargeFen: 0, cancelNoticeMinutes: 0, cancelFeeFen: 0, rateWindows: []`

const QUERIES: Record<string, Row> = {
  voucherBatches: { may: EVERYBODY, ask: '{ voucherBatches { edges { cursor } } }' },
  voucherClaims: {
    may: ['manager', 'finance', ...CITY],
    ask: '{ voucherClaims(providerId: "lab") { edges { cursor } } }',
  },
  voucherUnclaimed: {
    may: ['manager', 'finance', ...CITY],
    ask: '{ voucherUnclaimed(providerId: "lab") { count } }',
  },
  voucherExamples: { may: EVERYBODY, ask: '{ voucherExamples { id } }' },
  voucherGrants: {
    may: [...STAFF, 'finance', ...CITY],
    ask: '{ voucherGrants(institutionId: "lab") { edges { cursor } } }',
  },
  voucherProgrammes: { may: EVERYBODY, ask: '{ voucherProgrammes { edges { cursor } } }' },
  adjustmentRequests: {
    may: [...STAFF, ...CITY],
    ask: '{ adjustmentRequests(institutionId: "lab") { edges { cursor } } }',
  },
  apiTokens: { may: SIGNED_IN, ask: '{ apiTokens { id } }' },
  appeals: {
    may: ['manager', 'administrator', 'auditor'],
    ask: '{ appeals(institutionId: "lab") { edges { cursor } } }',
  },
  approvalRequestCount: {
    may: ['outsider'],
    ask: '{ approvalRequestCount }',
    shows: /"approvalRequestCount":[1-9]/,
  },
  approvalRequests: {
    may: ['outsider'],
    ask: '{ approvalRequests { edges { cursor } } }',
    shows: /cursor/,
  },
  auditLog: { may: ['administrator', 'auditor'], ask: '{ auditLog { edges { cursor } } }' },
  availability: {
    may: EVERYBODY,
    ask: `{ availability(instrumentId: "$instrument", during: ${during}) { free { startsAt } } }`,
  },
  booking: {
    may: ['self', ...STAFF, ...CITY],
    ask: '{ booking(id: "$booking") { purpose person { nameZh } } }',
    shows: /"purpose":"x"/,
  },
  bookingTemplate: { may: EVERYBODY, ask: '{ bookingTemplate(institutionId: "lab") { institutionId } }' },
  bankLines: {
    may: ['finance', 'auditor'],
    ask: '{ bankLines(institutionId: "lab", from: "2026-01-01", to: "2026-02-01", direction: CREDIT) { edges { cursor } } }',
  },
  bankMappings: {
    may: ['finance', 'auditor'],
    ask: '{ bankMappings(institutionId: "lab") { id } }',
  },
  bankTotals: {
    may: ['finance', 'auditor'],
    ask: '{ bankTotals(institutionId: "lab", from: "2026-01-01", to: "2026-02-01") { credit { count } } }',
  },
  bookingQuotas: {
    may: EVERYBODY,
    ask: '{ bookingQuotas(instrumentId: "$instrument", at: "2026-01-02T00:00:00Z") { left } }',
  },
  bookingRequests: {
    may: [...STAFF, ...CITY],
    ask: '{ bookingRequests(institutionId: "lab") { edges { cursor } } }',
    shows: /cursor/,
  },
  bookingSeries: {
    may: ['self', ...STAFF, ...CITY],
    ask: '{ bookingSeries(id: "$series") { purpose } }',
    shows: /"purpose":"x"/,
  },
  bookings: { may: EVERYBODY, ask: `{ bookings(instrumentId: "$instrument", during: ${during}) { id } }` },
  categories: { may: EVERYBODY, ask: '{ categories { code } }' },
  charges: {
    may: ['self', 'manager', 'keeper', 'finance', 'administrator', 'auditor'],
    ask: '{ charges(filter: { providerId: "lab" }) { edges { cursor } } }',
    shows: /cursor/,
  },
  conductRules: { may: EVERYBODY, ask: '{ conductRules { startPoints } }' },
  deskBookings: {
    may: [...STAFF, ...CITY],
    ask: `{ deskBookings(filter: { institutionId: "lab", during: ${during} }) { edges { cursor } } }`,
    shows: /cursor/,
  },
  checkInPlace: {
    may: SIGNED_IN,
    ask: '{ checkInPlace(token: "none") { isInUse } }',
  },
  downtimeProposals: {
    may: STAFF,
    ask: '{ downtimeProposals(instrumentId: "$instrument", until: "2026-01-02T02:00:00Z") { booking { id } } }',
  },
  faultReports: {
    may: [...STAFF, ...CITY],
    ask: '{ faultReports(institutionId: "lab") { edges { cursor } } }',
  },
  operatorAbsences: {
    may: ['finance', ...STAFF],
    ask: '{ operatorAbsences(personIds: ["finance"]) { reason } }',
    shows: /"reason":"x"/,
  },
  operatorDuties: {
    may: ['manager'],
    ask: `{ operatorDuties(during: ${during}) { id } }`,
    shows: /"id"/,
  },
  rescheduleProposals: {
    may: STAFF,
    ask: '{ rescheduleProposals(bookingIds: ["$booking"], notBefore: "2026-01-05T00:00:00Z") { to { startsAt } } }',
  },
  districts: { may: EVERYBODY, ask: '{ districts { adcode } }' },
  institution: { may: EVERYBODY, ask: '{ institution(id: "lab") { id } }' },
  institutions: { may: EVERYBODY, ask: '{ institutions { edges { cursor } } }' },
  freeSlots: {
    may: EVERYBODY,
    ask: `{ freeSlots(durationMinutes: 60, during: ${during}) { edges { cursor } } }`,
  },
  instrument: { may: EVERYBODY, ask: '{ instrument(id: "$instrument") { id } }' },
  instrumentFacets: { may: EVERYBODY, ask: '{ instrumentFacets { total } }' },
  instruments: { may: EVERYBODY, ask: '{ instruments { edges { cursor } } }' },
  instrumentsByNextFree: { may: EVERYBODY, ask: '{ instrumentsByNextFree { edges { cursor } } }' },
  ledgerChain: { may: ['administrator', 'auditor'], ask: '{ ledgerChain { sealedCount } }' },
  ledgerCheck: {
    may: ['finance', 'administrator', 'auditor'],
    ask: '{ ledgerCheck(providerId: "lab") { balanced } }',
  },
  maintenance: {
    may: EVERYBODY,
    ask: `{ maintenance(instrumentId: "$instrument", during: ${during}) { id } }`,
  },
  myWaitingEntries: {
    may: ['self'],
    ask: '{ myWaitingEntries { edges { cursor } } }',
    shows: /cursor/,
  },
  myResearchGroup: {
    may: ['outsider', 'self', 'keeper', 'finance'],
    ask: '{ myResearchGroup { id } }',
    shows: /"id"/,
  },
  noticeSettings: { may: SIGNED_IN, ask: '{ noticeSettings { sendsMail } }' },
  notices: {
    may: ['outsider', 'self', 'keeper', 'manager'],
    ask: '{ notices { edges { cursor } } }',
    shows: /cursor/,
  },
  myBookings: { may: ['self'], ask: '{ myBookings { edges { cursor } } }', shows: /cursor/ },
  people: {
    may: [...STAFF, 'administrator', 'auditor'],
    ask: '{ people(institutionId: "lab") { edges { cursor } } }',
  },
  previewSeries: {
    may: EVERYBODY,
    ask: `{ previewSeries(input: { instrumentId: "$instrument", rrule: "FREQ=DAILY;COUNT=2", ${span(72, 1)} }) { occurrences { date } } }`,
  },
  previewSeriesChange: {
    may: ['self', ...STAFF],
    ask: '{ previewSeriesChange(input: { bookingId: "$occurrence", scope: ALL }) { series { id } } }',
  },
  qualifications: {
    may: [...STAFF, 'administrator', 'auditor'],
    ask: '{ qualifications(instrumentId: "$instrument") { edges { cursor } } }',
  },
  quote: {
    may: EVERYBODY,
    ask: `{ quote(input: { instrumentId: "$instrument", ${span(72, 1)} }) { totalFen } }`,
  },
  reprice: {
    may: STAFF,
    ask: `{ reprice(input: { tariff: { ${tariffForm} }, during: ${during} }) { count } }`,
  },
  runTime: {
    may: [...STAFF, ...CITY],
    ask: `{ runTime(instrumentId: "$instrument", during: ${during}) { runMinutes } }`,
  },
  researchGroups: {
    may: [...STAFF, 'administrator', 'auditor'],
    ask: '{ researchGroups(institutionId: "lab") { edges { cursor } } }',
    shows: /cursor/,
  },
  restrictions: {
    may: [...STAFF, 'administrator', 'auditor'],
    ask: '{ restrictions(institutionId: "lab") { edges { cursor } } }',
  },
  standing: {
    may: ['self', 'administrator', 'auditor'],
    ask: '{ standing(personId: "self") { points } }',
  },
  statement: {
    may: [...STAFF, 'finance', 'administrator', 'auditor'],
    ask: '{ statement(id: "$statement") { id } }',
    shows: /"id"/,
  },
  reconciliation: {
    may: ['manager', 'finance', ...CITY],
    ask: '{ reconciliation(id: "$run") { month } }',
    shows: /2026-01/,
  },
  reconciliations: {
    may: ['manager', 'finance', ...CITY],
    ask: '{ reconciliations(providerId: "lab") { edges { cursor } } }',
  },
  statements: {
    may: [...STAFF, 'finance', 'administrator', 'auditor'],
    ask: '{ statements(filter: { providerId: "lab" }) { edges { cursor } } }',
    shows: /cursor/,
  },
  timeline: { may: EVERYBODY, ask: `{ timeline(during: ${during}) { instrument { id } } }` },
  trainingSessions: {
    may: EVERYBODY,
    ask: '{ trainingSessions(instrumentId: "$instrument") { edges { node { id } } } }',
  },
  unstatedTotals: {
    may: ['finance', 'administrator', 'auditor'],
    ask: `{ unstatedTotals(providerId: "lab", period: ${during}) { count } }`,
  },
  unreadNotices: {
    may: ['outsider', 'self', 'keeper', 'manager'],
    ask: '{ unreadNotices }',
    shows: /"unreadNotices":[1-9]/,
  },
  usageSessions: {
    may: [...STAFF, ...CITY],
    ask: `{ usageSessions(filter: { institutionId: "lab", during: ${during} }) { edges { cursor } } }`,
  },
  utilisation: {
    may: ['manager', ...CITY],
    ask: `{ utilisation(period: ${during}, by: INSTRUMENT, filter: { institutionId: "lab" }) { rowCount } }`,
  },
  timeHolds: {
    may: STAFF,
    ask: '{ timeHolds(instrumentId: "$instrument") { id } }',
    shows: /"id"/,
  },
  groupToHoldFor: {
    may: [...STAFF, 'stranger'],
    ask: '{ groupToHoldFor(email: "self@test") { id } }',
    shows: /firmgroup/,
  },
  viewer: { may: SIGNED_IN, ask: '{ viewer { id } }', shows: /"id"/ },
}

const MUTATIONS: Record<string, Row> = {
  applyForVoucher: {
    may: ['manager', 'finance'],
    ask: mutation(
      'applyForVoucher',
      `programmeId: "x", institutionId: "lab", kind: TEAM, askedFen: 1, purpose: "x", relatedIds: [], fileName: "x",
       fileSha256: "x", declared: true, clientKey: "x"`,
    ),
  },
  openVoucherProgramme: {
    may: ['administrator'],
    ask: mutation(
      'openVoucherProgramme',
      `nameZh: "x", issuer: "x", level: CITY, source: "x", isDemo: true, validFrom: "2026-01-01", validTo: "2026-12-31",
       budgetFen: 1, rules: { kinds: [TEAM], tiers: [{ percent: 1 }], perGrantFen: 1, perYearFen: 1, validDays: 1, banYears: 0 }`,
    ),
  },
  clawBackVoucher: {
    may: ['reviewer', 'administrator'],
    ask: mutation('clawBackVoucher', 'bookingId: "x", reason: "x", ban: false'),
  },
  payVoucherClaim: {
    may: ['reviewer', 'administrator'],
    ask: mutation('payVoucherClaim', 'claimId: "x", paymentReference: "x", paidOn: "2026-01-01"'),
  },
  refuseVoucherClaim: {
    may: ['reviewer', 'administrator'],
    ask: mutation('refuseVoucherClaim', 'claimId: "x", reason: "x"'),
  },
  submitVoucherClaim: {
    may: ['finance'],
    ask: mutation('submitVoucherClaim', `programmeId: "x", providerId: "lab", period: ${during}`),
  },
  reviewVoucher: {
    may: ['reviewer', 'administrator'],
    ask: mutation('reviewVoucher', 'grantId: "x", note: "xxxx"'),
  },
  acceptOffer: { may: ['self'], ask: mutation('acceptOffer', 'offerId: "$offer"') },
  adjustConduct: {
    may: ['manager', 'administrator'],
    ask: mutation('adjustConduct', 'institutionId: "lab", email: "outsider@test", points: 1, reason: "理由"'),
  },
  arrangeInstrument: {
    may: STAFF,
    ask: mutation('arrangeInstrument', 'instrumentId: "$instrument", capacity: 1'),
  },
  assignOperator: {
    may: STAFF,
    ask: mutation('assignOperator', 'bookingId: "$assisted", personId: "manager"'),
  },
  cancelAbsence: { may: ['finance', ...STAFF], ask: mutation('cancelAbsence', 'absenceId: "$absence"') },
  planAbsence: {
    may: ['finance', ...STAFF],
    ask: mutation('planAbsence', `personId: "finance", reason: "x", ${span(500, 1)}`),
  },
  renewInstrumentCalendar: {
    may: STAFF,
    ask: mutation('renewInstrumentCalendar', 'instrumentId: "$instrument"'),
  },
  revokeInstrumentCalendar: {
    may: STAFF,
    ask: mutation('revokeInstrumentCalendar', 'instrumentId: "$instrument"'),
  },
  setOperation: {
    may: STAFF,
    ask: mutation('setOperation', 'instrumentId: "$instrument", operatorIds: ["manager"], demand: OFFERED'),
  },
  bookInstruments: {
    may: SIGNED_IN,
    ask: mutation(
      'bookInstruments',
      `items: [{ instrumentId: "$instrument", ${span(84, 1)} }], purpose: "x"`,
    ),
  },
  cancelBookingGroup: {
    may: ['self', ...STAFF],
    ask: mutation('cancelBookingGroup', 'groupId: "$group"'),
  },
  moveBookingGroup: {
    may: ['self', ...STAFF],
    ask: mutation(
      'moveBookingGroup',
      `groupId: "$group", startsAt: "${new Date(NEW_YEAR + 76 * HOUR_MS).toISOString()}"`,
    ),
  },
  approveBooking: { may: STAFF, ask: mutation('approveBooking', 'bookingId: "$booking"') },
  approveSeries: { may: STAFF, ask: mutation('approveSeries', 'seriesId: "$series"') },
  bookSeries: {
    may: SIGNED_IN,
    ask: mutation(
      'bookSeries',
      `instrumentId: "$instrument", rrule: "FREQ=DAILY;COUNT=2", purpose: "x", ${span(120, 1)}`,
    ),
  },
  bookInstrument: {
    may: SIGNED_IN,
    ask: mutation('bookInstrument', `instrumentId: "$instrument", purpose: "x", ${span(80, 1)}`),
  },
  cancelBooking: { may: ['self', ...STAFF], ask: mutation('cancelBooking', 'bookingId: "$booking"') },
  cancelSeries: {
    may: ['self', ...STAFF],
    ask: mutation('cancelSeries', 'bookingId: "$occurrence", scope: FOLLOWING'),
  },
  cancelMaintenance: { may: STAFF, ask: mutation('cancelMaintenance', 'maintenanceId: "$maintenance"') },
  cancelTraining: { may: STAFF, ask: mutation('cancelTraining', 'sessionId: "$training", reason: "理由"') },
  checkIn: { may: ['self', ...STAFF], ask: mutation('checkIn', 'bookingId: "$booking"') },
  checkOut: { may: ['self', ...STAFF], ask: mutation('checkOut', 'bookingId: "$booking"') },
  createApiToken: { may: SIGNED_IN, ask: mutation('createApiToken', 'name: "x", scopes: [READ]') },
  declineOffer: { may: ['self'], ask: mutation('declineOffer', 'offerId: "$offer"') },
  decideAdjustment: {
    may: STAFF,
    ask: mutation('decideAdjustment', 'adjustmentId: "$adjustment", approve: true'),
  },
  decideRequests: {
    may: ['outsider', ...STAFF],
    ask: `mutation { decideRequests(input: { bookingIds: ["$chained"], approve: true }) { __typename
      ... on RequestDecisions { outcomes { problems { code } } } ${PROBLEMS} } }`,
  },
  dissolveResearchGroup: {
    may: ['manager'],
    ask: mutation('dissolveResearchGroup', 'groupId: "ending"'),
  },
  decideAppeal: {
    may: ['manager', 'administrator'],
    ask: mutation('decideAppeal', 'appealId: "$appeal", uphold: false, reason: "理由"'),
  },
  draftInstrument: {
    may: STAFF,
    ask: mutation('draftInstrument', `institutionId: "lab", instrument: { ${instrumentForm} }`),
  },
  editInstrument: {
    may: STAFF,
    ask: mutation('editInstrument', `instrumentId: "$instrument", instrument: { ${instrumentForm} }`),
  },
  enrolInTraining: { may: SIGNED_IN, ask: mutation('enrolInTraining', 'sessionId: "$training"') },
  confirmFault: {
    may: STAFF,
    ask: mutation('confirmFault', 'faultId: "$fault", severity: USABLE'),
  },
  dismissFault: { may: STAFF, ask: mutation('dismissFault', 'faultId: "$fault", reason: "x"') },
  resolveFault: { may: STAFF, ask: mutation('resolveFault', 'faultId: "$fault"') },
  reportFault: {
    may: SIGNED_IN,
    ask: mutation('reportFault', 'instrumentId: "$instrument", severity: USABLE, text: "x"'),
  },
  rescheduleBookings: {
    may: STAFF,
    ask: mutation('rescheduleBookings', 'rows: [{ bookingId: "$booking", choice: LEAVE }], reason: "x"'),
  },
  extendBooking: {
    may: ['self', ...STAFF],
    ask: mutation('extendBooking', 'bookingId: "$booking", endsAt: "2026-01-09T00:00:00Z"'),
  },
  fileAppeal: { may: ['self'], ask: mutation('fileAppeal', 'restrictionId: "$restriction", text: "理由"') },
  grantQualification: {
    may: STAFF,
    ask: mutation(
      'grantQualification',
      'instrumentId: "$instrument", email: "outsider@test", reason: "理由"',
    ),
  },
  grantRole: {
    may: ['manager', 'administrator'],
    ask: mutation('grantRole', 'personId: "keeper", role: FINANCE, institutionId: "lab"'),
  },
  imposeRestriction: {
    may: [...STAFF, 'administrator'],
    ask: mutation(
      'imposeRestriction',
      'scope: INSTITUTION, institutionId: "lab", email: "finance@test", reason: "理由", endsAt: "2026-02-01T00:00:00Z"',
    ),
  },
  invitePerson: {
    may: ['manager', 'administrator'],
    ask: mutation(
      'invitePerson',
      'email: "x@y", nameZh: "新", institutionId: "lab", roles: [], password: "weak"',
    ),
  },
  issueStatement: {
    may: ['finance'],
    ask: mutation('issueStatement', `providerId: "lab", payerId: "firm", period: ${during}`),
  },
  joinWaitingList: {
    may: SIGNED_IN,
    ask: mutation('joinWaitingList', `instrumentId: "$instrument", purpose: "x", ${span(48, 1)}`),
  },
  leaveWaitingList: { may: ['self'], ask: mutation('leaveWaitingList', 'entryId: "$entry"') },
  markNoticesRead: { may: SIGNED_IN, ask: mutation('markNoticesRead', 'ids: []') },
  liftRestriction: {
    may: [...STAFF, 'administrator'],
    ask: mutation('liftRestriction', 'restrictionId: "$restriction", reason: "理由"'),
  },
  moveBooking: {
    may: ['self', ...STAFF],
    ask: mutation('moveBooking', `bookingId: "$booking", ${span(90, 1)}`),
  },
  moveSeries: {
    may: ['self', ...STAFF],
    ask: mutation('moveSeries', `bookingId: "$occurrence", scope: ALL, ${span(90, 1)}`),
  },
  rejectSeries: { may: STAFF, ask: mutation('rejectSeries', 'seriesId: "$series", reason: "x"') },
  recordInvoice: {
    may: ['finance'],
    ask: mutation(
      'recordInvoice',
      'statementId: "$statement", number: "25152000000000000001", issuedOn: "2026-01-01"',
    ),
  },
  recordPayment: {
    may: ['finance'],
    ask: mutation(
      'recordPayment',
      'statementId: "$statement", amountFen: 1, paidOn: "2026-01-01", reference: "x"',
    ),
  },
  acceptBankLines: {
    may: ['finance'],
    ask: mutation(
      'acceptBankLines',
      'lines: [{ lineId: "$bankLine", version: 1, parts: [{ statementId: "$statement", amountFen: 1 }] }]',
    ),
  },
  saveBankMapping: {
    may: ['finance'],
    ask: mutation(
      'saveBankMapping',
      `institutionId: "lab", name: "x", account: "1", encoding: AUTO, separator: COMMA, decimalMark: POINT,
       dateOrder: YMD, columns: { bookedOn: "日期", amount: "金额" }`,
    ),
  },
  setBankLineAside: {
    may: ['finance'],
    ask: mutation('setBankLineAside', 'lineId: "$bankLine", version: 1, reason: "押金"'),
  },
  undoBankLine: {
    may: ['finance'],
    ask: mutation('undoBankLine', 'lineId: "$bankLine", version: 1, reason: "有误"'),
  },
  recordUse: {
    may: STAFF,
    ask: mutation('recordUse', `instrumentId: "$instrument", personEmail: "self@test", ${span(-4, 1)}`),
  },
  recordTrainingResult: {
    may: STAFF,
    ask: mutation('recordTrainingResult', 'enrolmentId: "$enrolment", attended: true, score: 80'),
  },
  registerInstitution: {
    may: SIGNED_IN,
    ask: mutation(
      'registerInstitution',
      'uscc: "1", nameZh: "新", kind: ENTERPRISE, district: "150602", addressZh: "1", servesExternal: false, isOwner: false',
    ),
  },
  rejectBooking: { may: STAFF, ask: mutation('rejectBooking', 'bookingId: "$booking", reason: "理由"') },
  renewCalendarToken: {
    may: SIGNED_IN,
    ask: `mutation { renewCalendarToken { __typename ${PROBLEMS} } }`,
  },
  renewCheckInCode: { may: STAFF, ask: mutation('renewCheckInCode', 'instrumentId: "$instrument"') },
  revokeCalendarToken: {
    may: SIGNED_IN,
    ask: `mutation { revokeCalendarToken { __typename ${PROBLEMS} } }`,
  },
  reportRunTime: {
    may: STAFF,
    ask: mutation('reportRunTime', 'instrumentId: "$instrument", intervals: []'),
  },
  reportUsage: {
    may: STAFF,
    ask: `mutation { reportUsage(input: { events: [{ eventId: "e", sessionKey: "s", instrumentId: "$instrument", what: ENDED,
      at: "2026-01-01T00:00:00Z" }] }) { ... on UsageReport { outcomes { problems { code } } } ${PROBLEMS} } }`,
  },
  requestAdjustment: {
    may: ['self', ...STAFF],
    ask: mutation(
      'requestAdjustment',
      `sessionId: "$session", kind: USE, samples: 1, reason: "漏记", ${span(1, 1)}`,
    ),
  },
  reviewInstitution: {
    may: ['reviewer', 'administrator'],
    ask: mutation('reviewInstitution', 'institutionId: "lab", approve: true'),
  },
  reviewInstrument: {
    may: ['reviewer', 'administrator'],
    ask: mutation('reviewInstrument', 'instrumentId: "$instrument", approve: true'),
  },
  revokeApiToken: { may: SIGNED_IN, ask: mutation('revokeApiToken', 'tokenId: "none"') },
  revokeQualification: {
    may: STAFF,
    ask: mutation('revokeQualification', 'qualificationId: "$qualification", reason: "理由"'),
  },
  revokeRole: {
    may: ['manager', 'administrator'],
    ask: mutation('revokeRole', 'grantId: "finance-finance"'),
  },
  saveResearchGroup: {
    may: ['manager'],
    ask: mutation(
      'saveResearchGroup',
      'institutionId: "lab", nameZh: "新课题组", principalEmail: "finance@test"',
    ),
  },
  holdTime: {
    may: STAFF,
    ask: mutation('holdTime', `instrumentId: "$instrument", groupId: "firmgroup", ${span(130, 1)}`),
  },
  releaseHold: { may: STAFF, ask: mutation('releaseHold', 'holdId: "$hold"') },
  scheduleMaintenance: {
    may: STAFF,
    ask: mutation('scheduleMaintenance', `instrumentId: "$instrument", reason: "保养", ${span(100, 1)}`),
  },
  scheduleTraining: {
    may: STAFF,
    ask: mutation(
      'scheduleTraining',
      `instrumentId: "$instrument", place: "101", seats: 1, passMark: 60, ${span(200, 1)}`,
    ),
  },
  setBookingPolicy: {
    may: STAFF,
    ask: mutation('setBookingPolicy', `instrumentId: "$instrument", policy: { ${policyForm} }`),
  },
  setNoticeSettings: { may: SIGNED_IN, ask: mutation('setNoticeSettings', 'reminderMinutes: [60]') },
  setInstitutionPrivacy: {
    may: ['manager'],
    ask: mutation('setInstitutionPrivacy', 'institutionId: "lab", names: NOBODY'),
  },
  setInstrumentPrivacy: {
    may: ['manager'],
    ask: mutation('setInstrumentPrivacy', 'instrumentId: "$instrument", names: NOBODY'),
  },
  setBookingTemplate: {
    may: ['manager', 'administrator'],
    ask: mutation(
      'setBookingTemplate',
      'institutionId: "lab", all: { horizonDays: 300 }, classes: [], quotas: []',
    ),
  },
  setInstrumentRules: {
    may: STAFF,
    ask: mutation(
      'setInstrumentRules',
      'instrumentId: "$instrument", all: {}, classes: [], quotas: [], blocks: [], form: []',
    ),
  },
  setGroupMember: {
    may: ['keeper', 'manager'],
    ask: mutation('setGroupMember', 'groupId: "labgroup", email: "finance@test", isMember: true'),
  },
  setOpeningException: {
    may: STAFF,
    ask: mutation('setOpeningException', 'instrumentId: "$instrument", date: "2026-03-01", windows: []'),
  },
  setOpeningHours: {
    may: STAFF,
    ask: mutation(
      'setOpeningHours',
      'instrumentId: "$instrument", validFrom: "2026-02-01", windows: [], closedOnHolidays: true',
    ),
  },
  setTariff: { may: STAFF, ask: mutation('setTariff', tariffForm) },
  setTrainingRequirement: {
    may: STAFF,
    ask: mutation('setTrainingRequirement', 'instrumentId: "asked", requirement: { validDays: 30 }'),
  },
  signIn: { may: EVERYBODY, ask: mutation('signIn', 'email: "x@y", password: "z"') },
  signOut: { may: EVERYBODY, ask: `mutation { signOut { __typename ${PROBLEMS} } }` },
  startWalkIn: {
    may: STAFF,
    ask: mutation('startWalkIn', 'instrumentId: "$instrument", minutes: 30, purpose: "临时"'),
  },
  submitInstrument: { may: STAFF, ask: mutation('submitInstrument', 'instrumentId: "$instrument"') },
  resolveReconciliationLine: {
    may: ['finance', 'reviewer', 'administrator'],
    ask: mutation(
      'resolveReconciliationLine',
      'runId: "$run", number: 1, resolution: OURS, reason: "现场记录为准"',
    ),
  },
  signReconciliation: {
    may: ['finance'],
    ask: mutation('signReconciliation', 'runId: "$run", side: PROVIDER'),
  },
  undoReconciliationLine: {
    may: ['finance', 'reviewer', 'administrator'],
    ask: mutation('undoReconciliationLine', 'runId: "$run", number: 1'),
  },
  closePeriod: {
    may: ['finance', 'reviewer', 'administrator'],
    ask: mutation('closePeriod', 'runId: "$run"'),
  },
  reopenPeriod: {
    may: ['reviewer', 'administrator'],
    ask: mutation('reopenPeriod', 'runId: "$run", reason: "补记一月的一笔费用"'),
  },
  voidStatement: {
    may: ['finance'],
    ask: mutation('voidStatement', 'statementId: "$statement", reason: "单位名称有误，需重新出账"'),
  },
  waiveCharge: {
    may: ['manager', 'finance'],
    ask: mutation('waiveCharge', 'chargeId: "$charge", reason: "设备故障，免收费用"'),
  },
  withdrawFromTraining: {
    may: ['self', ...STAFF],
    ask: mutation('withdrawFromTraining', 'enrolmentId: "$enrolment"'),
  },
  withdrawInstrument: {
    may: STAFF,
    ask: mutation('withdrawInstrument', 'instrumentId: "$instrument", reason: "报废"'),
  },
}

test('every query and mutation of the schema has a row', () => {
  expect(Object.keys(QUERIES).toSorted()).toEqual(
    Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted(),
  )
  expect(Object.keys(MUTATIONS).toSorted()).toEqual(
    Object.keys(schema.getMutationType()?.getFields() ?? {}).toSorted(),
  )
})

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let ids: Record<string, string>
  let viewers: Record<RoleName, Viewer | null>

  beforeAll(async () => {
    world = await openWorld(dialect)
    const made = await furnish(world)
    ids = made.ids
    viewers = made.viewers
  })
  afterAll(() => world.close())

  const rows = [...Object.entries(QUERIES), ...Object.entries(MUTATIONS)]
  test.each(rows)('%s lets through whom it says', async (_name, row) => {
    const through: RoleName[] = []
    // Those who may come last, because they may take away what the row is about.
    const others = ROLES.filter((it) => !row.may.includes(it))
    for (const role of [...others, ...row.may]) {
      const operation = row.ask.replaceAll(/\$(\w+)/g, (_whole, key: string) => ids[key] ?? '')
      const { data, errors } = await world.answer(viewers[role], operation)
      const unexpected = errors?.find((it) => it.extensions?.['code'] === undefined)
      expect({ role, unexpected }).toEqual({ role, unexpected: undefined })
      const isRefused = /"(FORBIDDEN|SIGN_IN_REQUIRED)"/.test(JSON.stringify({ data, errors }))
      const seesIt = row.shows === undefined || row.shows.test(JSON.stringify(data))
      if (!isRefused && seesIt) through.push(role)
    }
    expect(through.toSorted()).toEqual([...row.may].toSorted())
  })
})

/** A line of the bank of which nothing is decided. */
const BANK_LINE: BankLine = {
  id: 'bank-line',
  institutionId: 'lab',
  account: '1',
  transactionKey: 'number:1',
  fileId: 'bank-file',
  rowNumber: 2,
  direction: 'credit',
  bookedOn: '2026-01-20',
  amountFen: 100,
  payerName: 'x',
  payerAccount: '',
  description: '',
  bankNumber: '1',
  matchedFen: 0,
  notOursFen: 0,
  notOursReason: null,
  state: 'open',
  version: 1,
}
const BANK_FILE = {
  id: 'bank-file',
  institutionId: 'lab',
  sha256: 'x',
  name: 'x.csv',
  importedAt: NEW_YEAR,
}

/** A reconciliation without lines, so that nothing is left to decide. */
const RUN: Run = {
  id: 'run',
  providerId: 'lab',
  month: '2026-01',
  fileName: 'x.csv',
  fileSha256: 'x',
  settings: { nearMinutes: 30, timeMinutes: 5, amountFen: 0 },
  createdAt: NEW_YEAR,
  createdBy: 'finance',
  isReplaced: false,
  providerSignedAt: null,
  providerSignedBy: null,
  citySignedAt: null,
  citySignedBy: null,
  linesSha256: null,
}

/** A lab with an instrument, two bookings of a firm's researcher (one of them used and charged), maintenance, a statement. */
async function furnish(
  world: World,
): Promise<{ ids: Record<string, string>; viewers: Record<RoleName, Viewer | null> }> {
  for (const id of ['lab', 'firm', 'other']) await addInstitution(world, id)
  const viewers: Record<RoleName, Viewer | null> = {
    nobody: null,
    outsider: await addPerson(world, 'outsider', 'firm', ['researcher']),
    self: await addPerson(world, 'self', 'firm', ['researcher']),
    keeper: await addPerson(world, 'keeper', 'lab', ['keeper']),
    manager: await addPerson(world, 'manager', 'lab', ['manager']),
    finance: await addPerson(world, 'finance', 'lab', ['finance']),
    stranger: await addPerson(world, 'stranger', 'other', ['researcher', 'keeper', 'manager', 'finance']),
    reviewer: await addPerson(world, 'reviewer', null, ['reviewer']),
    administrator: await addPerson(world, 'administrator', null, ['administrator']),
    auditor: await addPerson(world, 'auditor', null, ['auditor']),
  }
  await addInstrument(world, 'sem', { institutionId: 'lab' })
  const make = async (viewer: Viewer | null, name: string, input: string) => {
    const answer = await world.ask(
      viewer,
      `mutation { ${name}(input: { ${input} }) { __typename ${idOf(name)} } }`,
    )
    const thing = answer[name] as { __typename: string; id?: string }
    expect(thing).toHaveProperty('id')
    return thing.id ?? ''
  }
  const training = await make(
    viewers.keeper,
    'scheduleTraining',
    `instrumentId: "sem", place: "101", seats: 20, passMark: 60, ${span(150, 1)}`,
  )
  const enrolment = await make(viewers.self, 'enrolInTraining', `sessionId: "${training}"`)
  const email = 'email: "self@test", reason: "x"'
  const qualification = await make(viewers.keeper, 'grantQualification', `instrumentId: "sem", ${email}`)
  await addInstrument(world, 'other', { institutionId: 'lab' })
  const restriction = await make(
    viewers.keeper,
    'imposeRestriction',
    `scope: INSTRUMENT, instrumentId: "other", ${email}, endsAt: "2026-02-01T00:00:00Z"`,
  )
  const appeal = await make(viewers.self, 'fileAppeal', `restrictionId: "${restriction}", text: "x"`)
  const used = await make(viewers.self, 'bookInstrument', `instrumentId: "sem", purpose: "x", ${span(1, 1)}`)
  const booking = await make(
    viewers.self,
    'bookInstrument',
    `instrumentId: "sem", purpose: "x", ${span(48, 1)}`,
  )
  const group = await make(
    viewers.self,
    'bookInstruments',
    `items: [{ instrumentId: "sem", ${span(70, 1)} }], purpose: "x"`,
  )
  await addInstrument(world, 'asked', {
    institutionId: 'lab',
    policy: { ...DEFAULT_POLICY, approval: 'keeper' },
  })
  await make(viewers.self, 'bookInstrument', `instrumentId: "asked", purpose: "x", ${span(48, 1)}`)
  await addGroup(world, 'labgroup', 'lab', ['keeper'])
  await addGroup(world, 'ending', 'lab', ['finance'])
  await addGroup(world, 'firmgroup', 'firm', ['outsider', 'self'])
  await addInstrument(world, 'chained', {
    institutionId: 'lab',
    policy: { ...DEFAULT_POLICY, approval: 'both' },
  })
  const chained = await make(
    viewers.self,
    'bookInstrument',
    `instrumentId: "chained", purpose: "x", ${span(300, 1)}`,
  )
  await addInstrument(world, 'repeated', { institutionId: 'lab' })
  const series = await make(
    viewers.self,
    'bookSeries',
    `instrumentId: "repeated", rrule: "FREQ=DAILY;COUNT=2", purpose: "x", ${span(48, 1)}`,
  )
  const { bookingSeries } = (await world.ask(
    viewers.self,
    `{ bookingSeries(id: "${series}") { occurrences { booking { id } } } }`,
  )) as { bookingSeries: { occurrences: { booking: { id: string } }[] } }
  const occurrence = bookingSeries.occurrences[0]?.booking.id ?? ''
  const maintenance = await make(
    viewers.keeper,
    'scheduleMaintenance',
    `instrumentId: "sem", reason: "保养", ${span(60, 1)}`,
  )
  await addInstrument(world, 'operated', { institutionId: 'lab' })
  const operators = 'operatorIds: ["manager"], demand: OFFERED'
  await make(viewers.keeper, 'setOperation', `instrumentId: "operated", ${operators}`)
  const assisted = await make(
    viewers.self,
    'bookInstrument',
    `instrumentId: "operated", purpose: "x", withOperator: true, ${span(66, 1)}`,
  )
  const absence = await make(
    viewers.keeper,
    'planAbsence',
    `personId: "finance", reason: "x", ${span(400, 1)}`,
  )
  const hold = await make(
    viewers.keeper,
    'holdTime',
    `instrumentId: "sem", groupId: "firmgroup", ${span(140, 1)}`,
  )
  world.clock.now = NEW_YEAR + HOUR_MS
  await make(viewers.keeper, 'checkIn', `bookingId: "${used}"`)
  world.clock.now = NEW_YEAR + 2 * HOUR_MS
  await make(viewers.keeper, 'checkOut', `bookingId: "${used}"`)
  world.clock.now = NEW_YEAR + DAY_MS
  const period = `period: { ${span(0, 3)} }`
  const statement = await make(
    viewers.finance,
    'issueStatement',
    `providerId: "lab", payerId: "firm", ${period}`,
  )
  const { charges } = (await world.ask(
    viewers.finance,
    '{ charges(filter: { providerId: "lab" }) { edges { node { id } } } }',
  )) as {
    charges: { edges: { node: { id: string } }[] }
  }
  const charge = charges.edges[0]?.node.id ?? ''
  await world.store.transact(async (trx) => {
    await insertRun(trx, RUN)
    await insertBankFile(trx, { ...BANK_FILE, importedBy: viewers.finance?.personId ?? '' })
    await insertBankLines(trx, [BANK_LINE])
  })
  const { usageSessions } = (await world.ask(
    viewers.keeper,
    `{ usageSessions(filter: { institutionId: "lab", during: ${during} }) { edges { node { id } } } }`,
  )) as { usageSessions: { edges: { node: { id: string } }[] } }
  const session = usageSessions.edges[0]?.node.id ?? ''
  const adjustment = await make(
    viewers.self,
    'requestAdjustment',
    `sessionId: "${session}", kind: USE, samples: 3, reason: "漏记", ${span(1, 1)}`,
  )
  const held = await make(
    viewers.keeper,
    'bookInstrument',
    `instrumentId: "sem", purpose: "x", ${span(30, 1)}`,
  )
  const entry = await make(
    viewers.self,
    'joinWaitingList',
    `instrumentId: "sem", purpose: "x", ${span(30, 1)}`,
  )
  await make(viewers.keeper, 'cancelBooking', `bookingId: "${held}"`)
  const { myWaitingEntries } = (await world.ask(
    viewers.self,
    '{ myWaitingEntries { edges { node { offer { id } } } } }',
  )) as { myWaitingEntries: { edges: { node: { offer: { id: string } | null } }[] } }
  const offer = myWaitingEntries.edges[0]?.node.offer?.id ?? ''
  await collectNotices(world.as())
  // Later, because its keeper is told of it.
  const fault = await make(viewers.self, 'reportFault', 'instrumentId: "sem", severity: USABLE, text: "x"')
  const standing = { training, enrolment, qualification, restriction, appeal }
  return {
    viewers,
    ids: {
      ...standing,
      instrument: 'sem',
      booking,
      assisted,
      absence,
      series,
      occurrence,
      chained,
      group,
      maintenance,
      hold,
      statement,
      charge,
      run: RUN.id,
      bankLine: BANK_LINE.id,
      entry,
      offer,
      session,
      adjustment,
      fault,
    },
  }
}

function idOf(mutationName: string): string {
  const type = {
    bookInstrument: 'Booking',
    bookSeries: 'BookingSeries',
    cancelBooking: 'Booking',
    joinWaitingList: 'WaitingEntry',
    bookInstruments: 'BookingGroup',
    scheduleMaintenance: 'Maintenance',
    setOperation: 'Instrument',
    planAbsence: 'OperatorAbsence',
    holdTime: 'TimeHold',
    checkIn: 'UsageRecord',
    checkOut: 'UsageRecord',
    issueStatement: 'Statement',
    requestAdjustment: 'UsageAdjustment',
    reportFault: 'FaultReport',
    scheduleTraining: 'TrainingSession',
    enrolInTraining: 'TrainingEnrolment',
    grantQualification: 'Qualification',
    imposeRestriction: 'Restriction',
    fileAppeal: 'Appeal',
  }[mutationName]
  return `... on ${type} { id } ... on Rejection { problems { code } }`
}
