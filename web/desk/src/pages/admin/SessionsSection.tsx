import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { endSession, sessionsQuery } from '../../api/admin'
import { notify } from '../../design/notices'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import css from './Admin.module.css'
import { Refusal } from './Problem'
import { Sessions } from './Sessions'

/** Who is in, and out with them. */
export function SessionsSection() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => {
      notify(t('admin.sessionEnded'), 'good')
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  return (
    <div className={css.section}>
      <PageHead title={t('admin.kind_sessions')} />
      <p className={css.about}>{t('admin.about_sessions')}</p>
      <div className={css.body}>
        <Refusal error={end.error} />
        <ListState query={list} empty={!list.data?.length} filtered={false} icon={MonitorSmartphone} words={{ none: t('admin.none'), noneFound: '', noneFoundHelp: '' }}>
          <div className={css.card}>
            <Sessions sessions={list.data ?? []} onEnd={end.mutate} />
          </div>
        </ListState>
      </div>
    </div>
  )
}
