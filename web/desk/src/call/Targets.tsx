import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../api/explain'
import { TargetRow } from './TargetRow'
import type { Option, Purpose, Way } from './targets'
import css from './Targets.module.css'
import { useTargets } from './useTargets'

interface Props {
  purpose: Purpose
  onReach: (option: Option, way: Way) => void
  onClose: () => void
}

/** One field for colleagues, queues and numbers; arrows choose, Enter does the usual, Shift+Enter the other. */
export default function Targets({ purpose, onReach, onClose }: Props) {
  const { t } = useTranslation()
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { options, problem } = useTargets(purpose, typed)
  const place = Math.min(at, Math.max(0, options.length - 1))
  const optionId = (index: number) => `${list}-${index}`
  // Opened by a key or a click of the agent's own, who means to type here, and goes on typing there afterwards.
  useEffect(() => {
    const before = document.activeElement
    field.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  useEffect(() => {
    document.getElementById(`${list}-${place}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, place])

  function press(event: KeyboardEvent): void {
    const acts: Record<string, () => void> = {
      ArrowDown: () => setAt(Math.min(place + 1, options.length - 1)),
      ArrowUp: () => setAt(Math.max(place - 1, 0)),
      Enter: () => {
        const option = options[place]
        const way = option?.ways[event.shiftKey ? 1 : 0] ?? option?.ways[0]
        if (option && way) onReach(option, way)
      },
      Escape: onClose,
    }
    const act = acts[event.key]
    if (!act || event.nativeEvent.isComposing) return
    event.preventDefault()
    act()
  }

  return (
    <div className={css.targets} data-testid="targets">
      <label className={css.search}>
        <Search size={15} aria-hidden />
        <input
          ref={field}
          type="search"
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={options.length > 0 ? optionId(place) : undefined}
          aria-label={t(`target.find_${purpose}`)}
          placeholder={t(`target.find_${purpose}`)}
          data-testid="target-search"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
      </label>
      <ul id={list} role="listbox" aria-label={t(`target.find_${purpose}`)}>
        {options.map((option, index) => (
          <TargetRow
            key={option.key}
            id={optionId(index)}
            option={option}
            chosen={index === place}
            onPoint={() => setAt(index)}
            onWay={(way) => onReach(option, way)}
          />
        ))}
      </ul>
      {options.length === 0 && <p className={css.none}>{problem ? explain(problem) : t('target.none')}</p>}
      <p className={css.hint}>{t(`target.hint_${purpose}`)}</p>
    </div>
  )
}
