/** What a keeper chooses for many bookings, and how far a booking can be extended. */

import { expect, test } from 'vitest'
import { choiceOf, type Proposal, rowsOf, tally } from '../../web/faults/choices.ts'
import { laterEnds } from '../../web/faults/later-ends.ts'
import { problemsByRow } from '../../web/faults/use-rows.ts'

const at = (time: string) => `2026-01-02T${time}:00.000Z`
const proposal = (id: string, to: Proposal['to']) => ({ booking: { id }, to }) as Proposal
const free = { startsAt: at('10:00'), endsAt: at('11:00') }

test('a booking moves where there is time for it, and stays where there is none, until somebody says otherwise', () => {
  const proposals = [proposal('a', free), proposal('b', null), proposal('c', free)]
  const choices = new Map([['c', 'CANCEL' as const]])
  expect(proposals.map((it) => choiceOf(it, choices))).toEqual(['MOVE', 'LEAVE', 'CANCEL'])
  expect(tally(proposals, choices)).toEqual({ move: 1, cancel: 1, leave: 1 })
  expect(rowsOf(proposals, choices)).toEqual([
    { bookingId: 'a', choice: 'MOVE', to: free },
    { bookingId: 'b', choice: 'LEAVE', to: null },
    { bookingId: 'c', choice: 'CANCEL', to: null },
  ])
})

test('a problem stands at the row that it is about', () => {
  const problems = [
    { code: 'BOOKING_OVERLAPS', message: '', refs: [], item: 1 },
    { code: 'FAULT_IN_USE', message: '', refs: [], item: null },
  ]
  const found = problemsByRow(problems, [proposal('a', free), proposal('b', free)])
  expect([...found].map(([id, own]) => [id, own.map((it) => it.code)])).toEqual([
    ['b', ['BOOKING_OVERLAPS']],
    ['', ['FAULT_IN_USE']],
  ])
})

test('ends to choose from are whole steps from the booked one, still ahead, and no later than the limit', () => {
  const ends = (until: string, now: string) =>
    laterEnds(at('10:00'), at(until), 30, Date.parse(at(now))).map((it) => it.slice(11, 16))
  expect(ends('11:30', '09:50')).toEqual(['10:30', '11:00', '11:30'])
  expect(ends('11:15', '10:30')).toEqual(['11:00'])
  expect(ends('10:00', '09:50')).toEqual([])
})
