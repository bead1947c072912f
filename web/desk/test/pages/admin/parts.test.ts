import { describe, expect, it } from 'vitest'
import { nextNumber } from '../../../src/pages/admin/AgentForm'
import { placeOf } from '../../../src/pages/admin/ChangesSection'
import { differences, said, titleOf, type Saying } from '../../../src/pages/admin/differences'
import { finished, fresh, idOf, inTrees, kinds, read, write } from '../../../src/pages/admin/kinds'
import { referredBy } from '../../../src/pages/admin/references'
import { grouped } from '../../../src/pages/admin/RolesSection'
import { browserOf } from '../../../src/pages/admin/Sessions'
import { byDay, readHours, written } from '../../../src/pages/admin/week'
import en from '../../../src/words/admin/en.json'

const saying: Saying = { yes: 'Yes', no: 'No', seconds: (count) => `${count} s`, field: (path) => path, choice: (value) => value }
const queue = kinds.find((kind) => kind.name === 'queue')
if (!queue) throw new Error('there are no queues')

describe('paths', () => {
  it('read and write what is nested, and leave the rest alone', () => {
    const record = { rule: { wrap_up: 1, weight: 2 }, name: 'x' }
    expect(read(write(record, 'rule.wrap_up', 5), 'rule')).toEqual({ wrap_up: 5, weight: 2 })
    expect(record.rule.wrap_up).toBe(1)
    expect(read(record, 'nothing.there')).toBeUndefined()
  })
})

describe('a finished record', () => {
  it('has its id in the rule, and a name in both languages', () => {
    const typed = { ...fresh(queue, 3), id: ' big ', name: { zh: '', en: 'Big' } }
    expect(finished(queue, typed)).toMatchObject({ id: 'big', name: { zh: 'Big', en: 'Big' }, rule: { queue: 'big' }, position: 3 })
  })

  it.each([
    ['Big customers!', 'big-customers'],
    ['  --  ', ''],
  ])('gets an id out of %s', (name, id) => expect(idOf(name)).toBe(id))
})

describe('a week', () => {
  const week = { 'mon-fri': ['08:30-12:00', '13:30-17:30'], sun: ['09:00-12:00'] }

  it('is the same after it was taken apart and put together', () => {
    expect(byDay(week).wed).toEqual(['08:30-12:00', '13:30-17:30'])
    expect(byDay(week).sat).toEqual([])
    expect(written(byDay(week))).toEqual(week)
  })

  it.each([
    ['8:30-12，13:30–17:30', ['08:30-12:00', '13:30-17:30']],
    ['', []],
    ['12:00-08:00', null],
    ['nine to five', null],
  ])('reads %s', (text, hours) => expect(readHours(text)).toEqual(hours))
})

it('lists what stands below something under it, and forgets none', () => {
  const one = (id: string, parent: string | null) => ({ ...fresh(queue, 0), id, parent })
  const given = [one('b1', 'b'), one('a', null), one('lost', 'gone'), one('b', null), one('x', 'y'), one('y', 'x'), one('a1', 'a')]
  expect(inTrees(given).map(({ id }) => id)).toEqual(['a', 'a1', 'lost', 'b', 'b1', 'x', 'y'])
})

describe('differences', () => {
  it('are the fields that changed, by their paths', () => {
    const before = { id: 'a', name: { zh: '甲', en: 'A' }, rule: { wrap_up: 30_000 }, music: '' }
    const after = { ...before, name: { zh: '甲', en: 'B' }, rule: { wrap_up: 5000 }, announce: true }
    expect(differences(before, after)).toEqual([
      { path: 'name.en', before: 'A', after: 'B' },
      { path: 'rule.wrap_up', before: 30_000, after: 5000 },
      { path: 'announce', after: true },
    ])
  })

  it('are said in words', () => {
    expect(said(30_000, 'rule.wrap_up', saying)).toBe('30 s')
    const named: Saying = { ...saying, choice: (value, path) => (path === 'skill' && value === 'fault' ? 'Fault repair' : value) }
    expect(said([{ skill: 'fault', target: 'fault' }], 'rule.needs', named)).toBe('skill Fault repair, target fault')
    expect(said([{ skill: 'fault', required: true, level: 3, relax_after: null }], 'rule.needs', saying)).toBe('skill fault, required Yes, level 3')
  })
})

it('entitles a change by fields alone, and ids within them by whose they are', () => {
  expect(titleOf('rule.wrap_up')).toEqual([['wrap_up']])
  expect(titleOf('skills.fault')).toEqual([['skills'], ['fault', 'skills']])
})

it('knows what the ids in rows and in other fields are of', () => {
  const referred = new Map(referredBy(queue.fields))
  expect([...referred]).toEqual([['agents', 'agent'], ['skill', 'skill'], ['target', 'queue'], ['survey_flow', 'flow']])
})

it('leads from a change to the page of what was changed', () => {
  expect(placeOf('queue-settings:big').path).toBe('/settings/queue/big')
  expect(placeOf('agent-settings:u1').path).toBe('/settings/users/u1')
  expect(placeOf('role:lead').path).toBe('/settings/roles/lead')
  expect(placeOf('flow-settings:main').path).toBe('/flows/main')
  expect(placeOf('department-settings:east').path).toBeNull()
})

it('groups permissions by what they are about', () => {
  const name = { zh: '', en: '' }
  const permissions = ['users.view', 'agents.view', 'users.edit'].map((id) => ({ id, name }))
  expect(grouped(permissions).map(([group, some]) => [group, some.length])).toEqual([['users', 2], ['agents', 1]])
})

it('offers the number after the highest', () => {
  const agent = { agent: 'a', number: '1007', extension: '1012', team: '', skills: {}, queues: null, capacity: {}, interrupts: {}, recorded: true }
  expect(nextNumber([agent])).toBe('1013')
  expect(nextNumber([])).toBe('1001')
})

it('tells browsers apart', () => {
  expect(browserOf('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36')).toBe('Chrome · Windows')
})

it('has a word for every field and every choice of every kind', () => {
  const words: Record<string, string> = en
  const lacking = kinds.flatMap((kind) => [
    ...['kind', 'about', 'new', 'one'].map((part) => `${part}_${kind.name}`),
    ...kind.fields.flatMap((field) => [
      `field_${field.path.split('.').at(-1) ?? ''}`,
      ...('help' in field && field.help ? [`help_${field.help}`] : []),
      ...(field.type === 'choose' ? field.options.map((one) => `choice_${one}`) : []),
    ]),
  ])
  expect(lacking.filter((key) => !words[key])).toEqual([])
})
