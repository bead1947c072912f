import { useTranslation } from 'react-i18next'
import type { Rating } from '../../api/types'
import css from './InteractionSheet.module.css'

/** What the customer answered by keys. */
export function Ratings({ ratings }: { ratings: Rating[] }) {
  const { t } = useTranslation()
  return (
    <dl className={css.summary} data-testid="ratings">
      {ratings.map(({ question, value, agent }) => (
        <div key={question}>
          <dt>{t(`rating.question_${question}` as 'rating.question_service', { defaultValue: question })}</dt>
          <dd>{[value, agent?.name].filter((part) => part !== undefined).join(' · ')}</dd>
        </div>
      ))}
    </dl>
  )
}
