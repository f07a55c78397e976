import { spawn } from 'node:child_process'
import { openFixture, instrumentId } from './test/bench/fixture.ts'
import { runLoad } from './test/bench/load.ts'
const H=3600e3
const f = await openFixture({ instruments: 200, bookings: 0, clients: 1 })
await f.store.close()
const port = 45671
const args = process.argv[2] === 'prof' ? ['--cpu-prof','--cpu-prof-dir=/tmp/prof'] : []
const child = spawn(process.execPath, [...args, 'server/main.ts'], { env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: f.databaseUrl, SEED: 'none', LOG_LEVEL: 'info' }, stdio: ['ignore','pipe','inherit'] })
await new Promise<void>(r => child.stdout.on('data', (c) => { if (String(c).includes(String(port))) r() }))
const BOOK = `mutation ($input: BookInstrumentInput!) { bookInstrument(input: $input) {
  __typename ... on Booking { id state } ... on Rejection { problems { code } } } }`
const body = (n: number) => { const s = f.freeFrom + Math.floor(n/200)*H; return JSON.stringify({ query: BOOK, variables: { input: { instrumentId: instrumentId(n%200), startsAt: new Date(s).toISOString(), endsAt: new Date(s+H).toISOString(), purpose: 'x' } } }) }
const hello = () => JSON.stringify({ query: '{ __typename }' })
import { readFileSync } from 'node:fs'
const cpu = () => { const x = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' '); return [Number(x[11])*10, Number(x[12])*10] }
const load = { url: `http://127.0.0.1:${port}/graphql`, headers: { cookie: f.cookies[0]! }, clients: 8 }
await runLoad({ ...load, requests: 300, body: hello })
const h0 = await runLoad({ ...load, headers: {}, requests: 1500, body: hello }); console.log('hello no cookie', h0.perSecond)
const h = await runLoad({ ...load, requests: 1500, body: hello }); console.log('hello with session', h.perSecond)
await runLoad({ ...load, requests: 500, body })
const a = cpu(); const r = await runLoad({ ...load, requests: 2500, body: (n) => body(n + 500) }); const b = cpu(); console.log('cpu ms per book user', (b[0]!-a[0]!)/2500, 'sys', (b[1]!-a[1]!)/2500); console.log('book', r.perSecond, r.p50Ms, r.p99Ms)
child.kill('SIGTERM'); await new Promise(r => child.once('exit', r)); await f.drop()
