/** What Prometheus reads: the process, and requests by route and status. */

import type { Request, Response } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry })

const requests = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of HTTP requests by method, first path segment and status.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
})

/** What the last nightly look at the books found: anything but 0 is an alarm. */
export const ledgerProblems = new Gauge({
  name: 'ledger_invariant_problems',
  help: 'Charges, payments, transfers and statements that disagree.',
  registers: [registry],
})

const ROUTES = new Set([
  'graphql',
  'subgraph',
  'oai',
  'calendar',
  'export',
  'assets',
  'healthz',
  'readyz',
  'metrics',
])

/** A stream lasts as long as somebody looks: it would say nothing of how fast requests are answered. */
const STREAM = '/events'

export function countRequests(request: Request, response: Response, next: () => void): void {
  if (request.path === STREAM) {
    next()
    return
  }
  const stop = requests.startTimer()
  response.on('finish', () => {
    const first = request.originalUrl.split(/[/?]/)[1] ?? ''
    const route = ROUTES.has(first) ? first : 'web'
    stop({ method: request.method, route, status: String(response.statusCode) })
  })
  next()
}

export async function metricsText(): Promise<{ type: string; text: string }> {
  return { type: registry.contentType, text: await registry.metrics() }
}
