import { useTranslation } from 'react-i18next'
import type { Saying } from './differences'
import { useReferences } from './references'
import { useWords } from './words'

/** How values of a history are said. */
export function useSaying(): Saying {
  const { t } = useTranslation()
  const { fieldName } = useWords()
  const reference = useReferences()
  return {
    yes: t('admin.yes'),
    no: t('admin.no'),
    seconds: (count) => t('admin.secondsShort', { count }),
    field: fieldName,
    choice: (value, path) => reference(value, path) ?? t(`admin.choice_${value}` as 'admin.choice_zh', { defaultValue: value }),
  }
}
