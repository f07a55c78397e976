import { expect, test } from 'vitest'
import { institutionProblems, isUscc, reviewProblems } from '../../../server/institutions/rules.ts'

test.each`
  uscc                    | answer   | why
  ${'91350100M000100Y43'} | ${true}  | ${'the example of GB 32100-2015'}
  ${'91350100M000100Y44'} | ${false} | ${'another check character'}
  ${'91350100M000100Y4'}  | ${false} | ${'seventeen characters'}
  ${'91350100I000100Y43'} | ${false} | ${'a letter that is not used'}
  ${''}                   | ${false} | ${'empty'}
`('$uscc: $answer ($why)', ({ uscc, answer }) => {
  expect(isUscc(uscc)).toBe(answer)
})

test('says everything that is wrong with a registration', () => {
  const facts = {
    uscc: '1',
    nameZh: ' ',
    addressZh: '',
    contactEmail: 'x',
    districtKnown: false,
    usccTaken: true,
  }
  expect(institutionProblems(facts).map((it) => it.code)).toEqual([
    'USCC_INVALID',
    'USCC_TAKEN',
    'DISTRICT_NOT_FOUND',
    'INPUT_INVALID',
    'INPUT_INVALID',
    'INPUT_INVALID',
  ])
})

test.each`
  state          | approve  | note     | codes
  ${'submitted'} | ${true}  | ${null}  | ${[]}
  ${'submitted'} | ${false} | ${'why'} | ${[]}
  ${'submitted'} | ${false} | ${' '}   | ${['REASON_MISSING']}
  ${'approved'}  | ${false} | ${null}  | ${['REVIEW_NOT_PENDING', 'REASON_MISSING']}
`('a $state thing, approve $approve with $note: $codes', ({ state, approve, note, codes }) => {
  expect(reviewProblems(state, approve, note).map((it) => it.code)).toEqual(codes)
})
