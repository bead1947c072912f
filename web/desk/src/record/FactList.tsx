import { useTranslation } from 'react-i18next'
import type { Fact } from '../api/types'
import css from './FactList.module.css'

/** What the caller entered, or what was looked up on the way. */
export function FactList({ facts }: { facts: Fact[] }) {
  const { t } = useTranslation()
  if (facts.length === 0) return null
  return (
    <dl className={css.facts} aria-label={t('call.facts')}>
      {facts.map(({ name, value }, index) => (
        <div key={`${name} ${index}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
