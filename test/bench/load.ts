/** A load from a few keep-alive clients, each sending its next request when its last is answered. */

import { Agent, request } from 'node:http'

export type Load = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The JSON body of the nth request. */
  body(n: number): string
  readonly clients: number
  readonly requests: number
}

export type LoadResult = {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Bodies of the answers, in the order of arrival, where they were asked for. */
  readonly bodies: readonly string[]
}

/**
 * Ours and the limit in turn, a part of each at a time, so that whatever else the machine does slows both alike. Rates
 * are medians of the parts, times are of all requests. Both servers run throughout; the idle one costs nothing.
 */
export async function runInTurn(
  ours: Load,
  limit: Load,
): Promise<{ readonly ours: LoadResult; readonly limit: LoadResult }> {
  const agents = { ours: agentFor(ours), limit: agentFor(limit) }
  const parts = { ours: [] as Measured[], limit: [] as Measured[] }
  for (let part = 0; part < PARTS; part += 1) {
    parts.ours.push(await measure(partOf(ours, part), agents.ours, true))
    parts.limit.push(await measure(partOf(limit, part), agents.limit, false))
  }
  agents.ours.destroy()
  agents.limit.destroy()
  return { ours: together(parts.ours), limit: together(parts.limit) }
}

const PARTS = 9

function partOf(load: Load, part: number): Load {
  const requests = Math.ceil(load.requests / PARTS)
  return { ...load, requests, body: (n) => load.body(part * requests + n) }
}

function together(parts: readonly Measured[]): LoadResult {
  const rates = parts.map((it) => it.perSecond).toSorted((a, b) => a - b)
  return {
    perSecond: rates[Math.floor(rates.length / 2)] ?? Number.NaN,
    ...quantiles(parts.flatMap((it) => it.times)),
    bodies: parts.flatMap((it) => it.bodies),
  }
}

/** Throws when an answer is not 200: a load that fails measures nothing. */
export async function runLoad(load: Load, keepsBodies = false): Promise<LoadResult> {
  const agent = agentFor(load)
  const measured = await measure(load, agent, keepsBodies)
  agent.destroy()
  return together([measured])
}

function agentFor(load: Load): Agent {
  return new Agent({ keepAlive: true, maxSockets: load.clients })
}

type Measured = {
  readonly perSecond: number
  readonly times: readonly number[]
  readonly bodies: readonly string[]
}

async function measure(load: Load, agent: Agent, keepsBodies: boolean): Promise<Measured> {
  const times: number[] = []
  const bodies: string[] = []
  let next = 0
  const client = async () => {
    while (next < load.requests) {
      const n = next
      next += 1
      const startedAt = performance.now()
      const body = await post(agent, load, load.body(n))
      times.push(performance.now() - startedAt)
      if (keepsBodies) bodies.push(body)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: load.clients }, client))
  const seconds = (performance.now() - startedAt) / 1000
  return { perSecond: load.requests / seconds, times, bodies }
}

/** Median and 99th percentile. */
export function quantiles(times: readonly number[]): { p50Ms: number; p99Ms: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN
  return { p50Ms: at(0.5), p99Ms: at(0.99) }
}

function post(agent: Agent, { url, headers }: Load, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode === 200) resolve(text)
          else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`))
        })
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
