/**
 * Role × action over the whole schema: who is let through to every query and mutation. A row says who may; everybody
 * else must be told FORBIDDEN or SIGN_IN_REQUIRED (or, where the row says so, see nothing). A field of the schema that
 * has no row fails the test.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../server/catalog/rules/policy.ts'
import type { Viewer } from '../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS } from '../../server/kernel/interval.ts'
import { schema } from '../../server/schema.ts'
import { addInstrument } from '../support/instruments.ts'
import { addInstitution, addPerson } from '../support/people.ts'
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
  apiTokens: { may: SIGNED_IN, ask: '{ apiTokens { id } }' },
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
  bookingRequests: {
    may: [...STAFF, ...CITY],
    ask: '{ bookingRequests(institutionId: "lab") { edges { cursor } } }',
    shows: /cursor/,
  },
  bookings: { may: EVERYBODY, ask: `{ bookings(instrumentId: "$instrument", during: ${during}) { id } }` },
  categories: { may: EVERYBODY, ask: '{ categories { code } }' },
  charges: {
    may: ['self', 'manager', 'keeper', 'finance', 'administrator', 'auditor'],
    ask: '{ charges(filter: { providerId: "lab" }) { edges { cursor } } }',
    shows: /cursor/,
  },
  deskBookings: {
    may: [...STAFF, ...CITY],
    ask: `{ deskBookings(filter: { institutionId: "lab", during: ${during} }) { edges { cursor } } }`,
    shows: /cursor/,
  },
  districts: { may: EVERYBODY, ask: '{ districts { adcode } }' },
  institution: { may: EVERYBODY, ask: '{ institution(id: "lab") { id } }' },
  institutions: { may: EVERYBODY, ask: '{ institutions { edges { cursor } } }' },
  instrument: { may: EVERYBODY, ask: '{ instrument(id: "$instrument") { id } }' },
  instrumentFacets: { may: EVERYBODY, ask: '{ instrumentFacets { total } }' },
  instruments: { may: EVERYBODY, ask: '{ instruments { edges { cursor } } }' },
  ledgerCheck: {
    may: ['finance', 'administrator', 'auditor'],
    ask: '{ ledgerCheck(providerId: "lab") { balanced } }',
  },
  maintenance: {
    may: EVERYBODY,
    ask: `{ maintenance(instrumentId: "$instrument", during: ${during}) { id } }`,
  },
  myBookings: { may: ['self'], ask: '{ myBookings { edges { cursor } } }', shows: /cursor/ },
  people: {
    may: [...STAFF, 'administrator', 'auditor'],
    ask: '{ people(institutionId: "lab") { edges { cursor } } }',
  },
  quote: {
    may: EVERYBODY,
    ask: `{ quote(input: { instrumentId: "$instrument", ${span(72, 1)} }) { totalFen } }`,
  },
  statement: {
    may: [...STAFF, 'finance', 'administrator', 'auditor'],
    ask: '{ statement(id: "$statement") { id } }',
    shows: /"id"/,
  },
  statements: {
    may: [...STAFF, 'finance', 'administrator', 'auditor'],
    ask: '{ statements(filter: { providerId: "lab" }) { edges { cursor } } }',
    shows: /cursor/,
  },
  timeline: { may: EVERYBODY, ask: `{ timeline(during: ${during}) { instrument { id } } }` },
  unstatedTotals: {
    may: ['finance', 'administrator', 'auditor'],
    ask: `{ unstatedTotals(providerId: "lab", period: ${during}) { count } }`,
  },
  utilisation: {
    may: ['manager', ...CITY],
    ask: `{ utilisation(period: ${during}, by: INSTRUMENT, filter: { institutionId: "lab" }) { rowCount } }`,
  },
  viewer: { may: SIGNED_IN, ask: '{ viewer { id } }', shows: /"id"/ },
}

const MUTATIONS: Record<string, Row> = {
  approveBooking: { may: STAFF, ask: mutation('approveBooking', 'bookingId: "$booking"') },
  bookInstrument: {
    may: SIGNED_IN,
    ask: mutation('bookInstrument', `instrumentId: "$instrument", purpose: "x", ${span(80, 1)}`),
  },
  cancelBooking: { may: ['self', ...STAFF], ask: mutation('cancelBooking', 'bookingId: "$booking"') },
  cancelMaintenance: { may: STAFF, ask: mutation('cancelMaintenance', 'maintenanceId: "$maintenance"') },
  checkIn: { may: ['self', ...STAFF], ask: mutation('checkIn', 'bookingId: "$booking"') },
  checkOut: { may: ['self', ...STAFF], ask: mutation('checkOut', 'bookingId: "$booking"') },
  createApiToken: { may: SIGNED_IN, ask: mutation('createApiToken', 'name: "x", scopes: [READ]') },
  draftInstrument: {
    may: STAFF,
    ask: mutation('draftInstrument', `institutionId: "lab", instrument: { ${instrumentForm} }`),
  },
  editInstrument: {
    may: STAFF,
    ask: mutation('editInstrument', `instrumentId: "$instrument", instrument: { ${instrumentForm} }`),
  },
  grantRole: {
    may: ['manager', 'administrator'],
    ask: mutation('grantRole', 'personId: "keeper", role: FINANCE, institutionId: "lab"'),
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
  moveBooking: {
    may: ['self', ...STAFF],
    ask: mutation('moveBooking', `bookingId: "$booking", ${span(90, 1)}`),
  },
  recordPayment: {
    may: ['finance'],
    ask: mutation(
      'recordPayment',
      'statementId: "$statement", amountFen: 1, paidOn: "2026-01-01", reference: "x"',
    ),
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
  reviewInstitution: {
    may: ['reviewer', 'administrator'],
    ask: mutation('reviewInstitution', 'institutionId: "lab", approve: true'),
  },
  reviewInstrument: {
    may: ['reviewer', 'administrator'],
    ask: mutation('reviewInstrument', 'instrumentId: "$instrument", approve: true'),
  },
  revokeApiToken: { may: SIGNED_IN, ask: mutation('revokeApiToken', 'tokenId: "none"') },
  revokeRole: {
    may: ['manager', 'administrator'],
    ask: mutation('revokeRole', 'grantId: "finance-finance"'),
  },
  scheduleMaintenance: {
    may: STAFF,
    ask: mutation('scheduleMaintenance', `instrumentId: "$instrument", reason: "保养", ${span(100, 1)}`),
  },
  setBookingPolicy: {
    may: STAFF,
    ask: mutation('setBookingPolicy', `instrumentId: "$instrument", policy: { ${policyForm} }`),
  },
  setOpeningHours: {
    may: STAFF,
    ask: mutation(
      'setOpeningHours',
      'instrumentId: "$instrument", validFrom: "2026-02-01", windows: [], closedOnHolidays: true',
    ),
  },
  setTariff: { may: STAFF, ask: mutation('setTariff', tariffForm) },
  signIn: { may: EVERYBODY, ask: mutation('signIn', 'email: "x@y", password: "z"') },
  signOut: { may: EVERYBODY, ask: `mutation { signOut { __typename ${PROBLEMS} } }` },
  submitInstrument: { may: STAFF, ask: mutation('submitInstrument', 'instrumentId: "$instrument"') },
  waiveCharge: {
    may: ['manager', 'finance'],
    ask: mutation('waiveCharge', 'chargeId: "$charge", reason: "设备故障，免收费用"'),
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
  const used = await make(viewers.self, 'bookInstrument', `instrumentId: "sem", purpose: "x", ${span(1, 1)}`)
  const booking = await make(
    viewers.self,
    'bookInstrument',
    `instrumentId: "sem", purpose: "x", ${span(48, 1)}`,
  )
  await addInstrument(world, 'asked', {
    institutionId: 'lab',
    policy: { ...DEFAULT_POLICY, approval: 'keeper' },
  })
  await make(viewers.self, 'bookInstrument', `instrumentId: "asked", purpose: "x", ${span(48, 1)}`)
  const maintenance = await make(
    viewers.keeper,
    'scheduleMaintenance',
    `instrumentId: "sem", reason: "保养", ${span(60, 1)}`,
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
  return { viewers, ids: { instrument: 'sem', booking, maintenance, statement, charge } }
}

function idOf(mutationName: string): string {
  const type = {
    bookInstrument: 'Booking',
    scheduleMaintenance: 'Maintenance',
    checkIn: 'UsageRecord',
    checkOut: 'UsageRecord',
    issueStatement: 'Statement',
  }[mutationName]
  return `... on ${type} { id } ... on Rejection { problems { code } }`
}
