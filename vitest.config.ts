import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// graphql 16 ships two builds; without this Vite loads the .mjs one and Pothos the CommonJS one.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] }
const limits = { testTimeout: 60_000, hookTimeout: 240_000 }

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          ...limits,
          name: 'rooms',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/journeys/**'],
          globalSetup: 'test/support/postgres.ts',
          maxWorkers: Math.min(4, availableParallelism()),
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve,
        test: {
          ...limits,
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: 'test/support/demo.ts',
          setupFiles: 'test/support/journey.ts',
          // As patient as the browser is.
          expect: { poll: { timeout: 15_000 } },
          // Each journey has a browser and one or two servers of its own: two at a time keep a small machine busy.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
