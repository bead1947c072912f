import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Ban, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { usePermission } from '../api/session'
import { listedQuery } from '../api/screening'

/** Puts a caller on a list, or leads to where they are listed. */
export function ScreenCaller({ number }: { number: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = usePermission('screening.edit') && number !== ''
  const { data: [listed] = [] } = useQuery({ ...listedQuery(number), enabled: may })
  if (!may) return null
  if (listed) {
    const Icon = listed.kind === 'black' ? Ban : ShieldCheck
    return (
      <Button size="small" icon={<Icon size={14} />} onClick={() => void navigate(`/screening/${listed.id}`)}>
        {t(`screening.on_${listed.kind}`)}
      </Button>
    )
  }
  const add = () => void navigate('/screening/new', { state: { number } })
  return (
    <Button size="small" icon={<Ban size={14} />} data-testid="screen-caller" onClick={add}>
      {t('screening.screenCaller')}
    </Button>
  )
}
