/** Whatever people do, the ledger stays balanced and agrees with charges, waivers and payments; on each dialect. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cancelBooking } from '../../../server/booking/actions/decide.ts'
import { findCharges, waiveCharge } from '../../../server/fees/actions/charges.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import { recordPayment } from '../../../server/fees/actions/payments.ts'
import { voidStatement } from '../../../server/fees/actions/void-statement.ts'
import { findStatements, issueStatement } from '../../../server/fees/actions/statements.ts'
import { dateOf, DEFAULT_ZONE } from '../../../server/kernel/calendar.ts'
import { DAY_MS } from '../../../server/kernel/interval.ts'
import { Rejection } from '../../../server/kernel/problem.ts'
import { book, type Market, openMarket, use } from '../../support/settlement.ts'
import { addTariff } from '../../support/tariffs.ts'
import { dialects, NEW_YEAR, openWorld, type World } from '../../support/world.ts'

const REASON = '仪器故障导致实验中断'
const PAYERS = ['firm', 'college', 'solo'] as const

type Command = {
  readonly do: 'use' | 'cancel' | 'waive' | 'issue' | 'pay' | 'void'
  readonly who: number
  readonly which: number
}

const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.record({
    do: fc.constantFrom('use', 'use', 'cancel', 'waive', 'issue', 'issue', 'pay', 'pay', 'void'),
    who: fc.nat(2),
    which: fc.nat(100),
  }),
  { minLength: 10, maxLength: 20 },
)

/** A refusal is as good an answer as any; only what was refused must not be half done. */
async function orRefused(attempt: Promise<unknown>): Promise<void> {
  await attempt.catch((error: unknown) => {
    if (!(error instanceof Rejection)) throw error
  })
}

async function obey(world: World, people: Market, command: Command): Promise<void> {
  const { who, which } = command
  const finance = world.as(people.finance)
  const customer = [people.ada, people.cleo, people.solo][who] ?? people.ada
  const today = dateOf(world.clock.now, DEFAULT_ZONE)
  const all = { first: 100 }
  if (command.do === 'use') await use(world, customer, `${today}T12:00`, `${today}T13:00`)
  if (command.do === 'cancel') {
    const bookingId = await book(world, customer, `${today}T14:00`, `${today}T15:00`)
    await cancelBooking(world.as(customer), { bookingId, reason: null })
  }
  if (command.do === 'waive') {
    const { edges } = await findCharges(finance, {}, all)
    const chargeId = edges[which % Math.max(edges.length, 1)]?.node.id
    if (chargeId) await orRefused(waiveCharge(finance, { chargeId, reason: REASON }))
  }
  if (command.do === 'issue') {
    const period = { startsAt: NEW_YEAR, endsAt: world.clock.now }
    await orRefused(issueStatement(finance, { providerId: 'lab', payerId: PAYERS[who] ?? 'firm', period }))
  }
  if (command.do === 'pay') {
    const { edges } = await findStatements(finance, {}, all)
    const statementId = edges[which % Math.max(edges.length, 1)]?.node.id
    const form = { amountFen: which * 150, paidOn: today, reference: `R${which}` }
    if (statementId) await orRefused(recordPayment(finance, { statementId, ...form }))
  }
  if (command.do === 'void') {
    const { edges } = await findStatements(finance, {}, all)
    const statementId = edges[which % Math.max(edges.length, 1)]?.node.id
    if (statementId) await orRefused(voidStatement(finance, { statementId, reason: REASON }))
  }
}

async function expectAgreement(world: World, people: Market): Promise<void> {
  const finance = world.as(people.finance)
  expect((await ledgerCheck(finance, 'lab')).balanced).toBe(true)
  const charges = (await findCharges(finance, {}, { first: 100 })).edges.map((it) => it.node)
  for (const { node } of (await findStatements(finance, {}, { first: 100 })).edges) {
    const stated = charges.filter((it) => it.statementId === node.id)
    expect(stated.reduce((sum, it) => sum + it.amountFen, 0)).toBe(node.state === 'void' ? 0 : node.totalFen)
    expect(stated.every((it) => it.state === (node.state === 'paid' ? 'paid' : 'stated'))).toBe(true)
  }
  for (const it of charges) expect(it.amountFen).toBe(it.lines.reduce((sum, line) => sum + line.amountFen, 0))
}

/** Runs the commands in a world of their own; true when everything agreed after each of them. */
async function agreesThroughout(
  dialect: (typeof dialects)[number],
  all: readonly Command[],
): Promise<boolean> {
  const world = await openWorld(dialect)
  try {
    const people = await openMarket(world)
    await addTariff(world, 'sem', 'external', { cancelNoticeMinutes: 120, cancelFeeFen: 3_333 })
    for (const [i, command] of all.entries()) {
      world.clock.now = NEW_YEAR + (i + 1) * DAY_MS
      await obey(world, people, command)
      await expectAgreement(world, people)
    }
    return true
  } finally {
    await world.close()
  }
}

describe.each(dialects)('on %s', (dialect) => {
  test(
    'any commands leave it balanced, and every charge on at most one statement',
    { timeout: 120_000 },
    async () => {
      const property = fc.asyncProperty(commands, (all) => agreesThroughout(dialect, all))
      expect((await fc.check(property, { numRuns: 4 })).counterexample).toBeNull()
    },
  )
})
