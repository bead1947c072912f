import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './Admin.module.css'

interface Props {
  form: ReactNode
  /** Further tabs between form and history, by their words. */
  more?: { key: string; label: string; children: ReactNode }[]
  history: ReactNode
}

/** What a drawer of configuration has: its form, and its history. */
export function Tabbed({ form, more = [], history }: Props) {
  const { t } = useTranslation()
  return (
    <Tabs
      className={css.tabs ?? ''}
      destroyOnHidden
      items={[
        { key: 'form', label: t('admin.form'), children: form },
        ...more,
        { key: 'history', label: <span data-testid="history-tab">{t('admin.history')}</span>, children: history },
      ]}
    />
  )
}
