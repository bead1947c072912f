import { Button, Input, Select } from 'antd'
import { ChevronUp, Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FlowNames } from '../../api/flows'
import css from './Designer.module.css'

type Piece = Record<string, string>

const VALUES = ['digits', 'number', 'amount', 'date', 'time', 'wait'] as const
const FORMS = ['sentence', 'fixed', 'prompt', ...VALUES] as const
type PieceForm = (typeof FORMS)[number]

const blanks: Record<PieceForm, Piece> = {
  sentence: { zh: '', en: '' },
  fixed: { text: '', language: 'en' },
  prompt: { prompt: '' },
  digits: { digits: '' },
  number: { number: '' },
  amount: { amount: '' },
  date: { date: '' },
  time: { time: '' },
  wait: { wait: '' },
}

function formOf(piece: Piece): PieceForm {
  if ('zh' in piece || 'en' in piece) return 'sentence'
  if ('text' in piece) return 'fixed'
  return FORMS.find((form) => form in piece) ?? 'sentence'
}

function PieceFields({ piece, names, onChange }: { piece: Piece; names: FlowNames; onChange: (piece: Piece) => void }) {
  const { t } = useTranslation()
  const form = formOf(piece)
  const area = (field: string, label: string) => (
    <Input.TextArea
      key={field}
      autoSize={{ minRows: 1, maxRows: 6 }}
      aria-label={label}
      placeholder={label}
      value={piece[field] ?? ''}
      onChange={(event) => onChange({ ...piece, [field]: event.target.value })}
    />
  )
  if (form === 'sentence') return <>{(['zh', 'en'] as const).map((one) => area(one, t(`flows.in_${one}`)))}</>
  if (form === 'fixed') {
    const languages = (['zh', 'en'] as const).map((one) => ({ value: one, label: t(`flows.in_${one}`) }))
    return (
      <>
        <Select aria-label={t('flows.language')} value={piece.language ?? 'en'} options={languages} onChange={(language) => onChange({ ...piece, language })} />
        {area('text', t('flows.text'))}
      </>
    )
  }
  if (form === 'prompt') {
    const known = (names.prompt ?? []).map(({ id }) => ({ value: id, label: id }))
    return <Select showSearch aria-label={t('flows.piece.prompt')} value={piece.prompt ?? null} options={known} onChange={(prompt: string) => onChange({ prompt })} />
  }
  return <Input aria-label={t('flows.value')} placeholder="${…}" value={piece[form] ?? ''} onChange={(event) => onChange({ [form]: event.target.value })} />
}

/** What is said: sentences in both languages, recorded prompts, and values that are read out. */
export function PromptField({ value, names, onChange }: { value: unknown; names: FlowNames; onChange: (pieces: Piece[]) => void }) {
  const { t } = useTranslation()
  const pieces = Array.isArray(value) ? (value as Piece[]) : []
  const put = (place: number, piece: Piece) => onChange(pieces.map((one, at) => (at === place ? piece : one)))
  const raise = (place: number) => {
    const [one, before] = [pieces[place], pieces[place - 1]]
    if (one && before) onChange(pieces.map((piece, at) => (at === place ? before : at === place - 1 ? one : piece)))
  }
  return (
    <div className={css.rows}>
      {pieces.map((piece, place) => (
        <div key={place} className={css.piece}>
          <div className={css.pieceHead}>
            <Select
              size="small"
              variant="borderless"
              aria-label={t('flows.pieceKind')}
              value={formOf(piece)}
              options={FORMS.map((form) => ({ value: form, label: t(`flows.piece.${form}`) }))}
              onChange={(form) => put(place, blanks[form])}
            />
            {place > 0 && <Button type="text" size="small" aria-label={t('flows.earlier')} icon={<ChevronUp size={14} />} onClick={() => raise(place)} />}
            <Button type="text" size="small" aria-label={t('flows.remove')} icon={<X size={14} />} onClick={() => onChange(pieces.filter((_, at) => at !== place))} />
          </div>
          <PieceFields piece={piece} names={names} onChange={(to) => put(place, to)} />
        </div>
      ))}
      <Button size="small" icon={<Plus size={13} />} onClick={() => onChange([...pieces, blanks.sentence])}>
        {t('flows.addPiece')}
      </Button>
    </div>
  )
}
