/** Who decides a request, in which order, and until when: tables. */

import { expect, test } from 'vitest'
import {
  approvalSteps,
  decisionReasons,
  requestDeadline,
  stepProblems,
} from '../../../server/booking/rules/approval.ts'
import { HOUR_MS } from '../../../server/kernel/interval.ts'
import { problem } from '../../../server/kernel/problem.ts'

test.each`
  approval    | bookedBy    | isStaff  | principalId  | steps
  ${'none'}   | ${'ada'}    | ${false} | ${'pi'}      | ${[]}
  ${'pi'}     | ${'ada'}    | ${false} | ${'pi'}      | ${['pi']}
  ${'pi'}     | ${'ada'}    | ${false} | ${undefined} | ${[]}
  ${'pi'}     | ${'ada'}    | ${false} | ${'ada'}     | ${[]}
  ${'pi'}     | ${'ada'}    | ${true}  | ${'pi'}      | ${[]}
  ${'pi'}     | ${'keeper'} | ${true}  | ${'pi'}      | ${['pi']}
  ${'pi'}     | ${'keeper'} | ${true}  | ${undefined} | ${[]}
  ${'keeper'} | ${'ada'}    | ${false} | ${'pi'}      | ${['keeper']}
  ${'keeper'} | ${'ada'}    | ${true}  | ${'pi'}      | ${[]}
  ${'keeper'} | ${'keeper'} | ${true}  | ${'pi'}      | ${[]}
  ${'both'}   | ${'ada'}    | ${false} | ${'pi'}      | ${['pi', 'keeper']}
  ${'both'}   | ${'ada'}    | ${false} | ${undefined} | ${['keeper']}
  ${'both'}   | ${'ada'}    | ${false} | ${'ada'}     | ${['keeper']}
  ${'both'}   | ${'ada'}    | ${true}  | ${'pi'}      | ${[]}
  ${'both'}   | ${'keeper'} | ${true}  | ${'pi'}      | ${['pi']}
  ${'both'}   | ${'pi'}     | ${true}  | ${'pi'}      | ${[]}
  ${'none'}   | ${'bob'}    | ${false} | ${'pi'}      | ${['pi']}
  ${'keeper'} | ${'bob'}    | ${false} | ${'pi'}      | ${['pi', 'keeper']}
  ${'none'}   | ${'bob'}    | ${false} | ${'ada'}     | ${['pi']}
  ${'none'}   | ${'pi'}     | ${false} | ${'pi'}      | ${[]}
  ${'none'}   | ${'keeper'} | ${true}  | ${'pi'}      | ${[]}
  ${'none'}   | ${null}     | ${false} | ${'pi'}      | ${[]}
`(
  '$approval asks $steps of what $bookedBy, staff $isStaff, books for ada, whose group is led by $principalId',
  ({ approval, bookedBy, isStaff, principalId, steps }) => {
    expect(approvalSteps(approval, { isStaff, bookedBy, personId: 'ada', principalId })).toEqual(steps)
  },
)

test.each`
  starts | notice | until
  ${200} | ${0}   | ${72}
  ${200} | ${150} | ${50}
  ${48}  | ${0}   | ${48}
  ${48}  | ${24}  | ${24}
  ${24}  | ${24}  | ${1}
  ${0.5} | ${24}  | ${0.5}
`(
  'a request for $starts h ahead, with $notice h of notice, expires after $until h',
  ({ starts, notice, until }) => {
    expect(requestDeadline({ startsAt: starts * HOUR_MS }, notice * HOUR_MS, 0)).toBe(until * HOUR_MS)
  },
)

test.each`
  awaits      | keeper   | principal | verdict       | now  | codes
  ${'pi'}     | ${false} | ${true}   | ${'approved'} | ${0} | ${[]}
  ${'pi'}     | ${true}  | ${false}  | ${'approved'} | ${0} | ${['APPROVAL_AWAITS_PI']}
  ${'pi'}     | ${true}  | ${false}  | ${'rejected'} | ${0} | ${[]}
  ${'keeper'} | ${true}  | ${false}  | ${'approved'} | ${0} | ${[]}
  ${'keeper'} | ${false} | ${true}   | ${'approved'} | ${0} | ${['APPROVAL_AWAITS_KEEPER']}
  ${'keeper'} | ${false} | ${true}   | ${'rejected'} | ${0} | ${['APPROVAL_AWAITS_KEEPER']}
  ${'keeper'} | ${true}  | ${false}  | ${'approved'} | ${5} | ${['REQUEST_EXPIRED']}
  ${'pi'}     | ${true}  | ${false}  | ${'approved'} | ${9} | ${['REQUEST_EXPIRED', 'APPROVAL_AWAITS_PI']}
`(
  'waiting for $awaits, $verdict at $now by keeper $keeper, leader $principal: $codes',
  ({ awaits, keeper, principal, verdict, now, codes }) => {
    const powers = { isKeeper: keeper, isPrincipal: principal }
    const found = stepProblems({ awaits, expiresAt: 5 }, powers, verdict, now)
    expect(found.map((it) => it.code)).toEqual(codes)
  },
)

test('a decision does not ask again for the lead that was kept when the request was made', () => {
  const problems = [
    problem('BOOKING_NOTICE_TOO_SHORT', [], { limit: '1 h' }),
    problem('BOOKING_CUT_OFF', [], { date: '2026-01-01', time: '16:00' }),
    problem('BOOKING_IN_PAST'),
  ]
  expect(decisionReasons(problems).map((it) => it.code)).toEqual(['BOOKING_IN_PAST'])
})
