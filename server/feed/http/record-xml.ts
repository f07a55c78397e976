/** Records of the harvest as XML: a header, and what is described in the format that was asked for. */

import type { HarvestedRecord } from '../actions/harvest.ts'
import { dublinCore } from '../rules/dublin-core.ts'
import { type Format, stampOf } from '../rules/harvest-request.ts'
import { PIDINST, pidinst } from '../rules/pidinst.ts'
import type { PublicInstrument } from '../rules/public-instrument.ts'
import { element, type Xml } from '../rules/xml.ts'

export function recordXml(record: HarvestedRecord, format: Format, publicUrl: string): Xml {
  return element('record', [
    headerXml(record, publicUrl),
    record.instrument && element('metadata', metadataXml(record.instrument, format, publicUrl)),
  ])
}

function metadataXml(instrument: PublicInstrument, format: Format, publicUrl: string): Xml {
  const landingPage = `${publicUrl}/instruments/${instrument.id}`
  return format === 'oai_dc'
    ? dublinCore(instrument, landingPage)
    : pidinst(instrument, landingPage, `${publicUrl}${PIDINST.schemaPath}`)
}

export function headerXml(
  { instrumentId, changedAt, isDeleted, sets }: HarvestedRecord,
  publicUrl: string,
): Xml {
  return element(
    'header',
    [
      element('identifier', `${identifierHead(publicUrl)}${instrumentId}`),
      element('datestamp', stampOf(changedAt)),
      ...sets.map((it) => element('setSpec', it)),
    ],
    { status: isDeleted ? 'deleted' : undefined },
  )
}

/** What stands before the instrument's id in every identifier. */
export function identifierHead(publicUrl: string): string {
  return `oai:${new URL(publicUrl).hostname}:instrument/`
}
