/** A test run that failed says so to whoever started it: nothing that runs beside the tests may hide it. */

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('a failing test makes the run fail', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/support/planted.config.ts'],
    { encoding: 'utf8' },
  )
  expect(stdout).toContain('one is two')
  expect(status).toBe(1)
})
