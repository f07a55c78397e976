/** The process: config, database, migrate, seed, listen; stop on SIGTERM when what was begun is finished. */

import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createApp } from './app.ts'
import { openLive } from './booking/http/live.ts'
import { emit } from './events.ts'
import { openFirstAccount } from './identity/actions/roles.ts'
import { jobTable } from './jobs.ts'
import { type Config, readConfig } from './platform/config.ts'
import { contextMaker } from './platform/context-maker.ts'
import { openStore } from './platform/db.ts'
import { dialectOf } from './platform/dialect/choose.ts'
import { startJobs } from './platform/job-runner.ts'
import { smtpMailer } from './platform/mail.ts'
import { migrate } from './platform/migrate.ts'

/** A request that has not ended by then is cut off. */
const STOP_MS_MAX = 25_000

const config = configOf(process.env)
const log = pino({ level: config.logLevel })
const dialect = dialectOf(config.databaseUrl)
await migrate(dialect).catch((error: unknown) => giveUp('The database of DATABASE_URL cannot be used', error))
const store = openStore(dialect)
const settings = {
  publicUrl: config.publicUrl,
  sessionIdleMs: config.sessionIdleMs,
  allowsDemoAccounts: config.allowsDemoAccounts,
  sendsMail: config.mail !== undefined,
}
const makeContext = contextMaker({ store, emit, settings })
await fillEmptyPlatform()

let isStopping = false
const webRoot = fileURLToPath(new URL('../web/dist', import.meta.url))
const live = openLive(store, log)
const app = createApp({
  store,
  live,
  config,
  log,
  isReady: () => !isStopping,
  ...(existsSync(`${webRoot}/index.html`) ? { webRoot } : {}),
})
const mailer = config.mail && smtpMailer(config.mail)
const jobs = startJobs(store, jobTable(makeContext, mailer), Date.now, log)
const server = app.listen(config.port, config.host, (error?: Error) => {
  if (error) giveUp(`Cannot listen on ${config.host}, port ${config.port}`, error)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  process.stdout.write(`${welcome(`http://${host}:${port}`)}\n`)
})

function configOf(environment: NodeJS.ProcessEnv): Config {
  try {
    return readConfig(environment)
  } catch (error) {
    return giveUp('Cannot start', error)
  }
}

/** Ends a start that cannot succeed with a sentence for the operator instead of a stack. */
function giveUp(what: string, error: unknown): never {
  process.stderr.write(`${what}: ${reasonOf(error)}\n`)
  process.exit(1)
}

/** Node gives several failed addresses as one error without a message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

/** What somebody who starts the platform by hand wants to know. */
function welcome(url: string): string {
  const lines = ['', '  鄂尔多斯大型科学仪器设备共享服务平台', `  ${url}`]
  if (config.seed === 'demo' && config.allowsDemoAccounts) {
    lines.push('', '  演示账号 demo accounts (Ordos-demo-2026):')
    const names = ['researcher', 'keeper', 'finance', 'reviewer', 'admin', 'auditor']
    lines.push(...names.map((it) => `    ${it}@demo.local`))
  }
  return `${lines.join('\n')}\n`
}

/** The demo, or the first administrator, where nobody has an account yet. */
async function fillEmptyPlatform(): Promise<void> {
  if (config.seed === 'demo') {
    const { seedDemo } = await import('../seeds/demo.ts')
    await seedDemo({ store, now: Date.now(), historyDays: 365, log })
  } else if (config.firstAccount) {
    const { email, password } = config.firstAccount
    await openFirstAccount(makeContext(), { email, password, nameZh: '平台管理员', nameEn: 'Administrator' })
  }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))

async function stop(signal: string): Promise<void> {
  isStopping = true
  log.info({ signal }, 'stopping')
  const cut = setTimeout(() => server.closeAllConnections(), STOP_MS_MAX)
  await live.close()
  await closed(server)
  clearTimeout(cut)
  await jobs.stop()
  mailer?.close()
  await store.close()
  log.info('stopped')
}

function closed(listening: Server): Promise<void> {
  return new Promise((resolve) => {
    listening.close(() => resolve())
    listening.closeIdleConnections()
  })
}
