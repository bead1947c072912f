import { describe, expect, it } from 'vitest'
import { nothing, reduce, type Live } from '../../src/live/reduce'
import { runningCall, wrappingUp } from '../../src/live/store'
import { agent, interaction, offer, queue } from '../things'

const hello = { topic: 'hello', now: 1000, agent: agent(), offer: null, interactions: [], queues: [queue()] } as const

const live = (change: Partial<Live> = {}): Live => ({ ...nothing, known: true, agent: agent(), ...change })

describe('reduce', () => {
  it('forgets what it knew when a new hello comes', () => {
    const before = live({ interactions: { i9: interaction({ id: 'i9' }) }, offer: offer() })
    const after = reduce(before, { ...hello, interactions: [interaction()], queues: [queue()] }, 400)
    expect(Object.keys(after.interactions)).toEqual(['i1'])
    expect(after.offer).toBeNull()
    expect(after.known).toBe(true)
  })

  it("knows how far ahead the centre's clock is", () => {
    expect(reduce(live(), { topic: 'pong', now: 5000 }, 4200).ahead).toBe(800)
  })

  it('says how an offer ended when it was the one that stands', () => {
    const after = reduce(live({ offer: offer() }), { topic: 'offer-ended', offer: 'o1', cause: 'no-answer' }, 0)
    expect(after.offer).toBeNull()
    expect(after.lastOffer).toEqual({ id: 'o1', cause: 'no-answer', caller: '138 1234 5678' })
  })

  it('keeps the offer when another one ends', () => {
    const before = live({ offer: offer() })
    expect(reduce(before, { topic: 'offer-ended', offer: 'o0', cause: 'withdrawn' }, 0)).toBe(before)
  })

  it('keeps a contact that has ended while the agent still writes it up', () => {
    const before = live({ agent: agent({ state: 'wrap-up' }) })
    const after = reduce(before, { topic: 'interaction', interaction: interaction({ state: 'wrap-up' }) }, 0)
    expect(wrappingUp(after)?.id).toBe('i1')
  })

  it.each(['ready', 'not-ready', 'signed-out'] as const)('has no contacts any more when the agent is %s', (state) => {
    const before = live({ interactions: { i1: interaction({ state: 'wrap-up' }) } })
    expect(reduce(before, { topic: 'agent', agent: agent({ state }) }, 0).interactions).toEqual({})
  })

  it('finds the call that runs, held or not', () => {
    const held = interaction({ id: 'i2', state: 'held' })
    expect(runningCall(live({ interactions: { i1: interaction({ state: 'wrap-up' }), i2: held } }))).toBe(held)
  })
})
