import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useScheme } from '../design/scheme'
import css from './BarPlot.module.css'

export interface Bar {
  id: string
  name: string
  colour: string
  values: readonly number[]
}

/** Bars on each other, one stack a category. */
export interface Bars {
  /** What the categories are, such as hours. */
  axis: string
  categories: readonly string[]
  bars: readonly Bar[]
  say: (value: number) => string
  /** Values stand in the bars. */
  labelled?: boolean
}

function Drawing({ bars }: { bars: Bars }) {
  const place = useRef<HTMLDivElement>(null)
  const scheme = useScheme()
  useEffect(() => {
    let end: (() => void) | undefined
    let gone = false
    void import('./plot').then(({ drawBars }) => {
      if (!gone && place.current) end = drawBars(place.current, bars, scheme)
    })
    return () => {
      gone = true
      end?.()
    }
  }, [bars, scheme])
  return <div ref={place} className={css.drawing} aria-hidden />
}

function Behind({ title, bars: { axis, categories, bars, say } }: { title: string; bars: Bars }) {
  return (
    <table className={css.table}>
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{axis}</th>
          {bars.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {categories.map((category, at) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {bars.map(({ id, values }) => (
              <td key={id}>{say(values[at] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A bar chart with its colours explained, and the same as a table behind it. */
export function BarPlot({ title, bars }: { title: string; bars: Bars }) {
  const { t } = useTranslation()
  return (
    <figure className={css.figure}>
      <figcaption>
        <h2>{title}</h2>
        <ul className={css.legend} aria-hidden>
          {bars.bars.map(({ id, name, colour }) => (
            <li key={id}>
              <i style={{ background: colour }} />
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
      <Drawing bars={bars} />
      <details>
        <summary>{t('part.asTable')}</summary>
        <Behind title={title} bars={bars} />
      </details>
    </figure>
  )
}
