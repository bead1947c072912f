import { useQuery } from '@tanstack/react-query'
import { rolesQuery } from '../../api/admin'
import { usePermission } from '../../api/session'
import { useFormats } from '../../words/format'
import { kinds, type Field, type Referred } from './kinds'
import { optionGroups } from './options'
import { useOptions } from './useNames'
import { useWords } from './words'

/** What a field's ids are of, by the last part of its path; users and agents have forms of their own. */
export function referredBy(fields: readonly Field[]): [string, Referred][] {
  return fields.flatMap((field): [string, Referred][] => {
    if (field.type === 'rows') return referredBy(field.fields)
    return field.type === 'refer' ? [[field.path.split('.').at(-1) ?? field.path, field.to]] : []
  })
}

const referred = new Map<string, Referred>([
  ...referredBy([...kinds, ...optionGroups].flatMap(({ fields }) => fields)),
  ['queues', 'queue'],
  ['team', 'team'],
])

/** Where callers overflow to beside queues. */
const extras = new Set(['voicemail', 'callback', 'hang-up'])

/** The name behind an id that stands in a field; undefined where it is none, or of nothing known. */
export function useReferences(): (id: string, path: string) => string | undefined {
  const { name } = useFormats()
  const { word } = useWords()
  const { data: catalogue } = useQuery({ ...rolesQuery, enabled: usePermission('users.view') })
  const options = {
    agent: useOptions('agent'),
    disposition: useOptions('disposition'),
    flow: useOptions('flow'),
    number: useOptions('number'),
    queue: useOptions('queue'),
    site: useOptions('site'),
    skill: useOptions('skill'),
    team: useOptions('team'),
    trunk: useOptions('trunk'),
    user: useOptions('user'),
  }
  const named = new Map(Object.entries(options).map(([kind, list]) => [kind, new Map(list.map(({ value, label }) => [value, label]))]))
  const roles = new Map(catalogue?.roles.map((role) => [role.id, name(role.name)]))
  return (id, path) => {
    if (path === 'roles') return roles.get(id)
    return named.get(referred.get(path) ?? '')?.get(id) ?? (extras.has(id) ? word(`target_${id}`) : undefined)
  }
}
