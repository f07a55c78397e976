/** What the environment says, checked once at start. Every variable is listed in the README. */

import { z } from 'zod'

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

const Environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATABASE_URL: z
      .string()
      .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:PATH or postgres://…')
      .default('sqlite:./data/platform.db'),
    SEED: z.enum(['demo', 'none']).default('demo'),
    DEMO_PUBLIC: z.enum(['yes', 'no']).default('no'),
    PUBLIC_URL: z.url().optional(),
    CONTACT_EMAIL: z.email().optional(),
    SUBGRAPH_TOKEN: z.string().min(20, 'must have at least 20 characters').optional(),
    ADMIN_EMAIL: z.email().optional(),
    ADMIN_PASSWORD: z.string().min(10).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(1440).default(120),
    TRUST_PROXY: z.enum(['yes', 'no']).default('no'),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/.+$/, 'must be smtp://… or smtps://…')
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(/^([^<>]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must be an address, or NAME <address>')
      .optional(),
  })
  .refine((it) => (it.SMTP_URL === undefined) === (it.MAIL_FROM === undefined), {
    path: ['MAIL_FROM'],
    message: 'SMTP_URL and MAIL_FROM are given together or not at all',
  })
  .transform((it) => ({
    port: it.PORT,
    host: it.HOST,
    databaseUrl: it.DATABASE_URL,
    seed: it.SEED,
    isLoopback: LOOPBACK.has(it.HOST),
    /** Demo accounts have a published password: only on this machine, unless said otherwise. */
    allowsDemoAccounts: LOOPBACK.has(it.HOST) || it.DEMO_PUBLIC === 'yes',
    /** Without a trailing slash. */
    publicUrl: (
      it.PUBLIC_URL ?? `http://${it.HOST.includes(':') ? `[${it.HOST}]` : it.HOST}:${it.PORT}`
    ).replace(/\/$/, ''),
    /** Whom harvesters write to. */
    contactEmail: it.CONTACT_EMAIL,
    subgraphToken: it.SUBGRAPH_TOKEN,
    /** The first account of an empty platform; undefined unless both are given. */
    firstAccount:
      it.ADMIN_EMAIL && it.ADMIN_PASSWORD
        ? { email: it.ADMIN_EMAIL, password: it.ADMIN_PASSWORD }
        : undefined,
    logLevel: it.LOG_LEVEL,
    sessionIdleMs: it.SESSION_IDLE_MINUTES * 60_000,
    trustsProxy: it.TRUST_PROXY === 'yes',
    /** How mail leaves; undefined where none is sent. */
    mail: it.SMTP_URL && it.MAIL_FROM ? { smtpUrl: it.SMTP_URL, from: it.MAIL_FROM } : undefined,
  }))

export type Config = z.output<typeof Environment>

/** Throws an Error whose message names every variable that is wrong, one a line. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((it) => `  ${it.path.join('.')}: ${it.message}`)
  throw new Error(`The environment is not valid:\n${lines.join('\n')}`)
}
