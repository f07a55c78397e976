/** The faces to the city and its harvesters: OAI-PMH at `/oai`, the federation subgraph at `/subgraph/graphql`. */

import { readFileSync } from 'node:fs'
import express, { type Express, type Request, type Response } from 'express'
import type { Logger } from 'pino'
import type { Context } from '../../context.ts'
import { graphqlBody } from '../../graphql/body.ts'
import { graphqlServer } from '../../graphql/server.ts'
import { problem, problemText } from '../../kernel/problem.ts'
import type { Config } from '../../platform/config.ts'
import { PIDINST } from '../rules/pidinst.ts'
import { isSame } from '../secrets.ts'
import { harvest, type Repository } from './harvest.ts'
import { subgraph } from './subgraph.ts'

const SUBGRAPH_PATH = '/subgraph/graphql'
/** A request of OAI-PMH is a handful of short arguments. */
const HARVEST_BODY_MAX = '16kb'

type Parts = { readonly config: Config; readonly log: Logger }
type ContextOf = (request: Request, response: Response) => Promise<Context>

export function mountFeed(app: Express, parts: Parts, contextOf: ContextOf): void {
  mountHarvest(app, parts, contextOf)
  mountSubgraph(app, parts, contextOf)
}

function mountHarvest(app: Express, { config }: Parts, contextOf: ContextOf): void {
  const schema = readFileSync(new URL('pidinst-1.0.xsd', import.meta.url), 'utf8')
  app.get(PIDINST.schemaPath, (_request: Request, response: Response) => {
    response.type('application/xml').set('cache-control', 'public, max-age=86400').send(schema)
  })
  const repository: Repository = {
    publicUrl: config.publicUrl,
    adminEmail: config.contactEmail ?? `postmaster@${mailHost(config.publicUrl)}`,
  }
  const answer = async (request: Request, response: Response) => {
    const document = await harvest(await contextOf(request, response), repository, argumentsOf(request))
    response.type('text/xml').set('cache-control', 'no-store').send(document)
  }
  app.get('/oai', answer)
  app.post(
    '/oai',
    express.text({ type: 'application/x-www-form-urlencoded', limit: HARVEST_BODY_MAX }),
    answer,
  )
}

/** The arguments in their order, each as often as it was given. */
function argumentsOf(request: Request): [string, string][] {
  const [, query = ''] = request.originalUrl.split('?', 2)
  const body: unknown = request.body
  return [...new URLSearchParams(query), ...new URLSearchParams(typeof body === 'string' ? body : '')]
}

/** The protocol wants an address with a dot; a host without one has no mail. */
function mailHost(publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  return hostname.includes('.') ? hostname : `${hostname}.invalid`
}

/** Only the hub may ask: by its token, or, where none is set, from this machine. */
function mountSubgraph(app: Express, { config, log }: Parts, contextOf: ContextOf): void {
  const server = graphqlServer({ schema: subgraph, log, persisted: new Map(), endpoint: SUBGRAPH_PATH })
  app.use(SUBGRAPH_PATH, async (request: Request, response: Response, next: () => void) => {
    const refusal = refusalOf(config, request.headers.authorization)
    if (!refusal) {
      next()
      return
    }
    const { locale } = await contextOf(request, response)
    if (refusal === 'SUBGRAPH_TOKEN_WRONG') response.set('www-authenticate', 'Bearer')
    response.status(refusal === 'SUBGRAPH_TOKEN_WRONG' ? 401 : 403).json({
      errors: [{ message: problemText(problem(refusal), locale), extensions: { code: refusal } }],
    })
  })
  app.use(SUBGRAPH_PATH, ...graphqlBody, async (request: Request, response: Response) => {
    await server.handle(request, response, await contextOf(request, response))
  })
}

function refusalOf(
  config: Config,
  authorization = '',
): 'SUBGRAPH_CLOSED' | 'SUBGRAPH_TOKEN_WRONG' | undefined {
  if (config.subgraphToken === undefined) return config.isLoopback ? undefined : 'SUBGRAPH_CLOSED'
  const given = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? ''
  return isSame(given, config.subgraphToken) ? undefined : 'SUBGRAPH_TOKEN_WRONG'
}
