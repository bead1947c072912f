import { Languages } from 'lucide-react'
import { speak } from '../../words'
import { useFormats } from '../../words/format'
import css from './SignIn.module.css'

/** The other language, by its own name. */
export function LanguageSwitch() {
  const { language } = useFormats()
  const [other, name] = language === 'zh' ? (['en', 'English'] as const) : (['zh', '中文'] as const)
  return (
    <button type="button" className={css.language} lang={other} data-testid="language" onClick={() => void speak(other)}>
      <Languages size={16} aria-hidden /> {name}
    </button>
  )
}
