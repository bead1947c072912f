import { useTranslation } from 'react-i18next'
import type { Fact } from '../api/types'
import { useFormats } from '../words/format'

const amounts = new Set(['balance', 'owed'])

/** A fact as people say it: its name and value in words, amounts as money. */
export function useFact(): (fact: Fact) => Fact {
  const { t } = useTranslation()
  const { money } = useFormats()
  return ({ name, value }) => {
    const plain = name.split('.').at(-1) ?? name
    const said = t(`fact.${plain}` as 'fact.name', { defaultValue: name })
    if (amounts.has(plain) && /^-?\d+$/.test(value)) return { name: said, value: money(Number(value), 'CNY') }
    return { name: said, value: t(`fact.${plain}_${value}` as 'fact.name', { defaultValue: value }) }
  }
}
