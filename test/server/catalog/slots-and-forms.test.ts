/** The grid of slots, and the answers to a form. */

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerProblems,
  type Answer,
  type FormField,
  trimmedAnswers,
} from '../../../server/catalog/rules/form-fields.ts'
import {
  type SlotBlock,
  slotGridProblems,
  slotPartAt,
  slotStarts,
} from '../../../server/catalog/rules/slots.ts'
import { MINUTE_MS } from '../../../server/kernel/interval.ts'
import { problemText } from '../../../server/kernel/problem.ts'

function block(startsAt: string, endsAt: string, more: Partial<SlotBlock> = {}): SlotBlock {
  return { firstDay: null, lastDay: null, startsAt, endsAt, stepMinutes: 20, alignMinutes: 40, ...more }
}

const grid = (...blocks: readonly SlotBlock[]) => ({
  stepMs: 30 * MINUTE_MS,
  alignMs: 60 * MINUTE_MS,
  blocks,
})
const DAY = '2026-03-02'

describe('the part of a day', () => {
  const night = block('23:00', '05:00')
  const dated = block('08:00', '12:00', { firstDay: DAY, lastDay: DAY, stepMinutes: 60 })
  test.each<[string, number, readonly SlotBlock[], readonly number[]]>([
    ['is all of it without blocks', 600, [], [0, 1_440, 30]],
    ['begins with a block', 120, [block('02:00', '05:00')], [120, 300, 20]],
    ['ends where a block begins', 119, [block('02:00', '05:00')], [0, 120, 30]],
    ['begins where a block ended', 300, [block('02:00', '05:00')], [300, 1_440, 30]],
    ['of a block over midnight is its evening', 1_400, [night], [1_380, 1_440, 20]],
    ['of a block over midnight is its morning', 0, [night], [0, 300, 20]],
    ['between its parts is the default', 300, [night], [300, 1_380, 30]],
    ['is of the dated block first', 500, [block('00:00', '24:00'), dated], [480, 720, 60]],
    ['is of a block until midnight', 1_439, [block('20:00', '24:00')], [1_200, 1_440, 20]],
  ])('%s', (_name, minute, blocks, [from, to, step]) => {
    expect(slotPartAt(DAY, minute, grid(...blocks))).toMatchObject({
      fromMinute: from,
      toMinute: to,
      stepMs: (step ?? 0) * MINUTE_MS,
    })
  })

  test('of a dated block over midnight lies on the next day too', () => {
    const once = grid(block('23:00', '05:00', { firstDay: DAY, lastDay: DAY }))
    expect(slotPartAt('2026-03-03', 60, once).toMinute).toBe(300)
    expect(slotPartAt('2026-03-03', 1_400, once)).toMatchObject({ fromMinute: 300, toMinute: 1_440 })
    expect(slotPartAt(DAY, 60, once).stepMs).toBe(30 * MINUTE_MS)
  })

  test('holds its minute, and the parts of a day fill it', () => {
    const hour = fc.integer({ min: 0, max: 23 })
    fc.assert(
      fc.property(hour, hour, fc.integer({ min: 0, max: 1_439 }), (from, to, minute) => {
        const clock = (it: number) => `${String(it).padStart(2, '0')}:00`
        const own = grid(...(from === to ? [] : [block(clock(from), clock(to))]))
        const part = slotPartAt(DAY, minute, own)
        expect(part.fromMinute <= minute && minute < part.toMinute).toBe(true)
        expect(slotPartAt(DAY, part.fromMinute, own)).toEqual(part)
        expect(slotPartAt(DAY, part.toMinute - 1, own)).toEqual(part)
      }),
    )
  })

  test('offers the starts of each part', () => {
    expect(slotStarts(DAY, grid(block('02:00', '23:00')))).toEqual([
      0,
      60,
      ...Array.from({ length: 32 }, (_, i) => 120 + i * 40).filter((it) => it < 1_380),
      1_380,
    ])
  })
})

