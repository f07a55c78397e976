/** Sends an institution's ledger of a month: to be looked at, or to be kept. */

import { z } from 'zod'
import { languageNow } from '../i18n/i18n.ts'

const Told = z.object({ code: z.string(), message: z.string() })
const Answer = z.object({
  runId: z.string().nullable().default(null),
  badRows: z.array(z.object({ row: z.number(), problems: z.array(Told) })).default([]),
  totals: z
    .array(
      z.object({
        outcome: z.enum([
          'matched',
          'time_differs',
          'amount_differs',
          'missing_here',
          'missing_there',
          'duplicate',
        ]),
        count: z.number(),
        oursFen: z.number(),
        theirsFen: z.number(),
      }),
    )
    .default([]),
  problems: z.array(Told).default([]),
})

export type LedgerAnswer = z.infer<typeof Answer>

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type LedgerQuery = {
  readonly institutionId: string
  readonly month: string
  readonly nearMinutes: number
  readonly timeMinutes: number
  readonly amountFen: number
  readonly keep: boolean
}

export async function sendLedger(file: File, { keep, ...asked }: LedgerQuery): Promise<LedgerAnswer> {
  const query = new URLSearchParams({
    ...Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)])),
    locale: languageNow(),
    name: file.name,
    ...(keep ? { keep: 'yes' } : {}),
  })
  const response = await fetch(`/reconciliation/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': /\.xlsx$/i.test(file.name) ? XLSX_TYPE : 'text/csv' },
    body: file,
  })
  return Answer.parse(await response.json())
}
