import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types'

/** What sort of account it is, and how it stands, in words; what has no word stands as it is. */
export function useAccountWords(): (account: Account) => { label: string; status: string } {
  const { t } = useTranslation()
  const say = (word: string) => word && t(`account.${word}` as 'account.active', { defaultValue: word })
  return ({ label, status }) => ({ label: say(label), status: say(status) })
}
