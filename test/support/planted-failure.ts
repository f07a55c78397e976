/** A test that fails, run only by test/exit-status.test.ts. */

import { expect, test } from 'vitest'

test('one is two', () => {
  expect(1).toBe(2)
})
