/** createApp: express with GraphQL, the other HTTP faces and the web app. No process state, so that tests can build it. */

import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import compression from 'compression'
import express, { type Express, type Request, type Response } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { mountBooking } from './booking/http/calendars.ts'
import { type Live, mountLive } from './booking/http/live.ts'
import type { Context } from './context.ts'
import { emit } from './events.ts'
import { mountFeed } from './feed/http/faces.ts'
import { graphqlBody } from './graphql/body.ts'
import { graphqlServer } from './graphql/server.ts'
import { cookieOf, viewerOfRequest } from './identity/http.ts'
import type { Locale } from './kernel/problem.ts'
import type { Config } from './platform/config.ts'
import { contextMaker, type ContextParts } from './platform/context-maker.ts'
import type { Store } from './platform/db.ts'
import { countRequests, metricsText } from './platform/metrics.ts'
import { schema } from './schema.ts'
import { mountBankImport } from './fees/http/bank-import.ts'
import { mountFees } from './fees/http/statement.ts'
import { mountReconciliationExports } from './reconciliation/http/export.ts'
import { mountReconciliation } from './reconciliation/http/import.ts'
import { mountStatistics } from './statistics/http/export.ts'
import { mountUsage } from './usage/http/import.ts'

export type AppParts = {
  readonly store: Store
  readonly config: Config
  readonly log: Logger
  readonly now?: ContextParts['now']
  readonly newId?: ContextParts['newId']
  /** Folder of the built web app; without it only the API is served. */
  readonly webRoot?: string
  /** False while the process is stopping. */
  readonly isReady?: () => boolean
  /** Tells browsers of changes; whoever opened it closes it. Without it there is no such stream. */
  readonly live?: Live
}

/** Makes the context of a request once, however many faces ask for it. */
export type ContextOf = (request: IncomingMessage, response: ServerResponse) => Promise<Context>

export function createApp(parts: AppParts): Express {
  const { config, log } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustsProxy)
  app.use(securityHeaders(config))
  app.use(compression())
  app.use(logRequests(log))
  app.use(countRequests)
  operations(app, parts)
  const contextOf = contexts(parts)
  const yoga = graphqlServer({ schema, log, persisted: persistedOperations(parts.webRoot) })
  app.use('/graphql', ...graphqlBody, async (request: Request, response: Response) => {
    await yoga.handle(request, response, await contextOf(request, response))
  })
  mountBooking(app, contextOf)
  if (parts.live) mountLive(app, parts.live, contexts(parts, false))
  mountUsage(app, contextOf)
  mountFees(app, contextOf)
  mountReconciliation(app, contextOf)
  mountReconciliationExports(app, contextOf)
  mountBankImport(app, contextOf)
  mountStatistics(app, contextOf)
  mountFeed(app, parts, contextOf)
  if (parts.webRoot) webApp(app, parts.webRoot, config)
  app.use((_request: Request, response: Response) => {
    response.status(404).json({ error: 'Not found.' })
  })
  app.use(answerErrors(log))
  return app
}

function contexts({ store, config, now, newId }: AppParts, keepsAlive = true): ContextOf {
  const make = contextMaker({
    store,
    emit,
    settings: {
      publicUrl: config.publicUrl,
      sessionIdleMs: config.sessionIdleMs,
      allowsDemoAccounts: config.allowsDemoAccounts,
      sendsMail: config.mail !== undefined,
    },
    ...(now ? { now } : {}),
    ...(newId ? { newId } : {}),
  })
  return async (request, response) => {
    const bare = make({
      locale: localeOf(request),
      requestId: requestIdOf(response),
      cookie: cookieOf(request, response, config.publicUrl.startsWith('https:')),
    })
    return { ...bare, viewer: await viewerOfRequest(bare, request, keepsAlive) }
  }
}

