/** The heat map as a picture; the only file that brings the chart library. */

import { HeatmapChart, type HeatmapSeriesOption } from 'echarts/charts'
import {
  GridComponent,
  type GridComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
  VisualMapComponent,
  type VisualMapComponentOption,
} from 'echarts/components'
import { type ComposeOption, type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { weekdayText } from '../design/format.ts'
import { FONT } from '../design/theme.ts'
import { usePhone } from '../design/use-media.ts'
import { dayOn, type HeatCell, heatClasses, HOURS, sharesOfWeek, WEEKDAYS } from './heat.ts'

use([HeatmapChart, GridComponent, TooltipComponent, VisualMapComponent, CanvasRenderer])

type Option = ComposeOption<
  HeatmapSeriesOption | GridComponentOption | TooltipComponentOption | VisualMapComponentOption
>

/** From pale to the blue of the pages; text on the last two is white. */
const COLORS = ['#eef3fc', '#c9dbf8', '#93b8f0', '#3f7fde', '#0842a0'] as const
const INK = '#1b1f24'
const INK_3 = '#57606a'

type Words = {
  readonly weekdays: readonly string[]
  readonly hour: (hour: number) => string
  readonly phone: boolean
}

/** The colours of the classes, with their bounds in words. */
function scaleOf(classes: readonly number[], phone: boolean): VisualMapComponentOption {
  return {
    type: 'piecewise',
    orient: 'horizontal',
    left: 'center',
    bottom: 0,
    itemWidth: phone ? 12 : 18,
    itemHeight: 12,
    itemGap: phone ? 4 : 12,
    textStyle: { color: INK_3, fontSize: phone ? 10 : 12 },
    pieces: classes.map((lte, i) => ({
      ...(i === 0 ? {} : { gt: classes[i - 1] ?? 0 }),
      lte,
      label: `${i === 0 ? 0 : classes[i - 1]}–${lte} %`,
      color: COLORS[i] ?? INK,
    })),
  }
}

function optionOf(cells: readonly HeatCell[], { weekdays, hour, phone }: Words): Option {
  const classes = heatClasses(cells)
  const most = classes.at(-1) ?? 0
  const data = sharesOfWeek(cells).flatMap((hours, day) =>
    hours.map((share, at) => {
      const percent = Math.round(share * 1000) / 10
      return { value: [at, day, percent], label: { color: percent > (classes[2] ?? 0) ? '#fff' : INK } }
    }),
  )
  const axis = { axisLine: { show: false }, axisTick: { show: false }, splitArea: { show: false } }
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: phone ? 36 : 48, right: 4, top: 4, bottom: phone ? 66 : 56 },
    xAxis: {
      ...axis,
      type: 'category',
      data: HOURS.map(hour),
      axisLabel: { color: INK_3, fontSize: 12, interval: phone ? 5 : 0 },
    },
    yAxis: {
      ...axis,
      type: 'category',
      data: [...weekdays],
      inverse: true,
      axisLabel: { color: INK_3, fontSize: 12 },
    },
    visualMap: scaleOf(classes, phone),
    tooltip: {
      renderMode: 'richText',
      formatter: (point) => {
        const value = Array.isArray(point) ? undefined : point.value
        if (!Array.isArray(value)) return ''
        const [at, day, percent] = value.map(Number)
        return `${weekdays[day ?? 0] ?? ''} ${at}:00–${(at ?? 0) + 1}:00  ${percent} %`
      },
    },
    series: [
      {
        type: 'heatmap',
        data,
        // Drawn at once: what is drawn bit by bit goes on after the chart is gone.
        progressive: 0,
        label: {
          show: !phone,
          fontSize: 11,
          formatter: (point) => {
            const percent = Array.isArray(point.value) ? Number(point.value[2]) : 0
            return percent === 0 ? '' : percent.toFixed(most > 10 ? 0 : 1)
          },
        },
        itemStyle: { borderColor: '#fff', borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: INK, borderWidth: 1 } },
      },
    ],
  }
}

type HeatChartProps = { readonly cells: readonly HeatCell[]; readonly label: string }

export function HeatChart({ cells, label }: HeatChartProps) {
  const { t } = useTranslation('statistics')
  const phone = usePhone()
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  useEffect(() => {
    if (!box.current) return undefined
    const made = init(box.current)
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    const words = {
      weekdays: WEEKDAYS.map((it) => weekdayText(dayOn(it))),
      hour: (hour: number) => t('heat.hour', { hour }),
      phone,
    }
    chart.current?.setOption(optionOf(cells, words), { notMerge: true })
  }, [cells, phone, t])
  return <div ref={box} className="statistics-chart" role="img" aria-label={label} />
}
