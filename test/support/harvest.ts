/** A harvester for tests: reads the answers of OAI-PMH, and has them checked against their schemas. */

import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { Context } from '../../server/context.ts'
import { harvest } from '../../server/feed/http/harvest.ts'
import { appendOutboxEvent } from '../../server/platform/outbox.ts'
import type { World } from './world.ts'

const SCHEMAS = new URL('../server/feed/schemas/', import.meta.url)
const PIDINST = new URL('../../server/feed/http/pidinst-1.0.xsd', import.meta.url)

function schemaFile(fileName: string, url = new URL(fileName, SCHEMAS)) {
  return { fileName, contents: readFileSync(url, 'utf8') }
}

const schema = schemaFile('oai-pmh.xsd')
const preload = [
  ...['oai-dc.xsd', 'dc.xsd', 'xml.xsd', 'oai-identifier.xsd'].map((name) => schemaFile(name)),
  schemaFile('pidinst-1.0.xsd', PIDINST),
]

/** Fails when a document is not a valid answer of OAI-PMH, down to the records in it. */
export async function expectValid(document: string): Promise<void> {
  const { errors } = await validateXML({
    xml: { fileName: 'answer.xml', contents: document },
    schema,
    preload,
  })
  expect(errors.map((each) => each.message)).toEqual([])
}

export const REPOSITORY = { publicUrl: 'https://yiqi.test', adminEmail: 'feed@yiqi.test' }

type Arguments = Readonly<Record<string, string>>

/** The document that answers these arguments. */
export function documentOf(ctx: Context, args: Arguments): Promise<string> {
  return harvest(ctx, REPOSITORY, Object.entries(args))
}

export type Harvested = {
  readonly id: string
  readonly stamp: string
  readonly isDeleted: boolean
  readonly sets: string[]
}

export type HarvestAnswer = {
  readonly at: string
  readonly errors: readonly string[]
  readonly records: readonly Harvested[]
  /** Empty at the end of a list of several pages; undefined where one page was all. */
  readonly token: string | undefined
}

export function readAnswer(document: string): HarvestAnswer {
  const headers = [...document.matchAll(/<header([^>]*)>(.*?)<\/header>/g)]
  const end = /<resumptionToken[^>]*?(?:\/>|>([^<]*)<)/.exec(document)
  return {
    at: /<responseDate>([^<]*)</.exec(document)?.[1] ?? '',
    errors: [...document.matchAll(/<error code="(\w+)"/g)].map((each) => each[1] ?? ''),
    records: headers.map(([, attributes = '', body = '']) => ({
      id: /instrument\/([^<]*)</.exec(body)?.[1] ?? '',
      stamp: /<datestamp>([^<]*)</.exec(body)?.[1] ?? '',
      isDeleted: attributes.includes('deleted'),
      sets: [...body.matchAll(/<setSpec>([^<]*)</g)].map((each) => each[1] ?? ''),
    })),
    token: end ? (end[1] ?? '') : undefined,
  }
}

export async function ask(ctx: Context, args: Arguments): Promise<HarvestAnswer> {
  return readAnswer(await documentOf(ctx, args))
}

/** Every record of a list, page by page; `between` runs before each page but the first. */
export async function harvestAll(
  ctx: Context,
  args: Arguments = {},
  between: () => Promise<void> = async () => {},
): Promise<{ readonly at: string; readonly records: readonly Harvested[]; readonly pages: number }> {
  const first = await ask(ctx, { verb: 'ListRecords', metadataPrefix: 'oai_dc', ...args })
  const records = [...first.records]
  let pages = 1
  for (let token = first.token; token; pages += 1) {
    await between()
    const next = await ask(ctx, { verb: args['verb'] ?? 'ListRecords', resumptionToken: token })
    expect(next.errors).toEqual([])
    records.push(...next.records)
    token = next.token
  }
  return { at: first.at, records, pages }
}

/** Says in the outbox that these instruments changed, as the actions of the catalog do. */
export async function announce(
  world: World,
  type: 'instrument.published' | 'instrument.updated' | 'instrument.withdrawn',
  ...ids: readonly string[]
): Promise<void> {
  await world.store.transact(async (trx) => {
    for (const subjectId of ids)
      await appendOutboxEvent(trx, { at: world.clock.now, type, subjectId, payload: {} })
  })
}
