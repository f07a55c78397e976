/** What test/exit-status.test.ts runs: the planted failure, beside the same PostgreSQL as all tests. */

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/support/planted-failure.ts'], globalSetup: 'test/support/postgres.ts' },
})
