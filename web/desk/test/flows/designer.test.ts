import { describe, expect, it } from 'vitest'
import type { FlowData, NodeKind } from '../../src/api/flows'
import { begin, remember, type Act } from '../../src/pages/flows/history'
import { arranged, placed } from '../../src/pages/flows/layout'
import { freeId, newNode, outlets, pasted, redirected, renamed, withoutNodes } from '../../src/pages/flows/model'

const field = (name: string, form: string, required = true) =>
  ({ name, form, required, default: null, options: [] }) as NodeKind['fields'][number]

const kinds: NodeKind[] = [
  { kind: 'menu', fields: [field('prompt', 'prompt'), field('choices', 'choices'), field('on_timeout', 'edge')] },
  { kind: 'queue', fields: [field('queue', 'queue'), field('exits', 'exits', false), field('otherwise', 'edge')] },
  { kind: 'play', fields: [field('next', 'edge'), field('on_failed', 'edge', false)] },
  { kind: 'hang-up', fields: [] },
]

const flow: FlowData = {
  id: 'main',
  start: 'menu',
  nodes: [
    { id: 'menu', kind: 'menu', prompt: [], choices: [{ key: '1', next: 'queue' }, { key: '2', next: 'bye' }], on_timeout: 'bye' },
    { id: 'queue', kind: 'queue', queue: 'general', exits: { 'key:1': 'bye' }, otherwise: 'return' },
    { id: 'bye', kind: 'hang-up' },
  ],
}
const node = (of: FlowData, id: string) => {
  const found = of.nodes.find((one) => one.id === id)
  if (!found) throw new Error(`no node ${id}`)
  return found
}
const ways = (of: FlowData, id: string) =>
  Object.fromEntries(outlets(node(of, id), kinds.find(({ kind }) => kind === node(of, id).kind)).map((way) => [way.id, way.target]))

describe('the outlets of a node', () => {
  it('are its edges and those of its entries', () => {
    expect(ways(flow, 'menu')).toEqual({ 'choices.0': 'queue', 'choices.1': 'bye', on_timeout: 'bye' })
    expect(ways(flow, 'queue')).toEqual({ 'exits.key:1': 'bye', otherwise: 'return' })
  })

  it.each(['choices.1', 'on_timeout'])('%s can lead elsewhere', (way) => {
    const changed = { ...flow, nodes: [redirected(node(flow, 'menu'), way, 'queue'), ...flow.nodes.slice(1)] }
    expect(ways(changed, 'menu')).toEqual({ ...ways(flow, 'menu'), [way]: 'queue' })
  })

  it('of exits keep their names when they lead elsewhere', () => {
    expect(redirected(node(flow, 'queue'), 'exits.key:1', 'menu').exits).toEqual({ 'key:1': 'menu' })
  })
})

describe('a flow', () => {
  it('leads nowhere where a node was removed, and begins at another', () => {
    const left = withoutNodes(flow, ['menu', 'bye'], kinds)
    expect(left.nodes.map(({ id }) => id)).toEqual(['queue'])
    expect(ways(left, 'queue')).toEqual({ 'exits.key:1': '', otherwise: 'return' })
    expect(left.start).toBe('queue')
  })

  it('follows a node that gets another id, unless it is taken', () => {
    const changed = renamed({ ...flow, layout: { bye: [1, 2] } }, 'bye', 'end', kinds)
    expect(ways(changed, 'menu')).toEqual({ 'choices.0': 'queue', 'choices.1': 'end', on_timeout: 'end' })
    expect(changed.layout).toEqual({ end: [1, 2] })
    expect(renamed(flow, 'bye', 'queue', kinds)).toBe(flow)
    expect(renamed(flow, 'bye', 'return', kinds)).toBe(flow)
  })

  it('takes copies whose ways lead to each other, or nowhere', () => {
    const { flow: grown, ids } = pasted(flow, [node(flow, 'menu'), node(flow, 'queue')], { menu: [0, 0] }, kinds)
    expect(ids).toEqual(['menu-2', 'queue-2'])
    expect(ways(grown, 'menu-2')).toEqual({ 'choices.0': 'queue-2', 'choices.1': '', on_timeout: '' })
    expect(ways(grown, 'queue-2')).toEqual({ 'exits.key:1': '', otherwise: 'return' })
    expect(ways(grown, 'menu')).toEqual(ways(flow, 'menu'))
  })

  it('gets nodes with what they must have, under a free id', () => {
    const [menu] = kinds
    expect(menu && newNode(flow, menu)).toEqual({
      id: 'menu-2', kind: 'menu', prompt: [{ zh: '', en: '' }], choices: [{ key: '1', next: '' }], on_timeout: '',
    })
    expect(freeId(flow, 'return')).toBe('return-2')
  })

  it('is drawn from left to right, and stays as it was left', () => {
    const places = arranged(flow, kinds)
    expect(places.menu?.[0]).toBeLessThan(places.queue?.[0] ?? 0)
    expect(places.queue?.[0]).toBeLessThan(places.bye?.[0] ?? 0)
    expect(placed({ ...flow, layout: { menu: [7, 7] } }, kinds).menu).toEqual([7, 7])
  })
})

describe('the memory', () => {
  const titled = (zh: string, tag?: string): Act => ({
    act: 'change', to: (one) => ({ ...one, title: { zh, en: zh } }), ...(tag !== undefined && { tag }),
  })
  const run = (...acts: Act[]) => acts.reduce(remember, begin(flow))

  it('undoes and redoes step by step', () => {
    const back = run(titled('一'), titled('二'), { act: 'undo' })
    expect(back.present.title?.zh).toBe('一')
    expect(remember(back, { act: 'redo' }).present.title?.zh).toBe('二')
    expect(remember(remember(back, { act: 'undo' }), { act: 'undo' }).present).toBe(flow)
  })

  it('takes typing in one field as one step', () => {
    const typed = run(titled('a', 'title'), titled('ab', 'title'), titled('abc', 'title'))
    expect(remember(typed, { act: 'undo' }).present).toBe(flow)
  })

  it('forgets what was undone when something else is done', () => {
    expect(run(titled('一'), { act: 'undo' }, titled('二')).future).toEqual([])
  })

  it('does not count what changes nothing', () => {
    expect(run({ act: 'change', to: (one) => one }).past).toEqual([])
  })
})
