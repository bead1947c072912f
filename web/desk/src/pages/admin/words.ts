import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** Words by keys that are put together; a key without a word is said as it is. */
export function useWords() {
  const { t } = useTranslation()
  return useMemo(() => {
    const word = (key: string) => t(`admin.${key}` as 'admin.title', { defaultValue: key.replace(/^[a-z]+_/, '') })
    return { word, fieldName: (path: string) => word(`field_${path.split('.').at(-1) ?? path}`) }
  }, [t])
}

/** Who did something: a person, the centre itself, or what set it up. */
export function useActor(): (name: string) => string {
  const { t } = useTranslation()
  return (name) => (name === 'installer' || !name ? t(name ? 'admin.installer' : 'admin.centreItself') : name)
}
