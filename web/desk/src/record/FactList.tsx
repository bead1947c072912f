import { useTranslation } from 'react-i18next'
import type { Fact } from '../api/types'
import { useFact } from './facts'
import css from './FactList.module.css'

/** What the caller entered, or what was looked up on the way. */
export function FactList({ facts }: { facts: Fact[] }) {
  const { t } = useTranslation()
  const said = useFact()
  if (facts.length === 0) return null
  return (
    <dl className={css.facts} aria-label={t('call.facts')}>
      {facts.map(said).map(({ name, value }, index) => (
        <div key={`${name} ${index}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
