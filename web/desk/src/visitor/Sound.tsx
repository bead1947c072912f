import { useEffect, useRef, useState } from 'react'
import { useDevices } from '../phone/devices'
import { devicesOf } from '../phone/microphone'
import { chooseSpeaker } from '../phone/sound'
import { useLevels } from '../phone/useLevels'
import { speakInto } from './call'
import { useCall } from './state'
import css from './Visitor.module.css'
import { useWords, type Word } from './words'

type Kind = 'audioinput' | 'audiooutput'

function useFound(kind: Kind) {
  const phase = useCall((call) => call.phase)
  const [found, setFound] = useState<{ id: string; name: string }[]>([])
  useEffect(() => {
    // Names are told only once the microphone is allowed, hence again when the call stands.
    const look = () => void devicesOf(kind).then(setFound)
    const devices = navigator.mediaDevices as MediaDevices | undefined
    look()
    devices?.addEventListener('devicechange', look)
    return () => devices?.removeEventListener('devicechange', look)
  }, [kind, phase])
  return found
}

interface ChoiceProps {
  kind: Kind
  word: Word
  chosen: string
  onChoose: (device: string) => void
}

function Choice({ kind, word, chosen, onChoose }: ChoiceProps) {
  const { t } = useWords()
  const found = useFound(kind)
  if (found.length === 0) return null
  return (
    <label className={css.field}>
      <span>{t(word)}</span>
      <select value={chosen} data-testid={word} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{t('systemDefault')}</option>
        {found.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** How loud both sides are, and by which devices they are heard. */
export function Sound() {
  const { t } = useWords()
  const { microphone, speaker } = useDevices()
  const mine = useRef<HTMLSpanElement>(null)
  const theirs = useRef<HTMLSpanElement>(null)
  useLevels(mine, theirs)
  return (
    <div className={css.sound}>
      <div className={css.levels} role="img" aria-label={t('levels')}>
        <small>{t('me')}</small>
        <span className={css.track} data-testid="level-mine">
          <span ref={mine} />
        </span>
        <small>{t('them')}</small>
        <span className={css.track} data-testid="level-theirs">
          <span ref={theirs} />
        </span>
      </div>
      <details className={css.devices}>
        <summary>{t('devices')}</summary>
        <Choice kind="audioinput" word="microphone" chosen={microphone} onChoose={(id) => void speakInto(id)} />
        <Choice kind="audiooutput" word="speaker" chosen={speaker} onChoose={chooseSpeaker} />
      </details>
    </div>
  )
}
