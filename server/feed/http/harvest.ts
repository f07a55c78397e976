/** OAI-PMH 2.0 at `/oai`: one answer for each verb. Protocol: https://www.openarchives.org/OAI/openarchivesprotocol.html */

import type { Context } from '../../context.ts'
import type { Instant } from '../../kernel/interval.ts'
import { problem, problemText } from '../../kernel/problem.ts'
import {
  earliestChange,
  harvestBound,
  harvestedRecord,
  type HarvestedRecord,
  harvestPage,
  resumptionSecretOf,
  setsPage,
} from '../actions/harvest.ts'
import { DUBLIN_CORE } from '../rules/dublin-core.ts'
import {
  type Format,
  type HarvestError,
  type HarvestRequest,
  harvestRequest,
  type ListVerb,
  type Selection,
  stampOf,
  unknownFormat,
} from '../rules/harvest-request.ts'
import { PIDINST } from '../rules/pidinst.ts'
import { element, type Xml, xmlDocument } from '../rules/xml.ts'
import { headerXml, identifierHead, recordXml } from './record-xml.ts'
import { type RecordCursor, recordCursor, recordToken, setCursor, setToken } from './resumption.ts'

const NAMESPACE = 'http://www.openarchives.org/OAI/2.0/'
const NAME = '鄂尔多斯大型科学仪器设备共享服务平台 Ordos Large Research Instrument Sharing Platform'

export type Repository = {
  /** Scheme and host, without a trailing slash. */
  readonly publicUrl: string
  readonly adminEmail: string
}

/** What stands in the answer, and when that was true: the next harvest asks from there on. */
type Answer = { readonly content: readonly Xml[]; readonly at: Instant; readonly isUnread?: boolean }

/** The document that answers a request with these arguments. */
export async function harvest(
  ctx: Context,
  repository: Repository,
  given: readonly (readonly [string, string])[],
): Promise<string> {
  const parsed = harvestRequest(given)
  const { content, at, isUnread } =
    'errors' in parsed ? refused(ctx, parsed.errors) : await answerTo(ctx, repository, parsed.request)
  return xmlDocument(
    element(
      'OAI-PMH',
      [
        element('responseDate', stampOf(at)),
        element('request', `${repository.publicUrl}/oai`, isUnread ? {} : Object.fromEntries(given)),
        ...content,
      ],
      {
        xmlns: NAMESPACE,
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation': `${NAMESPACE} ${NAMESPACE}OAI-PMH.xsd`,
      },
    ),
  )
}

/** An answer that says why there is none; a request that was not understood is named without what it said. */
function refused(ctx: Context, errors: readonly HarvestError[], at = ctx.now()): Answer {
  return {
    content: errors.map((it) => element('error', problemText(it.problem, ctx.locale), { code: it.code })),
    at,
    isUnread: errors.some((it) => it.code === 'badVerb' || it.code === 'badArgument'),
  }
}

function answered(ctx: Context, content: Xml, at = ctx.now()): Answer {
  return { content: [content], at }
}

function answerTo(ctx: Context, repository: Repository, request: HarvestRequest): Promise<Answer> {
  if ('token' in request) {
    return request.verb === 'ListSets'
      ? moreSets(ctx, request.token)
      : moreRecords(ctx, repository, request.verb, request.token)
  }
  if (isSelection(request)) return listRecords(ctx, repository, request)
  switch (request.verb) {
    case 'ListMetadataFormats':
      return listFormats(ctx, repository, request.identifier)
    case 'ListSets':
      return listSets(ctx, { after: '', count: 0 })
    case 'GetRecord':
      return getRecord(ctx, repository, request)
    case 'Identify':
    default:
      return identify(ctx, repository)
  }
}

function isSelection(request: HarvestRequest): request is Selection {
  return request.verb === 'ListIdentifiers' || request.verb === 'ListRecords'
}

async function identify(ctx: Context, { publicUrl, adminEmail }: Repository): Promise<Answer> {
  const host = new URL(publicUrl).hostname
  return answered(
    ctx,
    element('Identify', [
      element('repositoryName', NAME),
      element('baseURL', `${publicUrl}/oai`),
      element('protocolVersion', '2.0'),
      element('adminEmail', adminEmail),
      element('earliestDatestamp', stampOf(await earliestChange(ctx))),
      element('deletedRecord', 'persistent'),
      element('granularity', 'YYYY-MM-DDThh:mm:ssZ'),
      element('compression', 'gzip'),
      element('compression', 'deflate'),
      isDomain(host) ? element('description', identifierScheme(host)) : null,
    ]),
  )
}

/** Only a domain name may be said to be the repository part of identifiers. */
function isDomain(host: string): boolean {
  return /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/i.test(host)
}

function identifierScheme(host: string): Xml {
  const namespace = `${NAMESPACE}oai-identifier`
  return element(
    'oai-identifier',
    [
      element('scheme', 'oai'),
      element('repositoryIdentifier', host),
      element('delimiter', ':'),
      element('sampleIdentifier', `oai:${host}:instrument/01JGFJJZ00A5VCB8ZDNE6T9X3M`),
    ],
    { xmlns: namespace, 'xsi:schemaLocation': `${namespace} ${namespace}.xsd` },
  )
}

