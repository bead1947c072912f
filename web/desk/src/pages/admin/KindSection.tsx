import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { Download, Plus, Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { settingsQuery } from '../../api/admin'
import type { Setting } from '../../api/adminTypes'
import { address } from '../../api/request'
import { usePermission } from '../../api/session'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { VirtualRows } from '../../record/VirtualRows'
import { useFormats } from '../../words/format'
import css from './Admin.module.css'
import { KindSheet } from './KindSheet'
import { inTrees, read, type Field, type Kind } from './kinds'
import { useOptions, type Option } from './useNames'
import { useWords } from './words'

const nothing = () => undefined

/** The choices behind the fields that are shown as columns; a kind has one such field at most of each. */
function useSaid(kind: Kind): (setting: Setting, path: string) => string {
  const { t } = useTranslation()
  const { word } = useWords()
  const { name } = useFormats()
  const refers = (at: number) => kind.fields.filter((field) => field.type === 'refer' && kind.columns.includes(field.path))[at]
  const [first, second, third] = [refers(0), refers(1), refers(2)]
  const choices: [Field | undefined, Option[]][] = [
    [first, useOptions(first?.type === 'refer' ? first.to : 'skill')],
    [second, useOptions(second?.type === 'refer' ? second.to : 'skill')],
    [third, useOptions(third?.type === 'refer' ? third.to : 'skill')],
  ]
  const skills = useOptions('skill')
  const label = (options: Option[], id: unknown) => options.find((one) => one.value === id)?.label ?? (typeof id === 'string' ? id : '')
  return (setting, path) => {
    const value = read(setting, path)
    const field = kind.fields.find((one) => one.path === path)
    const options = choices.find(([one]) => one?.path === path)?.[1] ?? []
    if (field?.type === 'seconds') return t('admin.secondsShort', { count: Number(value) / 1000 })
    if (field?.type === 'choose') return word(`choice_${typeof value === 'string' ? value : (field.options[0] ?? '')}`)
    if (path === 'rule.needs') return ((value ?? []) as { skill: string; level: number }[]).map((one) => `${label(skills, one.skill)} ${one.level}`).join(', ')
    if (path === 'departments') return ((value ?? []) as Setting[]).map((one) => name(one.name)).join(', ')
    if (Array.isArray(value)) return field?.type === 'refer' ? value.map((one) => label(options, one)).join(', ') : String(value.length)
    return label(options, value)
  }
}

/** All of one kind of configuration. */
export function KindSection({ kind, id, onOpen }: { kind: Kind; id: string | undefined; onOpen: (id?: string) => void }) {
  const { t } = useTranslation()
  const { word, fieldName } = useWords()
  const { name } = useFormats()
  const mayEdit = usePermission('settings.edit')
  const list = useQuery(settingsQuery(kind.name))
  const said = useSaid(kind)
  const [q, setQ] = useState('')
  const wanted = useDeferredValue(q.trim().toLowerCase())
  const all = inTrees(list.data ?? [])
  const text = (one: Setting) => [one.id, one.name.zh, one.name.en, ...kind.columns.map((path) => said(one, path))].join(' ').toLowerCase()
  const rows = all.filter((one) => text(one).includes(wanted))
  return (
    <div className={css.section}>
      <PageHead title={word(`kind_${kind.name}`)}>
        <Button icon={<Download size={15} />} href={address(`/settings/${kind.name}/export.csv`)} download>
          <span className={css.wideOnly}>{t('admin.export')}</span>
        </Button>
        {mayEdit && (
          <Button type="primary" icon={<Plus size={15} />} data-testid="setting-add" onClick={() => onOpen('new')}>
            {word(`new_${kind.name}`)}
          </Button>
        )}
      </PageHead>
      <p className={css.about}>{word(`about_${kind.name}`)}</p>
      <div className={css.filter} role="search">
        <Input allowClear prefix={<Search size={14} aria-hidden />} placeholder={t('admin.search')} aria-label={t('admin.search')} value={q} onChange={(event) => setQ(event.target.value)} />
      </div>
      <ListState
        query={list}
        empty={rows.length === 0}
        filtered={wanted !== ''}
        icon={kind.icon}
        words={{ none: t('admin.none'), noneHelp: word(`about_${kind.name}`), noneFound: t('admin.noneFound'), noneFoundHelp: t('admin.noneFoundHelp') }}
      >
        <VirtualRows
          label={word(`kind_${kind.name}`)}
          rows={rows}
          height={44}
          columns={css[`columns${kind.columns.length}`]}
          head={['name', ...kind.columns, 'id'].map((path) => (
            <span key={path} role="columnheader">
              {path === 'id' && kind.spoken ? fieldName('number_id') : fieldName(path)}
            </span>
          ))}
          rowId={(row) => row.id}
          selected={id}
          testId="setting-row"
          render={(row) => (
            <>
              <span role="cell">
                <b className={css.name}>{name(row.name)}</b>
              </span>
              {kind.columns.map((path) => (
                <span key={path} role="cell" className={css.soft}>
                  {said(row, path) || '—'}
                </span>
              ))}
              <span role="cell" className={css.faint}>
                {row.id}
              </span>
            </>
          )}
          onOpen={(row) => onOpen(row.id)}
          onEnd={nothing}
        />
      </ListState>
      {list.data && <KindSheet kind={kind} id={id} settings={all} onClose={() => onOpen()} />}
    </div>
  )
}
