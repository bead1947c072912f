import { Phone, Star } from 'lucide-react'
import { useState } from 'react'
import { duration } from '../words/duration'
import { startAnew } from './call'
import { rate } from './centre'
import { useCall } from './state'
import css from './Visitor.module.css'
import { useWords } from './words'

const STARS = [1, 2, 3, 4, 5]

function Rating({ visit }: { visit: string }) {
  const { t } = useWords()
  const [given, setGiven] = useState(0)
  const [kept, setKept] = useState(false)
  const give = (stars: number) => {
    setGiven(stars)
    rate(visit, stars).then(
      () => setKept(true),
      () => setGiven(0),
    )
  }
  return (
    <div className={css.rating} role="group" aria-label={t('rate')} data-testid="rating">
      <p className={css.lead} role="status">
        {t(kept ? 'thanks' : 'rate')}
      </p>
      <div className={css.stars}>
        {STARS.map((stars) => (
          <button
            key={stars}
            type="button"
            aria-label={t('stars', { stars })}
            aria-pressed={given === stars}
            data-testid={`star-${stars}`}
            onClick={() => give(stars)}
          >
            <Star size={32} aria-hidden fill={stars <= given ? 'currentColor' : 'none'} />
          </button>
        ))}
      </div>
    </div>
  )
}

/** After the call: how it was, and another one. */
export function Ended() {
  const { t } = useWords()
  const { visit, standing, connectedAt, endedAt } = useCall()
  return (
    <div className={css.card}>
      <div className={css.state} role="status" data-testid="visitor-state" data-state="ended">
        <p className={css.word}>{t('ended')}</p>
        {connectedAt !== null && endedAt !== null && (
          <p className={css.lead}>{t('lasted', { time: duration(endedAt - connectedAt) })}</p>
        )}
      </div>
      {standing?.can_be_rated && <Rating visit={visit} />}
      <button type="button" className={`${css.key} ${css.go}`} data-testid="again" onClick={startAnew}>
        <Phone size={24} aria-hidden /> {t('again')}
      </button>
    </div>
  )
}
