import { defineConfig } from 'vitest/config'

export default defineConfig({
  // graphql 16 ships two builds; without this Vite loads the .mjs one and Pothos the CommonJS one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/support/postgres.ts',
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
