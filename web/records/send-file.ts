/** Sends a file of uses: to be looked at, or with the numbers of the rows that are to be recorded. */

import { z } from 'zod'

const Told = z.object({ code: z.string(), message: z.string() })
const Answer = z.object({
  applied: z.boolean().default(false),
  rows: z
    .array(
      z.object({
        row: z.number(),
        state: z.enum(['ready', 'known', 'refused', 'applied']),
        problems: z.array(Told),
        cells: z.array(z.string().nullable()),
      }),
    )
    .default([]),
  problems: z.array(Told).default([]),
})

/** `problems` are those of the file as a whole; those of a row stand with it. */
export type ImportAnswer = z.infer<typeof Answer>

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function sendFile(
  file: File,
  {
    institutionId,
    locale,
    rows,
  }: { readonly institutionId: string; readonly locale: string; readonly rows?: readonly number[] },
): Promise<ImportAnswer> {
  const query = new URLSearchParams({ institutionId, locale, ...(rows ? { rows: rows.join(',') } : {}) })
  const response = await fetch(`/usage/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': /\.xlsx$/i.test(file.name) ? XLSX_TYPE : 'text/csv' },
    body: file,
  })
  return Answer.parse(await response.json())
}
