/** A row of the bench: ours, the limit of the same run, the ratio and the goal. */

export type Row = {
  readonly name: string
  readonly unit: string
  readonly ours: number
  /** What the limit is. */
  readonly against: string
  readonly limit: number
  /** Ours over the limit. */
  readonly ratio: number
  readonly goal: string
  readonly met: boolean
}

type Measured = Omit<Row, 'ratio' | 'met'>

/** Ours should be at least `share` of the limit: for rates. */
export function atLeast(share: number, row: Omit<Measured, 'goal'>): Row {
  const ratio = row.ours / row.limit
  return { ...row, ratio, goal: `≥ ${share}`, met: ratio >= share }
}

/** Ours should be at most `times` the limit: for durations. */
export function atMost(times: number, row: Omit<Measured, 'goal'>): Row {
  const ratio = row.ours / row.limit
  return { ...row, ratio, goal: `≤ ${times}`, met: ratio <= times }
}

/** A Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((it) => [
    it.name,
    `${figure(it.ours)} ${it.unit}`,
    `${figure(it.limit)} ${it.unit} (${it.against})`,
    figure(it.ratio),
    `${it.goal} ${it.met ? '✓' : '✗'}`,
  ])
  const lines = [['row', 'ours', 'limit', 'ratio', 'goal'], ['---', '---', '---', '---', '---'], ...cells]
  return lines.map((it) => `| ${it.join(' | ')} |`).join('\n')
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 3)
}
