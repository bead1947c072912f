import { useTranslation } from 'react-i18next'
import type { Finding, FlowNode } from '../../api/flows'
import { useFormats } from '../../words/format'

type Known = 'flows.field.next'

/** What the designer says of kinds, fields and ways; a word that it does not know stays as it is. */
export function useFlowWords() {
  const { t } = useTranslation()
  const { name, language } = useFormats()
  const word = (group: string, id: string) => t(`flows.${group}.${id}` as Known, { defaultValue: id })
  return {
    kind: (id: string) => word('kind', id),
    field: (id: string) => word('field', id),
    option: (field: string, id: string) => t(`flows.option.${field}_${id}` as Known, { defaultValue: id }),
    node: (node: FlowNode) => name(node.label) || node.id,
    /** Who changed something; what set the centre up is no person. */
    author: (known: string) => (known === 'installer' ? t('flows.installer') : known || '—'),
    finding: (finding: Finding) => finding[language],
    /** An outlet in a few words: a key, a condition, an exit, or the field's name. */
    way: (field: string, entry: string) => {
      if (entry === '') return word('field', field)
      if (field === 'choices') return t('flows.key', { key: entry })
      if (field === 'exits') {
        return entry.startsWith('key:') ? t('flows.key', { key: entry.slice(4) }) : word('exit', entry)
      }
      return entry.replace(/ (\S+)( |$)/, (_, is: string) => ` ${t(`flows.compare.${is}` as Known, { defaultValue: is })} `)
    },
    /** What a node says or asks, in a line. */
    gist: (node: FlowNode) => gist(node, language),
  }
}

function sentence(piece: unknown, language: 'zh' | 'en'): string {
  if (typeof piece !== 'object' || piece === null) return ''
  const said = piece as Record<string, unknown>
  const value = said[language] ?? said.text ?? Object.values(said)[0]
  return typeof value === 'string' ? value : ''
}

function gist(node: FlowNode, language: 'zh' | 'en'): string {
  const prompt: unknown = node.prompt ?? node.announce ?? (node.text ? [node.text] : null)
  if (Array.isArray(prompt)) return prompt.map((piece) => sentence(piece, language)).join(' ')
  const named = node.queue ?? node.query ?? node.schedule ?? node.flow ?? node.endpoint ?? node.mailbox
  return typeof named === 'string' ? named : ''
}
