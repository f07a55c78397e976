/** A million lines beside a million, two in a hundred differing in every way: time, memory and growth. */

import { execFileSync } from 'node:child_process'
import { atMost, type Row } from '../report.ts'

const MANY = 1_000_000
const TENTH = 100_000
const PEAK_MB = 512

export async function reconcileRow(): Promise<readonly Row[]> {
  const [kept, bare] = [run('kept', MANY), run('bare', MANY)]
  const [streamed, tenth] = [run('streamed', MANY), run('streamed', TENTH)]
  const name = 'reconcile 10⁶ × 10⁶ lines'
  return [
    atMost(3, {
      name,
      unit: 's CPU',
      ours: kept.ms / 1000,
      against: 'sort and merge',
      limit: bare.ms / 1000,
    }),
    atMost(1, {
      name: `${name}, memory`,
      unit: 'MB',
      ours: streamed.peakMb,
      against: 'peak',
      limit: PEAK_MB,
    }),
    atMost(12, {
      name: `${name}, growth`,
      unit: 'ms CPU',
      ours: streamed.ms,
      against: '10⁵',
      limit: tenth.ms,
    }),
  ]
}

type Told = { readonly ms: number; readonly peakMb: number }

function run(kind: 'kept' | 'bare' | 'streamed', count: number): Told {
  const told = execFileSync(process.execPath, ['test/bench/reconcile-process.ts', kind, String(count)], {
    encoding: 'utf8',
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The process writes these.
  return JSON.parse(told) as Told
}