test.each<[string, readonly SlotBlock[], readonly string[]]>([
  ['may touch', [block('02:00', '05:00'), block('05:00', '08:00')], []],
  ['may not overlap', [block('02:00', '05:00'), block('04:00', '08:00')], ['SLOT_BLOCKS_OVERLAP']],
  [
    'may not overlap over midnight',
    [block('23:00', '05:00'), block('04:00', '08:00')],
    ['SLOT_BLOCKS_OVERLAP'],
  ],
  [
    'may overlap on other days',
    [
      block('02:00', '05:00', { firstDay: '2026-01-01', lastDay: '2026-01-31' }),
      block('02:00', '05:00', { firstDay: '2026-02-01' }),
    ],
    [],
  ],
  [
    'may lie, dated, over an undated one',
    [block('02:00', '05:00'), block('02:00', '05:00', { lastDay: DAY })],
    [],
  ],
  ['end after they start', [block('02:00', '02:00')], ['INPUT_INVALID']],
  [
    'end no earlier than they begin',
    [block('01:00', '02:00', { firstDay: DAY, lastDay: '2026-03-01' })],
    ['INPUT_INVALID'],
  ],
  ['have a grid of five minutes at least', [block('02:00', '03:00', { alignMinutes: 4 })], ['INPUT_INVALID']],
])('blocks %s', (_name, blocks, codes) => {
  expect(slotGridProblems(null, blocks).map((it) => it.code)).toEqual(codes)
})

const FORM: readonly FormField[] = [
  {
    key: 'sample',
    kind: 'text',
    labelZh: '样品',
    labelEn: 'Sample',
    required: true,
    min: 2,
    max: 5,
    choices: [],
  },
  {
    key: 'kilovolts',
    kind: 'number',
    labelZh: '加速电压',
    labelEn: null,
    required: false,
    min: 5,
    max: 30,
    choices: [],
  },
  {
    key: 'holder',
    kind: 'choice',
    labelZh: '样品台',
    labelEn: null,
    required: false,
    min: null,
    max: null,
    choices: ['单倾', '双倾'],
  },
  {
    key: 'toxic',
    kind: 'yes_no',
    labelZh: '有毒',
    labelEn: null,
    required: true,
    min: null,
    max: null,
    choices: [],
  },
]

describe('answers', () => {
  const right = { sample: '煤灰', toxic: 'false' }
  const list = (answers: Readonly<Record<string, string>>): readonly Answer[] =>
    Object.entries(answers).map(([key, value]) => ({ key, value }))
  test.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [right, []],
    [{}, ['请填写“样品”。', '请填写“有毒”。']],
    [{ ...right, sample: '  ' }, ['请填写“样品”。']],
    [{ ...right, sample: '灰' }, ['“样品”填写有误：须为 2 至 5 个字。']],
    [{ ...right, sample: '煤灰煤灰煤' }, []],
    [{ ...right, sample: '煤灰煤灰煤灰' }, ['“样品”填写有误：须为 2 至 5 个字。']],
    [{ ...right, kilovolts: '5' }, []],
    [{ ...right, kilovolts: '30.0' }, []],
    [{ ...right, kilovolts: '30.1' }, ['“加速电压”填写有误：须为数字，不小于 5，不大于 30。']],
    [{ ...right, kilovolts: '4.99' }, ['“加速电压”填写有误：须为数字，不小于 5，不大于 30。']],
    [{ ...right, kilovolts: '1e1' }, ['“加速电压”填写有误：须为数字，不小于 5，不大于 30。']],
    [{ ...right, holder: '三倾' }, ['“样品台”填写有误：须为 单倾 / 双倾 之一。']],
    [{ ...right, holder: '双倾', toxic: 'no' }, ['“有毒”填写有误：须为是或否。']],
    [{ ...right, other: 'x' }, ['预约表单没有“other”这一项，请刷新页面后重填。']],
  ])('%j: %j', (answers, texts) => {
    expect(answerProblems(FORM, list(answers)).map((it) => problemText(it, 'zh-CN'))).toEqual(texts)
  })

  test('speak the language of the reader where the form does', () => {
    expect(answerProblems(FORM, []).map((it) => problemText(it, 'en'))).toEqual([
      'Fill in “Sample”.',
      'Fill in “有毒”.',
    ])
  })

  test('are kept in the order of the form, without blanks and empty ones', () => {
    expect(trimmedAnswers(FORM, list({ toxic: 'true', holder: '', sample: ' 煤灰 ' }))).toEqual([
      { key: 'sample', value: '煤灰' },
      { key: 'toxic', value: 'true' },
    ])
  })
})
