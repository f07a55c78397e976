/**
 * An instrument by the RDA's "Metadata Schema for the Persistent Identification of Instruments" 1.0
 * (https://doi.org/10.15497/RDA00070).
 *
 * The published XML has no namespace, which OAI-PMH does not allow inside `metadata`: here it has the schema's DOI
 * as its namespace, and its elements and their order are those of the publication.
 */

import type { PublicInstrument } from './public-instrument.ts'
import { element, leaf, type Xml } from './xml.ts'

export const PIDINST = {
  prefix: 'pidinst',
  namespace: 'https://doi.org/10.15497/RDA00070',
  /** Where this platform serves the schema, below its address. */
  schemaPath: '/oai/pidinst-1.0.xsd',
} as const

export function pidinst(it: PublicInstrument, landingPage: string, schema: string): Xml {
  return element(
    'instrument',
    [
      element('identifier', landingPage, { identifierType: 'URL' }),
      element('schemaVersion', '1.0'),
      element('landingPage', landingPage),
      element('name', it.nameZh),
      element('owners', [
        element('owner', [
          element('ownerName', it.institution.nameZh),
          element('ownerIdentifier', it.institution.uscc, { ownerIdentifierType: 'USCC' }),
        ]),
      ]),
      element('manufacturers', [element('manufacturer', [element('manufacturerName', it.manufacturer)])]),
      it.model === '' ? null : element('model', [element('modelName', it.model)]),
      leaf('description', descriptionOf(it)),
      element(
        'instrumentTypes',
        it.categories.map(({ code, nameZh }) =>
          element('instrumentType', [
            element('instrumentTypeName', nameZh),
            element('instrumentTypeIdentifier', code, { instrumentTypeIdentifierType: 'NRII' }),
          ]),
        ),
      ),
      it.commissionedOn === null
        ? null
        : element('dates', [element('date', it.commissionedOn, { dateType: 'Commissioned' })]),
    ],
    {
      xmlns: PIDINST.namespace,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${PIDINST.namespace} ${schema}`,
    },
  )
}

function descriptionOf({ functionsZh, techSpecsZh, specs, isDemo }: PublicInstrument): string {
  const figures = specs
    .map(({ name, value, unit }) => `${name}: ${value}${unit ? ` ${unit}` : ''}`)
    .join('; ')
  const parts = [isDemo ? '演示数据 Demo data' : null, functionsZh, techSpecsZh, figures]
  return parts.filter((it) => it !== null && it !== '').join('\n')
}
