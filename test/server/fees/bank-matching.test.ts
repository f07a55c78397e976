/** Which texts of a payer name a statement. */

import { expect, test } from 'vitest'
import { suggestionsFor } from '../../../server/fees/rules/bank-matching.ts'

const statement = {
  id: 'statement',
  number: '2026-000123',
  issuedOn: '2026-01-01',
  owedFen: 50_000,
  payerNames: ['鄂尔多斯大学'],
}

const namesIt = (description: string): boolean =>
  suggestionsFor({ bookedOn: '2026-01-05', openFen: 1, payerName: '', description }, [statement]).some((it) =>
    it.reasons.includes('number'),
  )

test.each([
  '2026-000123',
  '结算单2026-000123测试费',
  '结算单 ２０２６－０００１２３',
  '结算单 2026—000123',
  '结算单 2026 – 000123',
  '2026000123',
  '2026-000 123',
  '结算单 2026-000123 500元',
  '2026-000123 20260105 测试费',
  '合同 88 2026-000123',
  '20260105 2026-000123',
  '2026-000122、2026-000123',
])('“%s” names the statement', (description) => {
  expect(namesIt(description)).toBe(true)
})

test.each([
  '',
  '测试费',
  '2026-000124',
  '2025-000123',
  '12026-000123',
  '2026-0001234',
  '2026-00123',
  '000123',
])('“%s” does not', (description) => {
  expect(namesIt(description)).toBe(false)
})