async function listFormats(
  ctx: Context,
  { publicUrl }: Repository,
  identifier: string | null,
): Promise<Answer> {
  if (identifier !== null && !(await recordOf(ctx, publicUrl, identifier)))
    return refused(ctx, [noSuchRecord()])
  const formats = [DUBLIN_CORE, { ...PIDINST, schema: `${publicUrl}${PIDINST.schemaPath}` }]
  return answered(
    ctx,
    element(
      'ListMetadataFormats',
      formats.map(({ prefix, schema, namespace }) =>
        element('metadataFormat', [
          element('metadataPrefix', prefix),
          element('schema', schema),
          element('metadataNamespace', namespace),
        ]),
      ),
    ),
  )
}

async function moreSets(ctx: Context, token: string): Promise<Answer> {
  const cursor = setCursor(token, await resumptionSecretOf(ctx))
  return cursor ? listSets(ctx, cursor) : refused(ctx, [badToken()])
}

async function listSets(
  ctx: Context,
  cursor: { readonly after: string; readonly count: number },
): Promise<Answer> {
  const { sets, hasMore } = await setsPage(ctx, cursor.after)
  const count = cursor.count + sets.length
  const next = hasMore
    ? setToken({ after: sets.at(-1)?.spec ?? '', count }, await resumptionSecretOf(ctx))
    : null
  return answered(
    ctx,
    element('ListSets', [
      ...sets.map(({ spec, name }) => element('set', [element('setSpec', spec), element('setName', name)])),
      resumption(next, cursor.count),
    ]),
  )
}

async function getRecord(
  ctx: Context,
  { publicUrl }: Repository,
  { identifier, format }: { readonly identifier: string; readonly format: Format | null },
): Promise<Answer> {
  const record = await recordOf(ctx, publicUrl, identifier)
  if (!record || !format) {
    return refused(ctx, [...(record ? [] : [noSuchRecord()]), ...(format ? [] : [unknownFormat()])])
  }
  return answered(ctx, element('GetRecord', recordXml(record, format, publicUrl)))
}

async function listRecords(ctx: Context, repository: Repository, selection: Selection): Promise<Answer> {
  const bound = await harvestBound(ctx)
  const before = Math.min(selection.before ?? Infinity, bound + 1)
  const page = await recordsPage(ctx, repository, { selection, before, after: null, count: 0 })
  if (page) return answered(ctx, page, bound)
  return refused(ctx, [{ code: 'noRecordsMatch', problem: problem('FEED_NOTHING_MATCHES') }], bound)
}

async function moreRecords(
  ctx: Context,
  repository: Repository,
  verb: ListVerb,
  token: string,
): Promise<Answer> {
  const cursor = recordCursor(token, verb, await resumptionSecretOf(ctx))
  if (!cursor) return refused(ctx, [badToken()])
  const page = await recordsPage(ctx, repository, cursor)
  if (page) return answered(ctx, page)
  // All that was left has changed since and comes with the next harvest. No list may be empty: the last one again.
  const last = await harvestedRecord(ctx, cursor.after.instrumentId)
  return answered(
    ctx,
    listXml(repository, cursor.selection, last ? [last] : [], resumption(null, cursor.count)),
  )
}

/** The next page of a list; undefined when it is empty. */
async function recordsPage(
  ctx: Context,
  repository: Repository,
  cursor: Omit<RecordCursor, 'after'> & { readonly after: RecordCursor['after'] | null },
): Promise<Xml | undefined> {
  const { selection, before, after, count } = cursor
  const { set, from } = selection
  const { records, hasMore } = await harvestPage(ctx, { set, from: from ?? 0, before, after })
  const last = records.at(-1)
  if (!last) return undefined
  const token = hasMore
    ? recordToken(
        { selection, before, after: last, count: count + records.length },
        await resumptionSecretOf(ctx),
      )
    : null
  return listXml(repository, selection, records, resumption(token, count))
}

function listXml(
  { publicUrl }: Repository,
  { verb, format }: Selection,
  records: readonly HarvestedRecord[],
  end: Xml | null,
): Xml {
  const contents = records.map((it) =>
    verb === 'ListIdentifiers' ? headerXml(it, publicUrl) : recordXml(it, format, publicUrl),
  )
  return element(verb, [...contents, end])
}

/** The token for what follows; an empty one ends a list of several pages; nothing where one page was all. */
function resumption(token: string | null, count: number): Xml | null {
  if (token === null && count === 0) return null
  return element('resumptionToken', token, { cursor: String(count) })
}

async function recordOf(
  ctx: Context,
  publicUrl: string,
  identifier: string,
): Promise<HarvestedRecord | null> {
  const head = identifierHead(publicUrl)
  return identifier.startsWith(head) ? harvestedRecord(ctx, identifier.slice(head.length)) : null
}

function noSuchRecord(): HarvestError {
  return { code: 'idDoesNotExist', problem: problem('FEED_RECORD_NOT_FOUND') }
}

function badToken(): HarvestError {
  return { code: 'badResumptionToken', problem: problem('FEED_TOKEN_INVALID') }
}
