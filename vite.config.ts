/** How the pages are built: `web/` into `web/dist`, and a development server that hands the API on. */

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { inlineDocuments } from './web/inline-documents.ts'

const SERVER = process.env['API_URL'] ?? 'http://127.0.0.1:4000'

export default defineConfig({
  root: 'web',
  base: '/',
  plugins: [inlineDocuments(), react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 700 },
  server: {
    proxy: Object.fromEntries(['/graphql', '/calendars', '/exports', '/oai'].map((path) => [path, SERVER])),
  },
})
