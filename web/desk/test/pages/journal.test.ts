import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../src/api/types'
import { eventName, filling, sentence, type Words } from '../../src/pages/interactions/journal'
import en from '../../src/words/en.json'
import { detail } from '../things'

const entry = (type: string, data: Record<string, unknown> = {}): JournalEntry => ({ position: 1, at: 0, type, actor: '', data })

const words: Words = {
  name: (name) => (name as { en?: string } | undefined)?.en ?? '',
  cause: (cause) => `cause:${cause}`,
  disposition: (id) => `disposition:${id}`,
  language: (language) => language,
  queue: (id) => `queue:${id}`,
}

describe('the journal in words', () => {
  it.each(['InteractionOpened', 'interaction.opened', 'interaction_opened'])('reads %s', (type) => {
    expect(eventName(type)).toBe('interaction-opened')
  })

  it('tells the ways of a step apart', () => {
    expect(sentence(entry('FlowStepped', { detail: { key: '1' } }))).toBe('flow-stepped-key')
    expect(sentence(entry('FlowStepped', { detail: { digits: '10023' } }))).toBe('flow-stepped-digits')
    expect(sentence(entry('FlowStepped', { detail: {} }))).toBe('flow-stepped')
    expect(sentence(entry('InteractionQueued', { returned: true }))).toBe('interaction-queued-returned')
  })

  it('has a sentence for each of them', () => {
    const events = ['InteractionOpened', 'InteractionQueued', 'InteractionOffered', 'OfferEnded', 'AgentConnected',
      'CustomerHeld', 'SegmentEnded', 'RecordingStored', 'Disposed', 'InteractionEnded']
    for (const event of events) expect(en.journal).toHaveProperty([sentence(entry(event))])
  })

  it('says ids as names', () => {
    const whole = detail({ agent: { id: 'a7', name: '刘洋' } })
    const filled = filling(entry('InteractionOffered', { agent: 'a7', queue: 'fault' }), whole, words)
    expect(filled).toMatchObject({ agent: '刘洋', queue: 'queue:fault' })
  })

  it('finds the queue within the request', () => {
    expect(filling(entry('InteractionQueued', { request: { queue: 'bill' } }), detail(), words).queue).toBe('queue:bill')
  })
})
