/** The whole application listening on a free loopback port, over the database and the clock of a world. */

import type { AddressInfo } from 'node:net'
import { type Logger, pino } from 'pino'
import { createApp } from '../../server/app.ts'
import { openLive } from '../../server/booking/http/live.ts'
import { readConfig } from '../../server/platform/config.ts'
import type { Answer, World } from './world.ts'

export type FrontDoor = {
  /** Scheme, host and port, without a trailing slash. */
  readonly url: string
  /** Sends a body to the GraphQL endpoint: text as it is, anything else as JSON. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Sends an operation to it. */
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  close(): Promise<void>
}

export type FrontDoorOptions = {
  readonly environment?: Readonly<Record<string, string>>
  readonly webRoot?: string
  readonly log?: Logger
  readonly isReady?: () => boolean
}

export async function openFrontDoor(world: World, options: FrontDoorOptions = {}): Promise<FrontDoor> {
  const log = options.log ?? pino({ level: 'silent' })
  const live = openLive(world.store, log)
  const app = createApp({
    store: world.store,
    live,
    config: readConfig({ PUBLIC_URL: 'http://yiqi.test', ...options.environment }),
    log,
    now: () => world.clock.now,
    ...(options.webRoot ? { webRoot: options.webRoot } : {}),
    ...(options.isReady ? { isReady: options.isReady } : {}),
  })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A listening TCP server has an address.
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const post: FrontDoor['post'] = (body, headers) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    url,
    post,
    ask: async (query, headers) => (await (await post({ query }, headers)).json()) as Answer,
    close: async () => {
      await live.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
