import { expect, test } from 'vitest'
import {
  abilityProblems,
  afterFailedSignIn,
  emailProblems,
  FAILED_SIGN_INS_MAX,
  grantProblems,
  LOCK_MS,
  may,
  mayEverywhere,
  passwordProblems,
  placesOf,
} from '../../../server/identity/rules.ts'
import { viewerOf } from '../../support/world.ts'

const keeper = viewerOf('k', { role: 'keeper', institutionId: 'lab' })
const reviewer = viewerOf('r', { role: 'reviewer', institutionId: null })

test.each`
  viewer      | ability                | place                                    | answer
  ${null}     | ${'bookInstruments'}   | ${{}}                                    | ${false}
  ${keeper}   | ${'bookInstruments'}   | ${{}}                                    | ${true}
  ${keeper}   | ${'editInstruments'}   | ${{ institutionId: 'lab' }}              | ${true}
  ${keeper}   | ${'editInstruments'}   | ${{ institutionId: 'other' }}            | ${false}
  ${keeper}   | ${'editInstruments'}   | ${{}}                                    | ${false}
  ${keeper}   | ${'editInstruments'}   | ${{ institutionId: null }}               | ${false}
  ${keeper}   | ${'changeBookings'}    | ${{ personId: 'k' }}                     | ${true}
  ${keeper}   | ${'changeBookings'}    | ${{ personId: 'x' }}                     | ${false}
  ${reviewer} | ${'reviewInstruments'} | ${{ institutionId: 'lab' }}              | ${true}
  ${reviewer} | ${'editInstruments'}   | ${{ institutionId: 'lab' }}              | ${false}
  ${reviewer} | ${'seeBookings'}       | ${{ institutionId: 'x', personId: 'y' }} | ${true}
`('$viewer.personId $ability at $place: $answer', ({ viewer, ability, place, answer }) => {
  expect(may(viewer, ability, place)).toBe(answer)
  expect(abilityProblems(viewer, ability, place).length === 0).toBe(answer)
})

test('a token does no more than its scopes, and says every reason', () => {
  const reader = { ...keeper, scopes: ['read'] as const }
  expect(may(reader, 'bookInstruments')).toBe(false)
  expect(abilityProblems(reader, 'editInstruments', { institutionId: 'other' }).map((it) => it.code)).toEqual(
    ['TOKEN_SCOPE_MISSING', 'FORBIDDEN'],
  )
})

test('names the institutions of a role, and cities stand everywhere', () => {
  expect(placesOf(keeper, 'editInstruments')).toEqual(['lab'])
  expect(placesOf(reviewer, 'reviewInstruments')).toEqual([])
  expect(mayEverywhere(reviewer, 'reviewInstruments')).toBe(true)
  expect(mayEverywhere(keeper, 'editInstruments')).toBe(false)
})

test('locks an account for fifteen minutes at the fifth failure in a row', () => {
  let failed = 0
  for (let i = 1; i < FAILED_SIGN_INS_MAX; i += 1) {
    const after = afterFailedSignIn(failed, 1_000)
    expect(after.lockedUntil).toBe(0)
    failed = after.failedSignIns
  }
  expect(afterFailedSignIn(failed, 1_000)).toEqual({ failedSignIns: 0, lockedUntil: 1_000 + LOCK_MS })
})

test.each`
  password             | problems
  ${'Ordos-demo-2026'} | ${0}
  ${'ordosdemo2026'}   | ${1}
  ${'Short-1'}         | ${1}
  ${'abcdefghij'}      | ${1}
  ${'abcdefgh1!'}      | ${0}
`('$password has $problems problems', ({ password, problems }) => {
  expect(passwordProblems(password)).toHaveLength(problems)
})

test.each`
  role               | institutionId | codes
  ${'keeper'}        | ${'lab'}      | ${[]}
  ${'keeper'}        | ${null}       | ${['ROLE_NEEDS_INSTITUTION']}
  ${'administrator'} | ${null}       | ${[]}
  ${'administrator'} | ${'lab'}      | ${['ROLE_IS_CITYWIDE']}
`('$role at $institutionId: $codes', ({ role, institutionId, codes }) => {
  expect(grantProblems(role, institutionId).map((it) => it.code)).toEqual(codes)
})

test('an e-mail address has one @ and no spaces', () => {
  expect(emailProblems('a@b')).toEqual([])
  expect(['', 'a', 'a@', '@b', 'a b@c', 'a@b@c'].every((it) => emailProblems(it).length === 1)).toBe(true)
})
