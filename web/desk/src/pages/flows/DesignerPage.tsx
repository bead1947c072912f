import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ReactFlowProvider } from '@xyflow/react'
import { Button, Popconfirm } from 'antd'
import { ArrowLeft, PencilRuler, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import { explain } from '../../api/explain'
import { contentQuery, flows, flowsQuery, kindsQuery, namesQuery, versionsQuery, type FlowRow } from '../../api/flows'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Failure, Loading } from '../../design/Placeholders'
import { learn } from '../../words'
import { useFormats } from '../../words/format'
import { Compare } from './Compare'
import { Designer } from './Designer'
import css from './Designer.module.css'

await learn('flows')

/** On a telephone's screen flows are looked at. */
const narrow = () => window.matchMedia('(max-width: 700px)').matches

function Head({ row, version, editable, onEdit, onDiscard }: {
  row: FlowRow | undefined
  version: string
  editable: boolean
  onEdit: (() => void) | undefined
  onDiscard: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const { name } = useFormats()
  const state = version === 'draft' ? t('flows.draft') : `v${version}`
  return (
    <header className={css.pageHead}>
      <Link to="/flows" aria-label={t('flows.all')} title={t('flows.all')}>
        <ArrowLeft size={18} />
      </Link>
      <h1>{name(row?.title) || row?.id}</h1>
      <span className={css.state} data-draft={version === 'draft' || undefined}>{state}</span>
      {!editable && <span className={css.faint}>{t('flows.readOnly')}</span>}
      <span className={css.acts}>
        {onEdit && <Button size="small" icon={<PencilRuler size={14} />} onClick={onEdit} data-testid="flow-edit">{t(row?.draft ? 'flows.toDraft' : 'flows.edit')}</Button>}
        {onDiscard && (
          <Popconfirm title={t('flows.discardSure')} onConfirm={onDiscard} okText={t('flows.yes')} cancelText={t('flows.no')}>
            <Button size="small" type="text" danger icon={<Trash2 size={14} />}>{t('flows.discard')}</Button>
          </Popconfirm>
        )}
      </span>
    </header>
  )
}

function useActs(flow: string, row: FlowRow | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const changed = () => {
    void client.invalidateQueries({ queryKey: ['flows'] })
    void client.invalidateQueries({ queryKey: ['flow-versions', flow] })
  }
  const onError = (problem: unknown) => notify(explain(problem), 'bad')
  const edit = useMutation({
    mutationFn: () => (row?.draft ? Promise.resolve(null) : flows.beginDraft(flow, row?.serving?.version ?? 1)),
    onSuccess: (draft) => {
      if (draft) client.setQueryData(contentQuery(flow, 'draft').queryKey, draft)
      changed()
      void navigate(`/flows/${flow}/draft`)
    },
    onError,
  })
  const discard = useMutation({
    mutationFn: () => flows.discard(flow),
    onSuccess: () => {
      client.removeQueries({ queryKey: contentQuery(flow, 'draft').queryKey })
      changed()
      void navigate(row?.serving ? `/flows/${flow}/${row.serving.version}` : '/flows')
    },
    onError,
  })
  return { edit, discard, changed, navigate }
}

function Comparing({ flow, version, against }: { flow: string; version: string; against: string }) {
  const { t } = useTranslation()
  const kinds = useQuery(kindsQuery)
  const { data: versions = [] } = useQuery(versionsQuery(flow))
  const { data: rows = [] } = useQuery(flowsQuery)
  const navigate = useNavigate()
  const numbers = versions.map((one) => ({ value: String(one.version), label: `v${one.version}` }))
  const hasDraft = rows.some((row) => row.id === flow && row.draft)
  const all = hasDraft ? [{ value: 'draft', label: t('flows.draft') }, ...numbers] : numbers
  const rank = (one: string) => (one === 'draft' ? Infinity : Number(one))
  const [before, after] = rank(version) <= rank(against) ? [version, against] : [against, version]
  if (!kinds.data) return <Loading label={t('part.loading')} />
  return (
    <div className={css.designer}>
      <Compare
        flow={flow}
        before={before}
        after={after}
        versions={all}
        kinds={kinds.data}
        onChoose={(from, to) => void navigate(`/flows/${flow}/${from}?compare=${to}`, { replace: true })}
      />
    </div>
  )
}

function Board({ flow, version, row }: { flow: string; version: string; row: FlowRow | undefined }) {
  const { t } = useTranslation()
  const { state: begun } = useLocation() as { state: number | null }
  const mayEdit = usePermission('flows.edit')
  const content = useQuery(contentQuery(flow, version))
  const kinds = useQuery(kindsQuery)
  const names = useQuery(namesQuery)
  const { changed, navigate } = useActs(flow, row)
  const client = useQueryClient()
  const error = content.error ?? kinds.error ?? names.error
  if (error) {
    return (
      <Failure title={t('problem.load')} help={explain(error)}>
        <Link to="/flows">{t('flows.all')}</Link>
      </Failure>
    )
  }
  if (!content.data || !kinds.data || !names.data) return <Loading label={t('part.loading')} lines={10} />
  return (
    <Designer
      key={`${flow}/${version}/${begun ?? 0}`}
      content={content.data}
      kinds={kinds.data}
      names={names.data}
      editable={version === 'draft' && mayEdit && !narrow()}
      mayTest={mayEdit && !narrow()}
      hasDraft={row?.draft !== null && row !== undefined}
      onPublished={(number) => {
        notify(t('flows.published', { version: number }), 'good')
        client.removeQueries({ queryKey: contentQuery(flow, 'draft').queryKey })
        changed()
        void navigate(`/flows/${flow}/${number}`)
      }}
    />
  )
}

/** One flow: its draft, a version, or two versions side by side. */
export default function DesignerPage() {
  const { flow = '', version: given } = useParams()
  const [search] = useSearchParams()
  const { data: rows } = useQuery(flowsQuery)
  const row = rows?.find(({ id }) => id === flow)
  const version = given ?? (row?.draft || !row?.serving ? 'draft' : String(row.serving.version))
  const mayEdit = usePermission('flows.edit')
  const { edit, discard } = useActs(flow, row)
  const [small] = useState(narrow)
  const against = search.get('compare')
  const draft = version === 'draft' && against === null
  return (
    <ReactFlowProvider>
      <div className={css.page} data-testid="designer">
        <Head
          row={row}
          version={version}
          editable={draft && mayEdit && !small}
          onEdit={!draft && mayEdit && !small ? () => edit.mutate() : undefined}
          onDiscard={draft && mayEdit && !small ? () => discard.mutate() : undefined}
        />
        {against === null ? (
          rows && <Board flow={flow} version={version} row={row} />
        ) : (
          <Comparing flow={flow} version={version} against={against} />
        )}
      </div>
    </ReactFlowProvider>
  )
}
