/**
 * The nine districts as a schematic: where they lie to each other, how many instruments each has, one to choose.
 *
 * Our own drawing on a grid; it shows no real border, and says so.
 */

import { useTranslation } from 'react-i18next'
import { useLabel } from '../design/names.ts'
import type { FacetCount } from './facet-count.ts'

type Shape = { readonly points: string; readonly at: readonly [number, number] }

/** The corners of each district and where its name stands; what lies inside another is drawn after it. */
const SHAPES = [
  ['150625', { points: '16,34 96,12 172,30 172,82 136,104 16,104', at: [88, 62] }],
  ['150621', { points: '172,30 252,18 286,34 286,76 172,82', at: [228, 50] }],
  ['150622', { points: '286,34 340,62 350,150 286,158 274,114 286,76', at: [316, 106] }],
  ['150602', { points: '172,82 286,76 274,114 192,114', at: [232, 96] }],
  ['150627', { points: '172,82 192,114 274,114 286,158 248,202 166,186 166,92', at: [214, 172] }],
  ['150603', { points: '200,114 268,114 268,150 200,150', at: [234, 129] }],
  ['150624', { points: '16,104 136,104 166,92 166,160 112,172 112,188 16,180', at: [88, 142] }],
  ['150626', { points: '112,172 166,160 166,186 248,202 218,254 112,254', at: [164, 220] }],
  ['150623', { points: '16,180 112,188 112,254 28,254', at: [66, 216] }],
] as const satisfies readonly (readonly [adcode: string, shape: Shape])[]

/** Four pale steps by the share of the largest count. */
function shade(count: number, most: number): string {
  return count === 0 ? 'map-none' : `map-${Math.min(4, Math.ceil((count / Math.max(1, most)) * 4))}`
}

type DistrictMapProps = {
  readonly districts: readonly FacetCount[]
  readonly picked: string | undefined
  readonly onPick: (adcode: string | undefined) => void
}

export function DistrictMap({ districts, picked, onPick }: DistrictMapProps) {
  const { t } = useTranslation('catalog')
  const label = useLabel()
  const most = Math.max(...districts.map((it) => it.count))
  return (
    <figure className="district-map">
      <svg viewBox="10 6 346 254" role="group" aria-label={t('map.label')}>
        {SHAPES.map(([adcode, shape]) => {
          const district = districts.find((it) => it.key === adcode)
          if (!district) {
            return (
              <g key={adcode} className="map-none">
                <polygon points={shape.points} />
                <text x={shape.at[0]} y={shape.at[1] + 5} textAnchor="middle">
                  {t(`map.names.${adcode}`)}
                </text>
              </g>
            )
          }
          const chosen = district.key === picked
          const pick = () => onPick(chosen ? undefined : district.key)
          return (
            <g
              key={district.key}
              role="button"
              tabIndex={0}
              aria-pressed={chosen}
              aria-label={t('map.district', { name: label(district), count: district.count })}
              className={`map-district ${chosen ? 'map-picked' : shade(district.count, most)}`}
              onClick={pick}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return
                event.preventDefault()
                pick()
              }}
            >
              <polygon points={shape.points} />
              <text x={shape.at[0]} y={shape.at[1]} textAnchor="middle">
                <tspan>{label(district)}</tspan>
                <tspan className="map-count" x={shape.at[0]} dy="15">
                  {district.count}
                </tspan>
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="small secondary">{t('map.caption')}</figcaption>
    </figure>
  )
}
