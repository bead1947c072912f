import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { optionChangesQuery, undo } from '../../api/admin'
import type { OptionChange } from '../../api/adminTypes'
import { notify } from '../../design/notices'
import { useFormats } from '../../words/format'
import { said } from './differences'
import history from './History.module.css'
import { Refusal } from './Problem'
import { useSaying } from './saying'
import { useActor, useWords } from './words'

/** What was changed of the options, by whom; each can be taken back. */
export function OptionHistory({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { full } = useFormats()
  const saying = useSaying()
  const actor = useActor()
  const client = useQueryClient()
  const { data = [] } = useQuery(optionChangesQuery)
  const back = useMutation({
    mutationFn: (change: OptionChange) => undo(`/settings/option/${change.key}`, change.position),
    onSuccess: () => {
      notify(t('admin.undone'), 'good')
      void client.invalidateQueries()
    },
  })
  const value = (state: OptionChange['before'], key: string) => (state ? said(state.value, key, saying) : t('admin.preset'))
  return (
    <div className={history.history} style={{ padding: 0 }}>
      <Refusal error={back.error} />
      {data.length === 0 && <p className={history.none}>{t('admin.noHistory')}</p>}
      <ol>
        {data.slice(0, 30).map((change) => (
          <li key={change.position} data-testid="change">
            <p className={history.line}>
              <b>{actor(change.actor_name)}</b>
              {word(`option_${change.key}`)}
              <time>{full(change.at)}</time>
              {mayEdit && (
                <Button size="small" type="text" icon={<Undo2 size={14} />} onClick={() => back.mutate(change)}>
                  {t('admin.undo')}
                </Button>
              )}
            </p>
            <p className={history.difference}>
              <del>{value(change.before, change.key)}</del> <ins>{value(change.after, change.key)}</ins>
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}
