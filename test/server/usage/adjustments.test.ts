/** Putting a session right: who asks, who decides, until when, and what becomes of money and statistics. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import { recordPayment } from '../../../server/fees/actions/payments.ts'
import { issueStatement } from '../../../server/fees/actions/statements.ts'
import type { Viewer } from '../../../server/identity/rules.ts'
import { DAY_MS, HOUR_MS, type Interval } from '../../../server/kernel/interval.ts'
import { codes, type Lab, openLab, type Result, sent, span } from '../../support/bookings.ts'
import { addInstrument } from '../../support/instruments.ts'
import { books, chargeByUse, sendUsage } from '../../support/usage.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

describe.each(dialects)('%s: a correction', (dialect) => {
  let world: World
  let lab: Lab
  let finance: Viewer
  let instrumentId: string
  let sessionId: string
  let count = 0

  beforeAll(async () => {
    world = await openWorld(dialect)
    lab = await openLab(world)
    finance = { ...lab.manager, grants: [{ role: 'finance', institutionId: 'lab' }] }
  })
  /** Two hours of ada's, for 240 yuan, told the day after. */
  beforeEach(async () => {
    instrumentId = `sem-${(count += 1)}`
    await addInstrument(world, instrumentId, { institutionId: 'lab' })
    await chargeByUse(world, instrumentId)
    world.clock.now = NEW_YEAR + 3 * DAY_MS
    sessionId = (await tell(span('10:00', '12:00'))).id
  })
  afterAll(() => world.close())

  const tell = (when: Interval) =>
    sendUsage(world, lab.keeper, 'recordUse', {
      instrumentId,
      personEmail: 'ada@test',
      samples: 2,
      ...sent(when),
    })
  const asks = (who: Viewer, when: Interval, more: object = {}) =>
    sendUsage(world, who, 'requestAdjustment', {
      sessionId,
      kind: 'USE',
      samples: 2,
      reason: '实际 11 时结束',
      ...sent(when),
      ...more,
    })
  const decides = (who: Viewer, { id }: Result, approve = true, note = '') =>
    sendUsage(world, who, 'decideAdjustment', { adjustmentId: id, approve, note })
  const facts = () =>
    world.store.db
      .selectFrom('usage_fact')
      .select(['starts_on', 'effective_ms', 'sample_count'])
      .where('instrument_id', '=', instrumentId)
      .where('grain', '=', 'day')
      .orderBy('starts_on')
      .execute()
  const history = async () =>
    (
      (await world.ask(
        lab.keeper,
        `{ usageSessions(filter: { institutionId: "lab", instrumentId: "${instrumentId}", during: { startsAt: "2026-01-01T00:00:00Z",
          endsAt: "2026-02-01T00:00:00Z" } }) { edges { node { version samples kind startsAt adjustment { state }
          history { version samples kind startsAt actor { id } } } } } }`,
      )) as { usageSessions: { edges: { node: object }[] } }
    ).usageSessions.edges[0]?.node

  test('counts once a keeper approves: what it was is kept, charged back and charged anew', async () => {
    const asked = await asks(lab.ada, span('10:00', '11:00', '2026-01-01'), { kind: 'TRAINING', samples: 5 })
    expect(asked).toMatchObject({ state: 'REQUESTED' })
    expect(await books(world, instrumentId)).toMatchObject({ netFen: 24_000 })
    expect(codes(await decides(lab.ada, asked))).toEqual(['FORBIDDEN'])
    expect(await decides(lab.keeper, asked)).toMatchObject({ state: 'APPROVED' })
    expect(codes(await decides(lab.keeper, asked))).toEqual(['ADJUSTMENT_DECIDED'])
    expect(await books(world, instrumentId)).toEqual({
      charges: [
        ['reversal', -24_000],
        ['usage', 24_000],
        ['usage', 12_000],
      ],
      netFen: 12_000,
    })
    expect(await facts()).toEqual([{ starts_on: '2026-01-01', effective_ms: HOUR_MS, sample_count: 5 }])
    const before = { version: 1, samples: 2, kind: 'USE', startsAt: sent(span('10:00', '11:00')).startsAt }
    expect(await history()).toMatchObject({
      version: 2,
      samples: 5,
      kind: 'TRAINING',
      adjustment: { state: 'APPROVED' },
      history: [{ ...before, actor: { id: 'keeper' } }],
    })
    await expect(world.store.transact((trx) => trx.deleteFrom('session_change').execute())).rejects.toThrow(
      /append-only|session_change/i,
    )
  })

  test('that is rejected changes nothing, and says why', async () => {
    const asked = await asks(lab.ada, span('10:00', '11:00'))
    expect(codes(await asks(lab.keeper, span('10:00', '11:30')))).toEqual(['ADJUSTMENT_PENDING'])
    expect(codes(await decides(lab.keeper, asked, false))).toEqual(['REASON_MISSING'])
    expect(await decides(lab.keeper, asked, false, '门禁记录为 12 时')).toMatchObject({
      state: 'REJECTED',
      decisionNote: '门禁记录为 12 时',
    })
    expect(await books(world, instrumentId)).toMatchObject({ netFen: 24_000 })
    expect(await history()).toMatchObject({ version: 1, history: [] })
  })

  test('of the samples alone leaves the charge as it is', async () => {
    await decides(lab.keeper, await asks(lab.ada, span('10:00', '12:00'), { samples: 9 }))
    expect((await books(world, instrumentId)).charges).toEqual([['usage', 24_000]])
    expect(await facts()).toMatchObject([{ sample_count: 9 }])
  })

  test('to upkeep takes the charge back and leaves none', async () => {
    await decides(lab.keeper, await asks(lab.keeper, span('10:00', '12:00'), { kind: 'MAINTENANCE' }))
    expect(await books(world, instrumentId)).toMatchObject({ netFen: 0 })
    expect(await facts()).toMatchObject([{ effective_ms: 0 }])
  })

  test('is refused for every reason at once', async () => {
    await tell(span('13:00', '14:00'))
    expect(codes(await asks(lab.ada, span('10:00', '12:00')))).toEqual(['ADJUSTMENT_CHANGES_NOTHING'])
    expect(codes(await asks(lab.ada, span('10:00', '13:30'), { samples: -1, reason: ' ' }))).toEqual([
      'USAGE_OVERLAPS',
      'SAMPLES_INVALID',
      'REASON_MISSING',
    ])
    for (const who of [lab.bob, lab.stranger, lab.auditor])
      expect(codes(await asks(who, span('10:00', '11:00')))).toEqual(['FORBIDDEN'])
    expect(codes(await asks(lab.ada, span('10:00', '11:00'), { sessionId: 'none' }))).toEqual([
      'SESSION_NOT_FOUND',
    ])
  })

  test('cannot be asked for any more a week after the session was recorded', async () => {
    world.clock.now += 7 * DAY_MS - 1
    const last = await asks(lab.ada, span('10:00', '11:00'))
    world.clock.now += 1
    expect(await decides(lab.keeper, last, false, '不符')).toMatchObject({ state: 'REJECTED' })
    expect(codes(await asks(lab.ada, span('10:00', '11:00')))).toEqual(['SESSION_LOCKED'])
    expect(codes(await asks(lab.keeper, span('10:00', '11:00')))).toEqual(['SESSION_LOCKED'])
  })

  test('after the charge was paid comes on the next statement', async () => {
    const period = { startsAt: NEW_YEAR, endsAt: world.clock.now }
    const ask = { providerId: 'lab', payerId: 'firm', period }
    const statement = await issueStatement(world.as(finance), ask)
    await recordPayment(world.as(finance), {
      statementId: statement.id,
      amountFen: statement.totalFen,
      paidOn: '2026-01-04',
      reference: `r-${instrumentId}`,
    })
    await decides(lab.keeper, await asks(lab.ada, span('10:00', '11:00')))
    world.clock.now += DAY_MS
    const later = { ...ask, period: { startsAt: NEW_YEAR, endsAt: world.clock.now } }
    await expect(issueStatement(world.as(finance), later)).rejects.toMatchObject({
      problems: [{ code: 'STATEMENT_IS_CREDIT' }],
    })
    await tell(span('14:00', '16:00'))
    world.clock.now += DAY_MS
    const next = { ...ask, period: { startsAt: NEW_YEAR, endsAt: world.clock.now } }
    expect(await issueStatement(world.as(finance), next)).toMatchObject({ totalFen: 12_000 })
  })

  test('leaves the books balanced', async () => {
    expect(await ledgerCheck(world.as(finance), 'lab')).toMatchObject({ balanced: true })
  })
})
