/** Sends a file of the bank: to be looked at, or to keep what can be kept of it. */

import { z } from 'zod'
import { languageNow } from '../i18n/i18n.ts'

const Told = z.object({ code: z.string(), message: z.string() })
const Answer = z.object({
  applied: z.boolean().default(false),
  rows: z
    .array(
      z.object({
        row: z.number(),
        state: z.enum(['ready', 'known', 'refused', 'applied']),
        problems: z.array(Told),
        amountFen: z.number().optional(),
        text: z.string(),
      }),
    )
    .default([]),
  problems: z.array(Told).default([]),
})

export type BankAnswer = z.infer<typeof Answer>

export type BankFileQuery = {
  readonly institutionId: string
  /** Null for a file that explains itself. */
  readonly mappingId: string | null
  readonly keep: boolean
}

export async function sendBankFile(
  file: File,
  { institutionId, mappingId, keep }: BankFileQuery,
): Promise<BankAnswer> {
  const query = new URLSearchParams({
    institutionId,
    ...(mappingId === null ? {} : { mappingId }),
    name: file.name,
    locale: languageNow(),
    ...(keep ? { rows: 'ready' } : {}),
  })
  const response = await fetch(`/fees/bank-import?${query}`, {
    method: 'POST',
    headers: { 'content-type': isXml(file) ? 'application/xml' : 'text/csv' },
    body: file,
  })
  return Answer.parse(await response.json())
}

/** A camt.053 explains itself. */
export function isXml(file: File): boolean {
  return /\.xml$/i.test(file.name)
}
