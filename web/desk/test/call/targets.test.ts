import { describe, expect, it } from 'vitest'
import type { Colleague, KnownNumber } from '../../src/api/types'
import { isNumber, optionsFor } from '../../src/call/targets'
import { queue } from '../things'

const colleague = (change: Partial<Colleague> = {}): Colleague => ({
  id: 'a2',
  name: '刘洋',
  number: '8004',
  extension: '1004',
  state: 'ready',
  reason: null,
  since: 0,
  ...change,
})

const number = (change: Partial<KnownNumber> = {}): KnownNumber => ({
  number: '+442079460958',
  pretty: '+44 20 7946 0958',
  reach: 'international',
  allowed: true,
  area: { zh: '', en: 'London' },
  caller: '95598',
  colleague: null,
  ...change,
})

const known = { colleagues: [colleague()], queues: [queue()], number: undefined, menu: true, entries: [], last: '13800138000' }
const keys = (...asked: Parameters<typeof optionsFor>) => optionsFor(...asked).map(({ key }) => key)

describe('targets', () => {
  it('offers colleagues, queues and the way back for a transfer; only people for a conference', () => {
    expect(keys('transfer', '', known)).toEqual(['agent-a2', 'queue-fault', 'menu'])
    expect(keys('add', '', known)).toEqual(['agent-a2'])
    expect(keys('dial', '', known)).toEqual(['last', 'agent-a2'])
  })

  it('puts those first who can take it, waits for who talks, and reaches nobody who is away', () => {
    const colleagues = [colleague({ id: 'busy', state: 'busy' }), colleague({ id: 'out', state: 'signed-out' }), colleague()]
    const options = optionsFor('transfer', '', { ...known, colleagues, queues: [], menu: false })
    expect(options.map(({ key, ways }) => [key, ways.length])).toEqual([
      ['agent-a2', 2],
      ['agent-busy', 1],
      ['agent-out', 0],
    ])
    expect(options[1]?.ways).toEqual(['when-free'])
    const [, added] = optionsFor('add', '', { ...known, colleagues, queues: [], menu: false })
    expect(added?.ways).toEqual([])
  })

  it('leads back to the places of flows that are open to agents, by their names', () => {
    const entry = { flow: 'main', node: 'bills', name: { zh: '电费', en: 'Bills' } }
    const [found] = optionsFor('transfer', 'bil', { ...known, colleagues: [], entries: [entry] })
    expect(found).toMatchObject({ kind: 'menu', entry, ways: ['menu'] })
    expect(keys('dial', '', { ...known, entries: [entry] })).not.toContain('menu-main/bills')
  })

  it('does not dial what the agent may not', () => {
    const [first] = optionsFor('dial', '004420', { ...known, number: number({ allowed: false }) })
    expect(first).toMatchObject({ kind: 'number', ways: [] })
  })

  it('knows an extension for the colleague it is', () => {
    const extension = number({ number: '1004', colleague: 'a2' })
    expect(keys('add', '1004', { ...known, number: extension })).toEqual(['agent-a2'])
    const [first] = optionsFor('add', '1004', { ...known, colleagues: [], number: extension })
    expect(first?.target).toEqual({ kind: 'agent', id: 'a2' })
  })

  it('takes for a number what can be dialled', () => {
    expect(['110', '+44 20 7946', '(021) 6123'].map(isNumber)).toEqual([true, true, true])
    expect(['李强', 'e1', '1'].map(isNumber)).toEqual([false, false, false])
  })
})
