import { Languages } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Mark } from '../design/Mark'
import { door, type Door } from './centre'
import { Ended } from './Ended'
import { Start } from './Start'
import { useCall } from './state'
import { Talk } from './Talk'
import css from './Visitor.module.css'
import { speak, useWords } from './words'

function LanguageSwitch() {
  const { language } = useWords()
  const [other, name] = language === 'zh' ? (['en', 'English'] as const) : (['zh', '中文'] as const)
  return (
    <button type="button" className={css.language} lang={other} data-testid="language" onClick={() => speak(other)}>
      <Languages size={18} aria-hidden /> {name}
    </button>
  )
}

/** Whom the centre is called, in the page's title too. */
function useCentre(known: Door | null): string {
  const { language, t } = useWords()
  const name = [known?.centre_name, known?.names[language]].find(Boolean) ?? t('title')
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = name === t('title') ? name : `${t('title')} · ${name}`
  })
  return name
}

function useDoor(): { known: Door | null; unreachable: boolean } {
  const [known, setKnown] = useState<Door | null>(null)
  const [unreachable, setUnreachable] = useState(false)
  useEffect(() => {
    door().then(setKnown, () => setUnreachable(true))
  }, [])
  return { known, unreachable }
}

function Body({ known, unreachable }: { known: Door | null; unreachable: boolean }) {
  const { t } = useWords()
  const phase = useCall((call) => call.phase)
  if (phase === 'connecting' || phase === 'connected') return <Talk />
  if (phase === 'ended') return <Ended />
  if (unreachable || known?.open === false) {
    return (
      <p className={css.problem} role="alert" data-testid="closed">
        {t(unreachable ? 'unreachable' : 'closed')}
      </p>
    )
  }
  return <Start ready={known !== null} />
}

/** The page on which everybody may call the centre. */
export function CallPage() {
  const { t } = useWords()
  const { known, unreachable } = useDoor()
  const name = useCentre(known)
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <a className={css.staff} href="/" aria-label={t('staff')} title={t('staff')}>
          <Mark size={32} />
        </a>
        <LanguageSwitch />
      </header>
      <main className={css.main}>
        <div className={css.head}>
          <h1>{name}</h1>
          {known?.number && <p className={css.number}>{known.number}</p>}
        </div>
        <Body known={known} unreachable={unreachable} />
      </main>
    </div>
  )
}
