import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../src/api/types'
import { eventName, filling, sentence, type Words } from '../../src/record/journal'
import en from '../../src/words/journal/en.json'
import zh from '../../src/words/journal/zh.json'
import { detail } from '../things'

const entry = (type: string, data: Record<string, unknown> = {}): JournalEntry => ({ position: 1, at: 0, type, actor: '', people: { a7: '刘洋' }, data })

const words: Words = {
  name: (name) => (name as { en?: string } | undefined)?.en ?? '',
  cause: (cause) => `cause:${cause}`,
  disposition: (id) => `disposition:${id}`,
  language: (language) => language,
  queue: (id) => `queue:${id}`,
  fact: ({ name, value }) => ({ name: `fact:${name}`, value }),
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
    const events = [
      ...['InteractionOpened', 'CustomerIdentified', 'FlowStarted', 'FlowStepped', 'FlowEnded', 'LanguageChosen'],
      ...['FactLearned', 'CallTransferred', 'AgentConnected', 'CustomerHeld', 'CustomerResumed', 'SegmentEnded'],
      ...['RecordingStarted', 'RecordingFinished', 'RecordingStored', 'RecordingFailed', 'RecordingPlayed', 'Disposed'],
      ...['InteractionEnded', 'WrapUpStarted', 'WrapUpEnded', 'InteractionQueued', 'InteractionOverflowed'],
      ...['InteractionWithdrawn', 'InteractionOffered', 'OfferEnded', 'InteractionAssigned', 'WorkEnded'],
    ]
    for (const event of events) expect(en).toHaveProperty([sentence(entry(event))])
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
  })

  it('says ids as names', () => {
    const filled = filling(entry('InteractionOffered', { agent: 'a7', queue: 'fault' }), detail(), words)
    expect(filled).toMatchObject({ agent: '刘洋', queue: 'queue:fault' })
  })

  it('says the caller as people write the number', () => {
    const filled = filling(entry('InteractionOpened', { caller: '+8613812345678' }), detail(), words)
    expect(filled.caller).toBe('138 1234 5678')
  })

  it('says facts in words', () => {
    expect(filling(entry('FactLearned', { name: 'topic', value: 'x' }), detail(), words)).toMatchObject({ name: 'fact:topic', value: 'x' })
  })

  it('tells the ways of an end apart', () => {
    expect(sentence(entry('OfferEnded', { cause: 'withdrawn' }))).toBe('offer-ended-withdrawn')
    expect(sentence(entry('OfferEnded', { cause: 'rejected' }))).toBe('offer-ended')
    expect(sentence(entry('Disposed', { disposition: '', note: 'n' }))).toBe('disposed-note')
  })

  it('finds the queue within the request', () => {
    expect(filling(entry('InteractionQueued', { request: { queue: 'bill' } }), detail(), words).queue).toBe('queue:bill')
  })
})
