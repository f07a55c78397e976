/** A bank's camt.053 (ISO 20022) as rows: every entry, and where one holds several transactions, each of them. */

import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { problem, Rejection } from '../../kernel/problem.ts'
import { type CamtEntry, camtRows } from '../rules/bank-camt.ts'
import { fileProblems } from '../rules/bank-rows.ts'
import type { ReadFile } from './bank-file.ts'

/** Elements that may come more than once are always lists. */
const LISTS = new Set(['Stmt', 'Ntry', 'NtryDtls', 'TxDtls', 'Ustrd'])

const Text = z.union([z.string(), z.object({ '#text': z.string().default('') }).loose()]).optional()
const Amount = z.object({ '#text': z.string().default(''), '@Ccy': z.string().default('') }).optional()
const Account = z
  .object({ Id: z.object({ IBAN: Text, Othr: z.object({ Id: Text }).loose().optional() }).loose() })
  .loose()
  .optional()
const Party = z
  .object({ Nm: Text, Pty: z.object({ Nm: Text }).loose().optional() })
  .loose()
  .optional()
const Details = z
  .object({
    Refs: z.object({ AcctSvcrRef: Text, TxId: Text, EndToEndId: Text }).loose().optional(),
    Amt: Amount,
    CdtDbtInd: Text,
    RltdPties: z
      .object({ Dbtr: Party, DbtrAcct: Account, Cdtr: Party, CdtrAcct: Account })
      .loose()
      .optional(),
    RmtInf: z
      .object({ Ustrd: z.array(Text).optional() })
      .loose()
      .optional(),
  })
  .loose()
const Entry = z
  .object({
    NtryRef: Text,
    Amt: Amount,
    CdtDbtInd: Text,
    Sts: z.union([z.string(), z.object({ Cd: Text }).loose()]).optional(),
    BookgDt: z.object({ Dt: Text, DtTm: Text }).loose().optional(),
    AcctSvcrRef: Text,
    AddtlNtryInf: Text,
    NtryDtls: z
      .array(z.union([z.string(), z.object({ TxDtls: z.array(Details).optional() }).loose()]))
      .optional(),
  })
  .loose()
const Statement = z.object({ Acct: Account, Ntry: z.array(Entry).default([]) }).loose()
const File = z.object({
  Document: z.object({ BkToCstmrStmt: z.object({ Stmt: z.array(Statement) }).loose() }).loose(),
})

type EntryOf = z.infer<typeof Entry>
type DetailsOf = z.infer<typeof Details>

/** The rows of a camt.053 file; refuses what is none. Document types, and so entities of their own, are refused. */
export function readCamt(bytes: Uint8Array): ReadFile {
  const rows = camtRows(entriesOf(bytes))
  return { rows, problems: fileProblems(rows.length) }
}

function entriesOf(bytes: Uint8Array): readonly CamtEntry[] {
  const unreadable = new Rejection([problem('BANK_FILE_UNREADABLE')])
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) throw unreadable
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
      removeNSPrefix: true,
      trimValues: true,
      isArray: (name) => LISTS.has(name),
    })
    const { Document } = File.parse(parser.parse(text))
    return Document.BkToCstmrStmt.Stmt.flatMap(({ Acct, Ntry }) =>
      Ntry.flatMap((entry) => transactionsOf(entry, accountOf(Acct))),
    )
  } catch {
    throw unreadable
  }
}

/** Several transactions of one entry are lines of their own where each has its amount. */
function transactionsOf(entry: EntryOf, account: string): readonly CamtEntry[] {
  const details = (entry.NtryDtls ?? []).flatMap((it) => (typeof it === 'string' ? [] : (it.TxDtls ?? [])))
  if (details.length < 2 || details.some((it) => it.Amt === undefined))
    return [camtEntry(entry, details[0], account)]
  return details.map((it, i) => {
    const own = camtEntry({ ...entry, Amt: it.Amt, CdtDbtInd: it.CdtDbtInd ?? entry.CdtDbtInd }, it, account)
    const number = textOf(it.Refs?.AcctSvcrRef) || textOf(it.Refs?.TxId)
    if (number !== '') return { ...own, bankNumber: number }
    return own.bankNumber === '' ? own : { ...own, bankNumber: `${own.bankNumber}/${i + 1}` }
  })
}

function camtEntry(entry: EntryOf, details: DetailsOf | undefined, account: string): CamtEntry {
  const indicator = textOf(entry.CdtDbtInd)
  const parties = details?.RltdPties
  const isOut = indicator === 'DBIT'
  const party = isOut ? parties?.Cdtr : parties?.Dbtr
  const remittance = (details?.RmtInf?.Ustrd ?? []).map(textOf).filter((it) => it !== '')
  return {
    account,
    amount: entry.Amt?.['#text'] ?? '',
    currency: entry.Amt?.['@Ccy'] ?? '',
    indicator,
    status: typeof entry.Sts === 'string' ? entry.Sts : textOf(entry.Sts?.Cd),
    bookedOn: textOf(entry.BookgDt?.Dt) || textOf(entry.BookgDt?.DtTm),
    payerName: textOf(party?.Nm) || textOf(party?.Pty?.Nm),
    payerAccount: accountOf(isOut ? parties?.CdtrAcct : parties?.DbtrAcct),
    description: remittance.length > 0 ? remittance.join(' ') : textOf(entry.AddtlNtryInf),
    bankNumber: textOf(entry.AcctSvcrRef) || textOf(entry.NtryRef),
  }
}

function accountOf(account: z.infer<typeof Account>): string {
  return textOf(account?.Id.IBAN) || textOf(account?.Id.Othr?.Id)
}

function textOf(text: z.infer<typeof Text>): string {
  return typeof text === 'string' ? text : (text?.['#text'] ?? '')
}
