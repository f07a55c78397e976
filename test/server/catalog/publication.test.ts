/** Drafting, submitting, reviewing, editing and withdrawing instruments, through the front door. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../../server/identity/rules.ts'
import { addInstrument } from '../../support/instruments.ts'
import { addInstitution, addPerson } from '../../support/people.ts'
import { dialects, openWorld, type World } from '../../support/world.ts'

const FORM = {
  nameZh: ' 光学纤维直径分析仪 ',
  nameEn: 'Optical fibre diameter analyser',
  categoryCode: '010102',
  model: 'OFDA 2000',
  manufacturer: 'BSC Electronics',
  localAssetNo: 'A-1',
  usageClass: 'DEDICATED',
  source: 'PURCHASED',
  fundingSources: ['OWN', 'LOCAL'],
  originalValueFen: 120_000_000,
  commissionedOn: '2024-05-01',
  locationZh: '实验楼 101',
  specs: [{ name: '测量范围', value: '4–300', unit: 'μm' }],
  functionsZh: '测量羊绒纤维直径',
  keywordsZh: ['羊绒细度'],
  serviceModes: ['SELF_USE'],
  shareMode: 'EXTERNAL',
  runStatus: 'NORMAL',
  customsSupervised: false,
}

const WINDOWS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '17:30' }))

const RESULT = `__typename
  ... on Instrument { id state reviewNote nameZh completeness policy { stepMinutes turnaroundMinutes approval }
    openingHours { validFrom closedOnHolidays windows { weekday opensAt closesAt } } }
  ... on Rejection { message problems { code refs } }`

type Answer = {
  readonly id: string
  readonly state: string
  readonly reviewNote: string | null
  readonly problems?: readonly { readonly code: string; readonly refs: readonly string[] }[]
}

describe.each(dialects)('%s', (dialect) => {
  let world: World
  let keeper: Viewer
  let reviewer: Viewer
  beforeEach(async () => {
    world = await openWorld(dialect)
    await addInstitution(world, 'lab')
    await addInstitution(world, 'user', { isOwner: false })
    await addInstrument(world, 'sem', { institutionId: 'lab', localAssetNo: 'SEM' })
    keeper = await addPerson(world, 'keeper', 'lab', ['keeper'])
    reviewer = await addPerson(world, 'reviewer', null, ['reviewer'])
  })
  afterEach(() => world.close())

  const run = async (viewer: Viewer | null, action: string, input: object): Promise<Answer> => {
    const type = `${action[0]?.toUpperCase()}${action.slice(1)}Input!`
    const data = await world.ask(
      viewer,
      `mutation Run($input: ${type}) { ${action}(input: $input) { ${RESULT} } }`,
      { input },
    )
    return data[action] as Answer
  }
  const codes = (answer: Answer) => answer.problems?.map((it) => it.code)
  const draft = (more: object = {}) =>
    run(keeper, 'draftInstrument', { institutionId: 'lab', instrument: { ...FORM, ...more } })
  const open = (instrumentId: string, windows: readonly object[] = WINDOWS) =>
    run(keeper, 'setOpeningHours', { instrumentId, validFrom: '2026-01-01', windows, closedOnHolidays: true })
  const review = (instrumentId: string, approve: boolean, note?: string) =>
    run(reviewer, 'reviewInstrument', { instrumentId, approve, note })
  const events = async () => {
    const rows = await world.store.db
      .selectFrom('outbox_event')
      .select(['type', 'subject_id'])
      .orderBy('id')
      .execute()
    return rows.map((it) => `${it.type} ${it.subject_id}`)
  }
  const publicNames = async () => {
    const { instruments } = await world.ask(null, '{ instruments { edges { node { nameZh } } } }')
    return (instruments as { edges: { node: { nameZh: string } }[] }).edges.map((it) => it.node.nameZh)
  }

  test('leads from a draft through a rejection into the catalog and out of it', async () => {
    const { id, ...drafted } = await draft()
    expect(drafted).toMatchObject({ state: 'DRAFT', nameZh: '光学纤维直径分析仪', openingHours: [] })
    expect(codes(await run(keeper, 'submitInstrument', { instrumentId: id }))).toEqual([
      'OPENING_HOURS_MISSING',
    ])
    expect(await open(id)).toMatchObject({
      openingHours: [{ validFrom: '2026-01-01', closedOnHolidays: true, windows: WINDOWS }],
    })
    expect((await run(keeper, 'submitInstrument', { instrumentId: id })).state).toBe('SUBMITTED')
    expect(await publicNames()).toEqual(['仪器 sem'])
    expect(codes(await review(id, false, ' '))).toEqual(['REASON_MISSING'])
    expect(await review(id, false, '请补充照片')).toMatchObject({
      state: 'REJECTED',
      reviewNote: '请补充照片',
    })
    expect(codes(await review(id, true))).toEqual(['REVIEW_NOT_PENDING'])
    await run(keeper, 'submitInstrument', { instrumentId: id })
    expect(await review(id, true)).toMatchObject({ state: 'APPROVED', reviewNote: null })
    expect(await publicNames()).toEqual(['仪器 sem', '光学纤维直径分析仪'])
    const gone = await run(keeper, 'withdrawInstrument', { instrumentId: id, reason: '已报废' })
    expect(gone).toMatchObject({ state: 'WITHDRAWN', reviewNote: '已报废' })
    expect(await publicNames()).toEqual(['仪器 sem'])
    expect(codes(await run(keeper, 'withdrawInstrument', { instrumentId: id, reason: '' }))).toEqual([
      'INSTRUMENT_WITHDRAWN',
      'REASON_MISSING',
    ])
    expect(await events()).toEqual([`instrument.published ${id}`, `instrument.withdrawn ${id}`])
  })

  test('tells everything that is wrong with a description at once', async () => {
    const wrong = {
      categoryCode: '777777',
      localAssetNo: 'SEM',
      originalValueFen: -1,
      commissionedOn: '2026-01-02',
    }
    const { problems } = await draft(wrong)
    expect(problems).toEqual([
      { code: 'ASSET_NO_TAKEN', refs: ['sem'] },
      { code: 'CATEGORY_NOT_FOUND', refs: [] },
      { code: 'INPUT_INVALID', refs: [] },
      { code: 'COMMISSIONED_IN_FUTURE', refs: [] },
    ])
  })

  test('lets two institutions use one asset number', async () => {
    await addInstitution(world, 'other')
    const boss = await addPerson(world, 'boss', 'other', ['manager'])
    const input = { institutionId: 'other', instrument: { ...FORM, localAssetNo: 'SEM' } }
    expect((await run(boss, 'draftInstrument', input)).state).toBe('DRAFT')
  })

  test('takes drafts for admitted owners only', async () => {
    const manager = await addPerson(world, 'manager', 'user', ['manager'])
    const input = { institutionId: 'user', instrument: FORM }
    expect(codes(await run(manager, 'draftInstrument', input))).toEqual(['INSTITUTION_NOT_OWNER'])
  })

  test('keeps an approved instrument approved when it is edited, and complete', async () => {
    const input = { instrumentId: 'sem', instrument: { ...FORM, nameZh: '新名称' } }
    expect(await run(keeper, 'editInstrument', input)).toMatchObject({ state: 'APPROVED', nameZh: '新名称' })
    const bare = { ...FORM, model: ' ', locationZh: '', serviceModes: [] }
    expect(codes(await run(keeper, 'editInstrument', { instrumentId: 'sem', instrument: bare }))).toEqual([
      'FIELD_MISSING',
      'FIELD_MISSING',
      'FIELD_MISSING',
    ])
    const mine = { ...FORM, localAssetNo: 'SEM' }
    expect((await run(keeper, 'editInstrument', { instrumentId: 'sem', instrument: mine })).state).toBe(
      'APPROVED',
    )
    expect(await events()).toEqual(['instrument.updated sem', 'instrument.updated sem'])
  })

  test('lets a draft be bare, and says nothing of it outside', async () => {
    const { id } = await draft({ model: '', manufacturer: '', locationZh: '', specs: [], functionsZh: null })
    const input = { instrumentId: id, instrument: { ...FORM, model: '', keywordsZh: [] } }
    expect((await run(keeper, 'editInstrument', input)).state).toBe('DRAFT')
    expect(await events()).toEqual([])
    const seen = (viewer: Viewer | null) =>
      world.ask(viewer, 'query One($id: ID!) { instrument(id: $id) { state } }', { id })
    expect(await seen(null)).toEqual({ instrument: null })
    expect(await seen(keeper)).toEqual({ instrument: { state: 'DRAFT' } })
    expect(await seen(reviewer)).toEqual({ instrument: { state: 'DRAFT' } })
  })

  test('sets booking policies that make sense', async () => {
    const policy = {
      durationMinutesMin: 60,
      durationMinutesMax: 240,
      stepMinutes: 30,
      noticeMinutesMin: 120,
      horizonDays: 60,
      turnaroundMinutes: 15,
      approval: 'KEEPER',
      cancelNoticeMinutes: 600,
    }
    expect(await run(keeper, 'setBookingPolicy', { instrumentId: 'sem', policy })).toMatchObject({
      policy: { stepMinutes: 30, turnaroundMinutes: 15, approval: 'KEEPER' },
    })
    const wrong = { ...policy, stepMinutes: 7, durationMinutesMin: 300, horizonDays: 0 }
    expect(codes(await run(keeper, 'setBookingPolicy', { instrumentId: 'sem', policy: wrong }))).toEqual([
      'INPUT_INVALID',
      'DURATION_RANGE_EMPTY',
      'INPUT_INVALID',
      'HORIZON_TOO_SHORT',
    ])
    expect(await events()).toEqual(['instrument.updated sem'])
  })

  test('refuses windows that overlap or have no time', async () => {
    const night = { weekday: 7, opensAt: '20:00', closesAt: '09:00' }
    const twice = [...WINDOWS, night, { weekday: 2, opensAt: '09:00', closesAt: '09:00' }]
    expect(codes(await open('sem', twice))).toEqual(['OPENING_WINDOW_INVALID', 'OPENING_WINDOWS_OVERLAP'])
  })

  test.each([
    ['draftInstrument', { institutionId: 'lab', instrument: FORM }],
    ['editInstrument', { instrumentId: 'sem', instrument: FORM }],
    ['submitInstrument', { instrumentId: 'sem' }],
    ['withdrawInstrument', { instrumentId: 'sem', reason: 'x' }],
    [
      'setOpeningHours',
      { instrumentId: 'sem', validFrom: '2026-01-01', windows: [], closedOnHolidays: true },
    ],
  ])('refuses %s by strangers and by keepers of others', async (action, input) => {
    const stranger = await addPerson(world, 'stranger', 'user', ['keeper', 'manager', 'researcher'])
    expect(codes(await run(null, action, input))).toEqual(['SIGN_IN_REQUIRED'])
    expect(codes(await run(stranger, action, input))).toEqual(['FORBIDDEN'])
    expect(codes(await run(reviewer, action, input))).toEqual(['FORBIDDEN'])
  })

  test('lets only the city review, and knows what does not exist', async () => {
    expect(codes(await run(keeper, 'reviewInstrument', { instrumentId: 'sem', approve: true }))).toEqual([
      'FORBIDDEN',
    ])
    expect(codes(await review('none', true))).toEqual(['INSTRUMENT_NOT_FOUND'])
    expect(codes(await run(keeper, 'submitInstrument', { instrumentId: 'none' }))).toEqual([
      'INSTRUMENT_NOT_FOUND',
    ])
  })

  test('gives every instrument of a race for one asset number but one a reason', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => draft({ localAssetNo: 'RACE' })))
    expect(answers.filter((it) => it.state === 'DRAFT')).toHaveLength(1)
    expect(answers.filter((it) => codes(it)?.[0] === 'ASSET_NO_TAKEN')).toHaveLength(4)
  })
})
