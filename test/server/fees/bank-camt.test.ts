/** A camt.053 of a bank as rows: what each entry means, and why some cannot be read. */

import { describe, expect, test } from 'vitest'
import { readCamt } from '../../../server/fees/http/bank-camt.ts'
import { Rejection } from '../../../server/kernel/problem.ts'

const entry = (inside: string, status = '<Sts><Cd>BOOK</Cd></Sts>', currency = 'CNY') =>
  `<Ntry><Amt Ccy="${currency}">300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>${status}
   <BookgDt><Dt>2026-02-10</Dt></BookgDt><AcctSvcrRef>N1</AcctSvcrRef>${inside}</Ntry>`
const file = (entries: string, prefix = '') =>
  new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>${prefix}
     <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
     <Stmt><Id>1</Id><Acct><Id><Othr><Id>1512</Id></Othr></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`,
  )
const DETAILS = `<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>某公司 &amp; 子公司</Nm></Pty></Dbtr>
  <DbtrAcct><Id><Othr><Id>6222</Id></Othr></Id></DbtrAcct></RltdPties>
  <RmtInf><Ustrd>2026-000001</Ustrd><Ustrd>服务费</Ustrd></RmtInf></TxDtls></NtryDtls>`
const BATCH = `<NtryDtls><TxDtls><Refs><TxId>T1</TxId></Refs><Amt Ccy="CNY">100.00</Amt></TxDtls>
  <TxDtls><Amt Ccy="CNY">200.00</Amt></TxDtls></NtryDtls>`

describe('camt.053', () => {
  test('an entry is a line, with who paid and what he wrote', () => {
    const { rows, problems } = readCamt(file(entry(DETAILS)))
    expect(problems).toEqual([])
    expect(rows.map((it) => it.entry)).toEqual([
      {
        account: '1512',
        direction: 'credit',
        amountFen: 30_000,
        bookedOn: '2026-02-10',
        payerName: '某公司 & 子公司',
        payerAccount: '6222',
        description: '2026-000001 服务费',
        bankNumber: 'N1',
      },
    ])
  })

  test('an entry of several transactions is a line for each of them', () => {
    const { rows } = readCamt(file(entry(BATCH)))
    expect(rows.map((it) => [it.entry?.amountFen, it.entry?.bankNumber])).toEqual([
      [10_000, 'T1'],
      [20_000, 'N1/2'],
    ])
  })

  test.each([
    ['not booked yet', entry('', '<Sts>PDNG</Sts>'), ['BANK_ENTRY_PENDING']],
    ['of another currency', entry('', '<Sts>BOOK</Sts>', 'EUR'), ['BANK_ENTRY_CURRENCY']],
    [
      'with nothing in it',
      '<Ntry><Sts>BOOK</Sts></Ntry>',
      ['BANK_ENTRY_CURRENCY', 'BANK_ENTRY_INCOMPLETE', 'BANK_ENTRY_INCOMPLETE', 'BANK_ENTRY_INCOMPLETE'],
    ],
  ])('an entry %s is refused with every reason', (_name, entries, codes) => {
    const [row] = readCamt(file(entries)).rows
    expect(row?.problems.map((it) => it.code)).toEqual(codes)
  })

  test.each([
    ['no XML', new TextEncoder().encode('a,b')],
    ['another document', new TextEncoder().encode('<Document><Other/></Document>')],
    ['a document type with entities', file(entry(DETAILS), '<!DOCTYPE x [<!ENTITY a "b">]>')],
    ['not closed', new TextEncoder().encode('<Document><BkToCstmrStmt><Stmt></Document>')],
  ])('%s is refused', (_name, bytes) => {
    expect(() => readCamt(bytes)).toThrow(Rejection)
  })
})