/** What the operator asks: alive, ready to serve, how much. */
function operations(app: Express, { store, isReady, log }: AppParts): void {
  app.get('/healthz', (_request: Request, response: Response) => {
    response.json({ status: 'ok' })
  })
  app.get('/readyz', async (_request: Request, response: Response) => {
    const answers = await store.db
      .selectFrom('job')
      .select('name')
      .limit(1)
      .execute()
      .then(
        () => true,
        (error: unknown) => {
          log.error({ err: error }, 'the database does not answer')
          return false
        },
      )
    const ready = answers && (isReady?.() ?? true)
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' })
  })
  app.get('/metrics', async (_request: Request, response: Response) => {
    const { type, text } = await metricsText()
    response.type(type).send(text)
  })
}

function securityHeaders(config: Config) {
  const isHttps = config.publicUrl.startsWith('https:')
  return [
    (_request: Request, response: Response, next: () => void) => {
      response.locals['nonce'] = randomUUID()
      next()
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
          // Components set widths and positions on elements; that is no way to load anything.
          styleSrcAttr: ["'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: isHttps,
      crossOriginEmbedderPolicy: false,
    }),
  ]
}

function nonceOf(response: object): string {
  const locals = 'locals' in response ? response.locals : undefined
  return typeof locals === 'object' && locals !== null && 'nonce' in locals ? String(locals.nonce) : ''
}

/** One line a request, with an id that the client sees too. */
function logRequests(log: Logger) {
  return (request: Request, response: Response, next: () => void) => {
    const startedAt = performance.now()
    const given = request.headers['x-request-id']
    const requestId = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID()
    response.setHeader('x-request-id', requestId)
    response.on('finish', () => {
      const { method, originalUrl } = request
      const ms = Math.round((performance.now() - startedAt) * 10) / 10
      log.info(
        { requestId, method, path: loggedPath(originalUrl), status: response.statusCode, ms },
        'request',
      )
    })
    next()
  }
}

/** Without the query, and without the secret of a private calendar. */
function loggedPath(url: string): string {
  return url.replace(/\?.*/, '').replace(/^(\/calendar\/people\/).*/, '$1…')
}

function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader('x-request-id'))
}

/** Chinese, unless the request prefers English. */
function localeOf({ headers }: IncomingMessage): Locale {
  return /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN'
}

/** Errors outside GraphQL: what body parsing refuses, and bugs, which are logged and masked. */
function answerErrors(log: Logger) {
  return (error: unknown, _request: Request, response: Response, next: (error: unknown) => void) => {
    const status = httpStatusOf(error)
    if (status >= 500) log.error({ err: error }, 'unexpected error in a request')
    if (response.headersSent) {
      next(error)
      return
    }
    const message =
      status === 413 ? 'The request is too large.' : status < 500 ? 'Bad request.' : 'Unexpected error.'
    response.status(status).json({ errors: [{ message }] })
  }
}

function httpStatusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 600 ? status : 500
}

function persistedOperations(webRoot: string | undefined): ReadonlyMap<string, string> {
  const file = webRoot && join(webRoot, 'persisted-documents.json')
  if (!file || !existsSync(file)) return new Map()
  const documents: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(Object.entries(documents ?? {}).map(([hash, text]) => [hash, String(text)]))
}

/** Built files for ever, index.html fresh with its nonce, for every path that is no file. */
function webApp(app: Express, root: string, config: Config): void {
  const index = readFileSync(join(root, 'index.html'), 'utf8')
  app.use(
    '/assets',
    express.static(join(root, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }),
  )
  app.use(express.static(root, { index: false, maxAge: '1h' }))
  app.get('/{*path}', (_request: Request, response: Response) => {
    const demo = config.allowsDemoAccounts && config.seed === 'demo' ? 'yes' : 'no'
    const page = index.replaceAll('__CSP_NONCE__', nonceOf(response)).replaceAll('__DEMO__', demo)
    response.type('html').set('cache-control', 'no-store').send(page)
  })
}
