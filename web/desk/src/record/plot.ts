import { BarChart, type BarSeriesOption } from 'echarts/charts'
import { GridComponent, TooltipComponent, type GridComponentOption, type TooltipComponentOption } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { fonts, palettes, size, type Scheme } from '../design/tokens'
import type { Bars } from './BarPlot'

echarts.use([BarChart, GridComponent, TooltipComponent, SVGRenderer])

type Option = echarts.ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>

function option({ categories, bars, say, labelled = false }: Bars, scheme: Scheme): Option {
  const colour = palettes[scheme]
  const text = { color: colour.inkFaint, fontFamily: fonts.sans, fontSize: size.type.small }
  return {
    animation: false,
    textStyle: text,
    grid: { left: 4, right: 4, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: [...categories],
      axisLabel: text,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour.lineStrong } },
    },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, axisLabel: text, splitLine: { lineStyle: { color: colour.line } } },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      confine: true,
      backgroundColor: colour.raised,
      borderColor: colour.line,
      textStyle: { ...text, color: colour.ink },
      valueFormatter: (value) => say(Number(value)),
    },
    series: bars.map(({ name, colour: fill, values }) => ({
      type: 'bar',
      stack: 'all',
      name,
      data: [...values],
      barMaxWidth: 36,
      itemStyle: { color: fill },
      label: { show: labelled, color: '#fff', fontFamily: fonts.sans, formatter: ({ value }) => (typeof value === 'number' && value > 0 ? String(value) : '') },
    })),
  }
}

/** Draws bars into a place, as wide as it is; returns what ends that. */
export function drawBars(place: HTMLElement, bars: Bars, scheme: Scheme): () => void {
  const chart = echarts.init(place, null, { renderer: 'svg' })
  chart.setOption(option(bars, scheme))
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(place)
  return () => {
    watch.disconnect()
    chart.dispose()
  }
}
