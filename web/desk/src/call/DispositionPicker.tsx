import { ChevronRight, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Disposition } from '../api/types'
import { offered, pathTo } from '../record/useChoices'
import { useFormats } from '../words/format'
import css from './DispositionPicker.module.css'

const SEARCH_FROM = 12

interface Props {
  all: Disposition[]
  value: string
  onChange: (id: string) => void
}

/** The tree of dispositions as rows of choices, one row a level: one click each, nothing opens over the page. */
export function DispositionPicker({ all: known, value, onChange }: Props) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const [branch, setBranch] = useState<string | null>(null)
  const [wanted, setWanted] = useState('')
  const all = offered(known, value)
  const children = (parent: string | null) => all.filter((one) => (one.parent ?? null) === parent)
  const leaves = all.filter((one) => children(one.id).length === 0)
  const way = pathTo(all, branch ?? value).map((one) => one.id)
  const levels = [null, ...way].map(children).filter((level) => level.length > 0)
  const title = (one: Disposition) => pathTo(all, one.id).map((step) => name(step.name)).join(' › ')
  const found = leaves.filter((one) => title(one).toLowerCase().includes(wanted.trim().toLowerCase()))
  const rows = wanted.trim() ? [found] : levels

  function choose(one: Disposition): void {
    const leaf = children(one.id).length === 0
    setBranch(leaf ? null : one.id)
    if (!leaf) return
    onChange(one.id)
    setWanted('')
  }

  if (all.length === 0) return <p className={css.none}>{t('call.noDispositions')}</p>
  return (
    <div className={css.picker} data-testid="disposition-select" data-value={value}>
      {leaves.length >= SEARCH_FROM && (
        <label className={css.search}>
          <Search size={14} aria-hidden />
          <input
            type="search"
            aria-label={t('call.dispositionFind')}
            placeholder={t('call.dispositionFind')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </label>
      )}
      {rows.map((row, depth) => (
        <div key={depth} className={css.row} role="group" aria-label={t('call.disposition')}>
          {row.length === 0 && <p className={css.none}>{t('call.dispositionNone')}</p>}
          {row.map((one) => (
            <button
              key={one.id}
              type="button"
              data-testid={`disposition-${one.id}`}
              aria-pressed={way.includes(one.id) || one.id === value}
              onClick={() => choose(one)}
            >
              {wanted.trim() ? title(one) : name(one.name)}
              {!wanted.trim() && children(one.id).length > 0 && <ChevronRight size={13} aria-hidden />}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
