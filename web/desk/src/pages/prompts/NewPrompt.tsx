import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../api/explain'
import { prompts, type PromptLanguage, type PromptRow } from '../../api/prompts'
import { nameProblem, promptName } from './names'
import css from './PromptSheet.module.css'

interface Props {
  language: PromptLanguage
  rows: readonly PromptRow[]
  onCancel: () => void
  onAdded: (id: string) => void
}

/** A prompt with a name, which flows can use. */
export function NewPrompt({ language, rows, onCancel, onAdded }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [id, setId] = useState('')
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: () => prompts.write(language, id, text),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['prompts'] })
      onAdded(id)
    },
  })
  const wrong = nameProblem(id, rows)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className={css.sheet} onSubmit={submit} data-testid="prompt-form">
      <label className={css.field}>
        <span>{t('prompts.name')}</span>
        <Input autoFocus value={id} status={wrong ? 'error' : ''} data-testid="prompt-name" onChange={(event) => setId(promptName(event.target.value))} />
        <small className={wrong ? css.bad : css.faint} role={wrong ? 'alert' : undefined}>{t(wrong ? `prompts.${wrong}` : 'prompts.nameHelp')}</small>
      </label>
      <label className={css.field}>
        <span>{t('prompts.wording')} · {t(`prompts.in_${language}`)}</span>
        <Input.TextArea rows={4} maxLength={2000} value={text} data-testid="prompt-text" onChange={(event) => setText(event.target.value)} />
      </label>
      {add.isError && <p className={css.bad} role="alert">{explain(add.error)}</p>}
      <div className={css.acts}>
        <Button onClick={onCancel}>{t('prompts.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={!id || wrong !== null} loading={add.isPending} data-testid="prompt-save">{t('prompts.addIt')}</Button>
      </div>
    </form>
  )
}
