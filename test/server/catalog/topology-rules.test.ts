/** What an instrument takes, and which arrangements make no sense. */

import { describe, expect, test } from 'vitest'
import {
  type ArrangedInstrument,
  changedUnits,
  descendants,
  type Topology,
  topologyProblems,
  unitsOf,
} from '../../../server/catalog/rules/topology.ts'

type Given = Partial<ArrangedInstrument> & { readonly id: string }

function topology(...list: readonly Given[]): Topology {
  const own = { capacity: 1, parentId: null, scheduleOfId: null, institutionId: 'lab' }
  return new Map(list.map((it) => [it.id, { ...own, ...it }]))
}

const LAB = topology(
  { id: 'line' },
  { id: 'sem', parentId: 'line' },
  { id: 'eds', parentId: 'sem' },
  { id: 'ovens', parentId: 'line', capacity: 3 },
  { id: 'bench' },
  { id: 'hood', scheduleOfId: 'bench' },
)

test.each([
  ['line', ['line'], ['eds', 'ovens', 'ovens~2', 'ovens~3', 'sem']],
  ['sem', ['sem'], ['eds']],
  ['eds', ['eds'], []],
  ['ovens', ['ovens', 'ovens~2', 'ovens~3'], []],
  ['hood', ['bench'], []],
])('%s takes one of %j and all of %j', (id, lanes, parts) => {
  expect(unitsOf(id, LAB)).toEqual({ lanes, parts })
})

test('what hangs below is found at any depth', () => {
  expect([...descendants('line', LAB)].toSorted()).toEqual(['eds', 'ovens', 'sem'])
})

test('a change concerns those above, and those who share', () => {
  const more = new Map([
    ...LAB,
    ['eds', { id: 'eds', institutionId: 'lab', capacity: 2, parentId: 'sem', scheduleOfId: null }],
  ])
  expect([...changedUnits(LAB, more)].toSorted()).toEqual(['eds', 'line', 'sem'])
  const two = new Map([
    ...LAB,
    ['bench', { id: 'bench', institutionId: 'lab', capacity: 2, parentId: null, scheduleOfId: null }],
  ])
  expect([...changedUnits(LAB, two)].toSorted()).toEqual(['bench', 'hood'])
})

describe('an instrument cannot be arranged', () => {
  const REFUSED: readonly (readonly [string, readonly Given[], string])[] = [
    ['as its own component', [{ id: 'a', parentId: 'a' }], 'ARRANGEMENT_COMES_ROUND'],
    [
      'below its own component',
      [
        { id: 'a', parentId: 'b' },
        { id: 'b', parentId: 'a' },
      ],
      'ARRANGEMENT_COMES_ROUND',
    ],
    [
      'to share with who shares with it',
      [
        { id: 'a', scheduleOfId: 'b' },
        { id: 'b', scheduleOfId: 'a' },
      ],
      'ARRANGEMENT_COMES_ROUND',
    ],
    [
      'with one elsewhere',
      [
        { id: 'a', parentId: 'b' },
        { id: 'b', institutionId: 'firm' },
      ],
      'ARRANGEMENT_ELSEWHERE',
    ],
    ['with one that is not there', [{ id: 'a', scheduleOfId: 'nowhere' }], 'ARRANGEMENT_ELSEWHERE'],
    ['with no unit', [{ id: 'a', capacity: 0 }], 'INPUT_INVALID'],
    ['with more than fifty units', [{ id: 'a', capacity: 51 }], 'INPUT_INVALID'],
    [
      'with several units and components',
      [
        { id: 'a', capacity: 2 },
        { id: 'b', parentId: 'a' },
      ],
      'CAPACITY_WITH_COMPONENTS',
    ],
    [
      'with components on a schedule of several units',
      [
        { id: 'a', scheduleOfId: 'c' },
        { id: 'b', parentId: 'a' },
        { id: 'c', capacity: 2 },
      ],
      'CAPACITY_WITH_COMPONENTS',
    ],
    [
      'with units of its own on another schedule',
      [{ id: 'a', capacity: 2, scheduleOfId: 'b' }, { id: 'b' }],
      'CAPACITY_IS_OF_THE_SCHEDULE',
    ],
    [
      'six levels deep',
      ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i, all) => ({ id, parentId: all[i + 1] ?? null })),
      'ARRANGEMENT_TOO_DEEP',
    ],
  ]

  test.each([...REFUSED])('%s', (_how, list, code) => {
    expect(topologyProblems('a', topology(...list)).map((it) => it.code)).toEqual([code])
  })

  test('unless it makes sense', () => {
    for (const id of LAB.keys()) expect(topologyProblems(id, LAB)).toEqual([])
  })
})
