import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Copy, Download, FileUp, Plus, Workflow } from 'lucide-react'
import { useRef, useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { flowsQuery, type FlowRow } from '../../api/flows'
import { address } from '../../api/request'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Sheet } from '../../design/Sheet'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { VirtualRows } from '../../record/VirtualRows'
import { learn } from '../../words'
import { useFormats } from '../../words/format'
import css from './FlowsPage.module.css'
import { NewFlow, type Beginning } from './NewFlow'
import { useFlowWords } from './useWords'

await learn('flows')

const ROW = 48
const aside = (event: MouseEvent) => event.stopPropagation()

function Draft({ row }: { row: FlowRow }) {
  const { t } = useTranslation()
  const { moment } = useFormats()
  const words = useFlowWords()
  const [now] = useState(() => Date.now())
  if (!row.draft) return <>—</>
  const { errors, warnings, changed, author } = row.draft
  return (
    <>
      <b className={css.draft}>{t('flows.draft')}</b> {moment(changed, now)} · {words.author(author)}
      {errors > 0 && <span className={css.bad}> · {t('flows.errors', { count: errors })}</span>}
      {errors === 0 && warnings > 0 && <span className={css.warn}> · {t('flows.warnings', { count: warnings })}</span>}
    </>
  )
}

function Cells({ row, onCopy }: { row: FlowRow; onCopy: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { name, moment } = useFormats()
  const words = useFlowWords()
  const [now] = useState(() => Date.now())
  const { serving } = row
  return (
    <>
      <span role="cell" className={css.name}><b>{name(row.title)}</b><span>{row.id}</span></span>
      <span role="cell" className={css.nodes}>{row.nodes}</span>
      <span role="cell" className={css.serving}>
        {serving ? `v${serving.version} · ${moment(serving.published_at ?? serving.created, now)} · ${words.author(serving.author)}` : t('flows.neverPublished')}
      </span>
      <span role="cell" className={css.draftCell}><Draft row={row} /></span>
      <span role="cell" className={css.tools} onClick={aside}>
        {onCopy && <Button type="text" size="small" aria-label={t('flows.copyFlow')} title={t('flows.copyFlow')} icon={<Copy size={14} />} onClick={onCopy} />}
        <Button type="text" size="small" aria-label={t('flows.export')} title={t('flows.export')} icon={<Download size={14} />} href={address(`/flows/${row.id}/export`, { version: row.draft ? 'draft' : serving?.version })} download />
      </span>
    </>
  )
}

function HeadCells() {
  const { t } = useTranslation()
  return (
    <>
      {(['flow', 'nodes', 'serving', 'draft'] as const).map((column) => (
        <span key={column} role="columnheader">{t(`flows.${column}`)}</span>
      ))}
      <span role="columnheader" aria-label={t('flows.export')} />
    </>
  )
}

/** All flows: what serves calls, and what is being drawn. */
export default function FlowsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayEdit = usePermission('flows.edit')
  const list = useQuery(flowsQuery)
  const rows = list.data ?? []
  const [beginning, setBeginning] = useState<Beginning>()
  const file = useRef<HTMLInputElement>(null)
  const read = async (chosen: File) => {
    try {
      const data = JSON.parse(await chosen.text()) as { id?: unknown }
      setBeginning({ how: 'import', id: typeof data.id === 'string' ? data.id : '', data })
    } catch {
      notify(t('flows.noFlowFile', { name: chosen.name }), 'bad')
    }
  }
  const open = (row: FlowRow) => void navigate(`/flows/${row.id}/${row.draft ? 'draft' : (row.serving?.version ?? 'draft')}`)
  return (
    <div className={css.page}>
      <PageHead title={t('flows.all')}>
        {mayEdit && (
          <>
            <input ref={file} type="file" accept=".json,application/json" hidden onChange={(event) => {
              const [chosen] = event.target.files ?? []
              event.target.value = ''
              if (chosen) void read(chosen)
            }} />
            <Button icon={<FileUp size={15} />} onClick={() => file.current?.click()}>{t('flows.import')}</Button>
            <Button type="primary" icon={<Plus size={15} />} data-testid="flow-add" onClick={() => setBeginning({ how: 'new', id: '' })}>{t('flows.new')}</Button>
          </>
        )}
      </PageHead>
      <ListState query={list} empty={rows.length === 0} filtered={false} icon={Workflow} words={{ none: t('flows.none'), noneFound: t('flows.none'), noneFoundHelp: '' }}>
        <VirtualRows
          label={t('flows.all')}
          rows={rows}
          height={ROW}
          columns={css.columns}
          head={<HeadCells />}
          rowId={(row) => row.id}
          selected={undefined}
          testId="flow-row"
          render={(row) => <Cells row={row} onCopy={mayEdit ? () => setBeginning({ how: 'copy', id: row.id }) : undefined} />}
          onOpen={open}
          onEnd={() => undefined}
        />
      </ListState>
      <Sheet open={beginning !== undefined} width={420} onClose={() => setBeginning(undefined)} title={beginning && t(`flows.how.${beginning.how}`)}>
        {beginning && <NewFlow key={`${beginning.how}${beginning.id}`} beginning={beginning} onCancel={() => setBeginning(undefined)} />}
      </Sheet>
    </div>
  )
}
