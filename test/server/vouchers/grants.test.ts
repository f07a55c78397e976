/** An enterprise applies for a grant and the bureau decides, through the front door; what is refused, and what is kept. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyForGrant, type Application, reviewGrant } from '../../../server/vouchers/actions/grants.ts'
import { codesOf } from '../../support/settlement.ts'
import {
  addGrant,
  addProgramme,
  APPLICATION,
  openVoucherMarket,
  RULES,
  type VoucherMarket,
} from '../../support/vouchers.ts'
import { DAY_MS } from '../../../server/kernel/interval.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const APPLY = `mutation Apply($input: ApplyForVoucherInput!) { applyForVoucher(input: $input) {
  ... on VoucherGrant { id state leftFen programme { nameZh } institution { id } }
  ... on Rejection { problems { code message } } } }`
const GRANTS = `{ voucherGrants(institutionId: "mill") { edges { node {
  id state grantedFen leftFen decision expiresAt mayReview } } } }`

describe.each(dialects)('vouchers on %s', (dialect) => {
  let world: World
  let people: VoucherMarket
  let programmeId: string

  beforeEach(async () => {
    world = await openWorld(dialect)
    people = await openVoucherMarket(world)
    programmeId = await addProgramme(world, people.administrator)
  })
  afterEach(() => world.close())

  const form = (more: Partial<Application> = {}): Application => ({
    ...APPLICATION,
    programmeId,
    institutionId: 'mill',
    ...more,
  })
  const apply = (more: Partial<Application> = {}) => applyForGrant(world.as(people.boss), form(more))

  test('what is granted can be used to its end, and then no more', async () => {
    const { relatedIds, kind: _kind, ...plain } = form()
    const input = { ...plain, kind: 'TECH_SME', relatedIds }
    const applied = await world.ask(people.boss, APPLY, { input })
    expect(applied).toMatchObject({
      applyForVoucher: { state: 'APPLIED', leftFen: 0, programme: { nameZh: '演示创新券' } },
    })
    const { id } = applied['applyForVoucher'] as { id: string }
    const note = '材料齐全，准予部分额度'
    await reviewGrant(world.as(people.reviewer), { grantId: id, grantedFen: 6_000_000, note })
    const granted = { id, state: 'GRANTED', grantedFen: 6_000_000, leftFen: 6_000_000, decision: note }
    expect(await world.ask(people.eve, GRANTS)).toMatchObject({
      voucherGrants: { edges: [{ node: { ...granted, mayReview: false } }] },
    })
    world.clock.now = NEW_YEAR + 366 * DAY_MS
    expect(await world.ask(people.eve, GRANTS)).toMatchObject({
      voucherGrants: { edges: [{ node: { ...granted, leftFen: 0 } }] },
    })
  })

  test.each([
    ['more than a grant gives', { askedFen: 10_000_001 }, ['VOUCHER_GRANT_TOO_LARGE']],
    ['nothing', { askedFen: 0 }, ['VOUCHER_GRANT_TOO_LARGE']],
    ['as another kind', { kind: 'hi_tech' }, ['VOUCHER_KIND_WRONG']],
    ['without a declaration', { declared: false }, ['INPUT_INVALID']],
    ['with evidence that has no hash', { fileSha256: 'x' }, ['INPUT_INVALID']],
    ['with a relation that nobody knows', { relatedIds: ['nobody'] }, ['INPUT_INVALID']],
    [
      'with everything wrong',
      { purpose: '短', kind: 'hi_tech', askedFen: -1 },
      ['INPUT_INVALID', 'VOUCHER_KIND_WRONG', 'VOUCHER_GRANT_TOO_LARGE'],
    ],
  ] as const)('nobody applies for a grant %s', async (_how, more, codes) => {
    expect(await codesOf(apply(more))).toEqual(codes)
  })

  test('a research institute is no enterprise', async () => {
    const college = form({ institutionId: 'firm' })
    expect(await codesOf(applyForGrant(world.as(people.payerFinance), college))).toEqual([
      'VOUCHER_NOT_ENTERPRISE',
    ])
  })

  test('what is asked for and granted in a year stays within the year', async () => {
    await addGrant(world, people, { programmeId, clientKey: 'a' })
    await apply({ clientKey: 'b' })
    expect(await codesOf(apply({ clientKey: 'c', askedFen: 1 }))).toEqual(['VOUCHER_YEAR_EXCEEDED'])
    expect(RULES.perYearFen).toBe(20_000_000)
  })

  test('applications at the same moment do not exceed the year', async () => {
    const keys = Array.from({ length: 6 }, (_, i) => `k${i}`)
    const answers = await Promise.allSettled(keys.map((clientKey) => apply({ clientKey })))
    expect(answers.filter((it) => it.status === 'fulfilled')).toHaveLength(2)
  })

  test('the same key is the same application, and no other one', async () => {
    const first = await apply()
    expect((await apply()).id).toBe(first.id)
    expect(await codesOf(apply({ askedFen: 5 }))).toEqual(['CLIENT_KEY_REUSED'])
  })

  test('an application is decided once, and never for more than was asked', async () => {
    const { id: grantId } = await apply({ askedFen: 100 })
    const review = (grantedFen: number | null) =>
      reviewGrant(world.as(people.reviewer), { grantId, grantedFen, note: '不符合条件' })
    expect(await codesOf(review(101))).toEqual(['VOUCHER_GRANT_TOO_LARGE'])
    expect((await review(null)).state).toBe('refused')
    expect(await codesOf(review(100))).toEqual(['VOUCHER_GRANT_DECIDED'])
  })

  test('there is nothing to be had before a programme begins and after it ends', async () => {
    world.clock.now = NEW_YEAR + 400 * DAY_MS
    expect(await codesOf(apply())).toEqual(['VOUCHER_PROGRAMME_CLOSED'])
  })

  test('rules that make no sense are refused', async () => {
    const rules = {
      ...RULES,
      tiers: [
        { upToFen: 5, percent: 50 },
        { upToFen: 5, percent: 10 },
      ],
    }
    expect(await codesOf(addProgramme(world, people.administrator, { rules, budgetFen: 0 }))).toEqual([
      'INPUT_INVALID',
      'VOUCHER_RULES_INVALID',
    ])
  })

  test('everybody reads programmes and the examples of other places', async () => {
    const answer = await world.ask(
      null,
      '{ voucherProgrammes { edges { node { nameZh isDemo rules { perOrderFen tiers { percent } } } } } voucherExamples { docNo source } }',
    )
    expect(answer).toMatchObject({
      voucherProgrammes: {
        edges: [{ node: { isDemo: true, rules: { perOrderFen: 2_000_000, tiers: [{ percent: 50 }] } } }],
      },
      voucherExamples: [{ docNo: '鲁科字〔2015〕80号' }, { docNo: null }, { docNo: null }],
    })
  })

  test('movements only grow', async () => {
    await addGrant(world, people, { programmeId })
    const run = (statement: string) => world.store.transact((trx) => sql.raw(statement).execute(trx))
    await expect(run('update voucher_movement set amount_fen = 1')).rejects.toThrow('only grows')
    await expect(run('delete from voucher_movement')).rejects.toThrow('only grows')
  })
})
