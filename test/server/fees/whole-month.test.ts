/** A month of money from end to end: voucher, booking, charge, statement, bank, ledger, signatures, claim, close; drift 0. */

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { acceptBankLines } from '../../../server/fees/actions/bank-decisions.ts'
import { importBankFile } from '../../../server/fees/actions/bank-import.ts'
import { bankSuggestions, findBankLines } from '../../../server/fees/actions/bank-lines.ts'
import { checkLedger } from '../../../server/fees/actions/invariants.ts'
import { ledgerChain, sealLedger } from '../../../server/fees/actions/ledger-chain.ts'
import { ledgerCheck } from '../../../server/fees/actions/ledger.ts'
import { driftOfProvider } from '../../../server/fees/actions/periods.ts'
import { issueStatement, numberOf, visibleStatements } from '../../../server/fees/actions/statements.ts'
import { readCamt } from '../../../server/fees/http/bank-camt.ts'
import { DAY_MS } from '../../../server/kernel/interval.ts'
import { closePeriod } from '../../../server/reconciliation/actions/closing.ts'
import { importLedger } from '../../../server/reconciliation/actions/import.ts'
import { signRun } from '../../../server/reconciliation/actions/runs.ts'
import { CSV_TYPE, tableOf } from '../../../server/usage/http/import-file.ts'
import { decideClaim, submitClaim } from '../../../server/vouchers/actions/claims.ts'
import { LEDGER_HEADER } from '../../support/reconciliation.ts'
import { attend, month, morning } from '../../support/settlement.ts'
import { addGrant, addProgramme, bookByVoucher, openVoucherMarket } from '../../support/vouchers.ts'
import { wallTime } from '../../support/wall-time.ts'
import { dialects, NEW_YEAR, openWorld } from '../../support/world.ts'

/** The bank's file with one entry. */
function bankFile(yuan: string, text: string): Uint8Array {
  return new TextEncoder().encode(
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
     <Acct><Id><Othr><Id>1512</Id></Othr></Id></Acct>
     <Ntry><Amt Ccy="CNY">${yuan}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
     <BookgDt><Dt>2026-02-03</Dt></BookgDt><AcctSvcrRef>N1</AcctSvcrRef>
     <NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
     </Stmt></BkToCstmrStmt></Document>`,
  )
}

test.each(dialects)(
  '%s: a company pays half by voucher and half by bank, both sides sign, the city pays the claim, the month closes',
  async (dialect) => {
    const world = await openWorld(dialect)
    try {
      const people = await openVoucherMarket(world)
      const finance = world.as(people.finance)
      const reviewer = world.as(people.reviewer)
      const programmeId = await addProgramme(world, people.administrator)
      await addGrant(world, people, { programmeId })
      const [from, to] = ['2026-01-05T09:00', '2026-01-05T11:00']
      const bookingId = await bookByVoucher(world, people.eve, from, to)
      await attend(world, people.eve, bookingId, { startsAt: wallTime(from), endsAt: wallTime(to) })

      world.clock.now = morning('02-02')
      const statement = await issueStatement(finance, {
        providerId: 'lab',
        payerId: 'mill',
        period: month(1),
      })
      expect(statement.totalFen).toBe(12_000)

      world.clock.now = morning('02-04')
      const bytes = bankFile('120.00', `仪器使用费 ${numberOf(statement)}`)
      const file = { name: 'bank.xml', bytes }
      const read = () => readCamt(bytes)
      await importBankFile(finance, { institutionId: 'lab', mappingId: null, file, chosen: 'ready', read })
      const days = { from: '2026-02-01', to: '2026-02-28' }
      const scope = { institutionId: 'lab', direction: 'credit' as const, days }
      const lines = (await findBankLines(finance, scope, {})).edges.map((it) => it.node)
      const [suggested = []] = await bankSuggestions(finance, lines)
      expect(suggested.map((it) => [it.statementId, it.isSure])).toEqual([[statement.id, true]])
      await acceptBankLines(
        finance,
        lines.map(({ id: lineId, version }) => ({
          lineId,
          version,
          parts: [{ statementId: statement.id, amountFen: 12_000 }],
        })),
      )
      expect((await visibleStatements(finance, [statement.id]))[0]?.state).toBe('paid')

      const text = `${LEDGER_HEADER}\n${bookingId},ASSET-sem,mill,2026-01-05 09:00,2026-01-05 11:00,240.00`
      const { run } = await importLedger(finance, {
        providerId: 'lab',
        month: '2026-01',
        fileName: 'ledger.csv',
        fileSha256: createHash('sha256').update(text).digest('hex'),
        table: await tableOf(CSV_TYPE, Buffer.from(text)),
        settings: { nearMinutes: 30, timeMinutes: 5, amountFen: 0 },
        isKept: true,
      })
      const runId = run?.id ?? ''
      await signRun(finance, { runId, side: 'provider' })
      await signRun(reviewer, { runId, side: 'city' })

      const claim = await submitClaim(finance, {
        providerId: 'lab',
        programmeId,
        period: { startsAt: NEW_YEAR, endsAt: NEW_YEAR + 31 * DAY_MS },
      })
      expect(claim.amountFen).toBe(12_000)
      const payment = { paymentReference: '国库 001', paidOn: '2026-02-04' }
      expect((await decideClaim(reviewer, { claimId: claim.id, pay: true, ...payment })).state).toBe('paid')

      await closePeriod(finance, { runId })
      expect(await driftOfProvider(world.store.db, 'lab')).toBe(0)
      expect((await ledgerCheck(finance, 'lab')).balanced).toBe(true)
      await checkLedger(world.as())
      await sealLedger(world.as())
      const { sealedCount, brokenAt } = await ledgerChain(world.as(people.administrator))
      // Charged, covered by the voucher, paid by bank.
      expect([sealedCount, brokenAt]).toEqual([3, null])
    } finally {
      await world.close()
    }
  },
)
