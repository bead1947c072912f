import { useTranslation } from 'react-i18next'
import type { Reference } from '../../api/adminTypes'
import { explain } from '../../api/explain'
import { Problem } from '../../api/problem'
import { useFormats } from '../../words/format'
import css from './Form.module.css'
import { useWords } from './words'

/** Codes that the desk says better than the centre. */
const spoken = new Set([
  'in-use', 'missing-reference', 'weak-password', 'beyond-your-rights', 'last-administrator', 'wrong-code', 'set-up-already',
])

/** Why something was refused, and what stands in its way. */
export function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { name } = useFormats()
  if (!error) return null
  const problem = error instanceof Problem ? error : null
  const references = (problem?.details.references ?? []) as Reference[]
  const missing = problem?.details.missing as { kind: string; id: string } | undefined
  return (
    <div className={css.problem} role="alert" data-testid="refusal">
      {problem && spoken.has(problem.code) ? word(`refused_${problem.code}`) : explain(error)}
      {missing && ` ${word(`one_${missing.kind}`)} ${missing.id}`}
      {references.length > 0 && (
        <ul>
          {references.map((one) => (
            <li key={`${one.kind} ${one.id}`}>{t('admin.reference', { kind: word(`one_${one.kind}`), name: name(one.name) || one.id })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
