/** An instrument as unqualified Dublin Core (`oai_dc`), the format that every harvester reads. */

import type { PublicInstrument } from './public-instrument.ts'
import { element, leaf, type Xml } from './xml.ts'

export const DUBLIN_CORE = {
  prefix: 'oai_dc',
  namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
} as const

const SHARING = {
  external: ['对外共享', 'Shared with others'],
  internal: ['内部共享', 'Shared within the institution'],
  none: ['不共享', 'Not shared'],
} as const

/** The maker is the creator and the owner the publisher, as DataCite maps instruments. */
export function dublinCore(it: PublicInstrument, landingPage: string): Xml {
  const [sharingZh, sharingEn] = SHARING[it.shareMode]
  return element(
    'oai_dc:dc',
    [
      chinese('title', it.nameZh),
      english('title', it.nameEn),
      leaf('dc:creator', it.manufacturer),
      leaf('dc:subject', it.categoryCode),
      ...it.categories.flatMap(({ nameZh, nameEn }) => [
        chinese('subject', nameZh),
        english('subject', nameEn),
      ]),
      ...it.keywordsZh.map((keyword) => chinese('subject', keyword)),
      chinese('description', it.functionsZh),
      chinese('description', it.techSpecsZh),
      ...it.specs.map(({ name, value, unit }) =>
        chinese('description', `${name}: ${value}${unit ? ` ${unit}` : ''}`),
      ),
      chinese('description', it.serviceContentZh),
      leaf('dc:description', `型号 Model: ${it.model}`),
      it.isDemo ? leaf('dc:description', '演示数据 Demo data') : null,
      chinese('publisher', it.institution.nameZh),
      english('publisher', it.institution.nameEn),
      leaf('dc:date', it.commissionedOn),
      leaf('dc:type', 'PhysicalObject'),
      leaf('dc:type', 'Instrument'),
      leaf('dc:identifier', landingPage),
      leaf('dc:language', 'zh'),
      chinese('coverage', it.district.nameZh),
      english('coverage', it.district.nameEn),
      chinese('rights', sharingZh),
      english('rights', sharingEn),
      chinese('rights', it.accessRulesZh),
    ],
    {
      'xmlns:oai_dc': DUBLIN_CORE.namespace,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xsi:schemaLocation': `${DUBLIN_CORE.namespace} ${DUBLIN_CORE.schema}`,
    },
  )
}

function chinese(name: string, text: string | null): Xml | null {
  return leaf(`dc:${name}`, text, { 'xml:lang': 'zh' })
}

function english(name: string, text: string | null): Xml | null {
  return leaf(`dc:${name}`, text, { 'xml:lang': 'en' })
}
