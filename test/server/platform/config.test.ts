/** The environment is read once; what is wrong with it is said in a sentence a person can act on. */

import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../server/platform/config.ts'

describe('the configuration', () => {
  test('has defaults for everything', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: 'sqlite:./data/platform.db',
      seed: 'demo',
      isLoopback: true,
      allowsDemoAccounts: true,
      publicUrl: 'http://127.0.0.1:4000',
      logLevel: 'info',
      sessionIdleMs: 7_200_000,
      trustsProxy: false,
    })
  })

  test('takes an empty variable as one that is not set', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '' }).port).toBe(4000)
  })

  test.each([
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '0.0.0.0', DEMO_PUBLIC: 'yes' }, true],
    [{ HOST: '::1' }, true],
    [{ HOST: 'localhost' }, true],
  ])('with %o allows demo accounts: %s', (environment, allowed) => {
    expect(readConfig(environment).allowsDemoAccounts).toBe(allowed)
  })

  test.each([
    [{ HOST: '::1', PORT: '80' }, 'http://[::1]:80'],
    [{ PUBLIC_URL: 'https://yiqi.example.cn/' }, 'https://yiqi.example.cn'],
    [{ PUBLIC_URL: 'https://example.cn/yiqi/' }, 'https://example.cn/yiqi'],
  ])('with %o is reached at %s', (environment, url) => {
    expect(readConfig(environment).publicUrl).toBe(url)
  })

  test('sends mail where server and sender are given, and wants both', () => {
    const SMTP_URL = 'smtp://user:secret@mail.example.cn:587'
    const MAIL_FROM = '共享平台 <no-reply@example.cn>'
    expect(readConfig({}).mail).toBeUndefined()
    expect(readConfig({ SMTP_URL, MAIL_FROM }).mail).toEqual({ smtpUrl: SMTP_URL, from: MAIL_FROM })
    expect(() => readConfig({ SMTP_URL })).toThrow('SMTP_URL and MAIL_FROM are given together')
    expect(() => readConfig({ SMTP_URL: 'mail.example.cn', MAIL_FROM: 'nobody' })).toThrow(
      /SMTP_URL.*\n.*MAIL_FROM/,
    )
  })

  test('names every variable that is wrong, one a line', () => {
    const wrong = {
      PORT: 'eighty',
      DATABASE_URL: 'mysql://db',
      SEED: 'all',
      SUBGRAPH_TOKEN: 'short',
      PUBLIC_URL: 'yiqi',
      LOG_LEVEL: 'loud',
    }
    const lines = messageOf(wrong).split('\n')
    expect(lines[0]).toBe('The environment is not valid:')
    expect(lines.slice(1).map((it) => it.trim().split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'SEED',
      'PUBLIC_URL',
      'SUBGRAPH_TOKEN',
      'LOG_LEVEL',
    ])
    expect(lines).toContain('  DATABASE_URL: must be sqlite:PATH or postgres://…')
    expect(lines).toContain('  SUBGRAPH_TOKEN: must have at least 20 characters')
  })

  test.each([{ PORT: '65536' }, { PORT: '-1' }, { PORT: '80.5' }, { SESSION_IDLE_MINUTES: '1' }])(
    'refuses %o',
    (wrong) => {
      expect(messageOf(wrong)).toContain(Object.keys(wrong)[0])
    },
  )
})

function messageOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
