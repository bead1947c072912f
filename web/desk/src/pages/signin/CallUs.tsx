import { useQuery } from '@tanstack/react-query'
import { Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/request'
import css from './SignIn.module.css'

const door = { queryKey: ['call-us'], queryFn: () => get<{ open: boolean }>('/call-us'), retry: false }

/** For those who want to be served, not to serve: the page on which everybody may call. */
export function CallUs() {
  const { t } = useTranslation()
  const { data } = useQuery(door)
  if (!data?.open) return null
  return (
    <a className={css.callUs} href="/call" data-testid="call-us">
      <Phone size={16} aria-hidden /> {t('signIn.callUs')}
    </a>
  )
}
