import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm } from 'antd'
import { Download, Eye, GitCompare, PencilRuler, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { explain } from '../../api/explain'
import { flows, versionsQuery, type FlowVersion } from '../../api/flows'
import { address } from '../../api/request'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { useFormats } from '../../words/format'
import css from './Designer.module.css'
import { useFlowWords } from './useWords'

/** Makes the draft what new calls use. */
export function Publish({ errors, onPublish }: { errors: number; onPublish: (note: string) => Promise<{ version: number }> }) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const publish = useMutation({ mutationFn: () => onPublish(note) })
  const may = usePermission('flows.publish')
  if (!may) return null
  return (
    <form className={css.publish} onSubmit={(event) => { event.preventDefault(); publish.mutate() }}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} placeholder={t('flows.note')} aria-label={t('flows.note')} value={note} onChange={(event) => setNote(event.target.value)} data-testid="publish-note" />
      <Button type="primary" htmlType="submit" icon={<Send size={15} />} disabled={errors > 0} loading={publish.isPending} data-testid="publish">
        {publish.isPending ? t('flows.publishing') : t('flows.publish')}
      </Button>
      {errors > 0 && <p className={css.hint}>{t('flows.errorsFirst', { count: errors })}</p>}
      {publish.isError && <p className={css.bad} role="alert">{explain(publish.error)}</p>}
    </form>
  )
}

function VersionLine({ flow, one, hasDraft }: { flow: string; one: FlowVersion; hasDraft: boolean }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const words = useFlowWords()
  const [now] = useState(() => Date.now())
  const client = useQueryClient()
  const navigate = useNavigate()
  const mayEdit = usePermission('flows.edit')
  const begin = useMutation({
    mutationFn: () => flows.beginDraft(flow, one.version),
    onSuccess: (draft) => {
      client.setQueryData(['flow', flow, 'draft'], draft)
      void client.invalidateQueries({ queryKey: ['flows'] })
      void navigate(`/flows/${flow}/draft`, { replace: true, state: draft.revision })
    },
    onError: (problem) => notify(explain(problem), 'bad'),
  })
  const draftButton = (
    <Button size="small" type="text" aria-label={t('flows.asDraft')} title={t('flows.asDraft')} icon={<PencilRuler size={15} />} loading={begin.isPending} {...(!hasDraft && { onClick: () => begin.mutate() })} />
  )
  return (
    <li data-serving={one.serving || undefined}>
      <div className={css.versionHead}>
        <b>v{one.version}</b>
        {one.serving && <span className={css.serving}>{t('flows.serving')}</span>}
        <span className={css.faint}>{moment(one.published_at ?? one.created, now)} · {words.author(one.author)}</span>
      </div>
      {one.note && <p>{one.note}</p>}
      <div className={css.acts}>
        <Link to={`/flows/${flow}/${one.version}`} title={t('flows.view')} aria-label={t('flows.view')}><Eye size={15} /></Link>
        <Link to={`/flows/${flow}/${one.version}?compare=${hasDraft ? 'draft' : one.version > 1 ? one.version - 1 : one.version}`} title={t('flows.compareWith')} aria-label={t('flows.compareWith')}><GitCompare size={15} /></Link>
        <a href={address(`/flows/${flow}/export`, { version: one.version })} download title={t('flows.export')} aria-label={t('flows.export')}><Download size={15} /></a>
        {mayEdit && (hasDraft ? <Popconfirm title={t('flows.replaceDraft')} onConfirm={() => begin.mutate()} okText={t('flows.yes')} cancelText={t('flows.no')}>{draftButton}</Popconfirm> : draftButton)}
      </div>
    </li>
  )
}

/** All versions of a flow, the newest first: who, when, why. */
export function Versions({ flow, hasDraft }: { flow: string; hasDraft: boolean }) {
  const { data = [] } = useQuery(versionsQuery(flow))
  return (
    <ol className={css.versions} data-testid="flow-versions">
      {data.map((one) => (
        <VersionLine key={one.version} flow={flow} one={one} hasDraft={hasDraft} />
      ))}
    </ol>
  )
}
