/** Starts the pages: language, cache, look, routes. */

import './design/base.css'
import './shell/shell.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { queryClient } from './data/query-client.ts'
import { carryStyleNonce } from './design/style-nonce.ts'
import { startI18n } from './i18n/i18n.ts'
import { router } from './router.tsx'

carryStyleNonce()
await startI18n()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no place to draw in.')
createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
)
