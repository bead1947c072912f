import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask, deliver, forgetTopics, hear, listenTo } from '../../src/live/topics'

const sent = vi.fn<(text: string) => void>()
const said = () => sent.mock.calls.splice(0).map(([text]) => JSON.parse(text) as unknown)

describe('topics', () => {
  afterEach(forgetTopics)

  it('are asked for while somebody hears them, and again on a new connection', () => {
    const heard = vi.fn()
    const stop = listenTo('board', heard)
    ask(sent)
    expect(said()).toEqual([{ subscribe: ['board'] }])
    deliver({ topic: 'board' })
    deliver({ topic: 'other' })
    expect(heard).toHaveBeenCalledTimes(1)
    forgetTopics()
    ask(sent)
    expect(said()).toEqual([{ subscribe: ['board'] }])
    stop()
    expect(said()).toEqual([{ unsubscribe: ['board'] }])
    deliver({ topic: 'board' })
    expect(heard).toHaveBeenCalledTimes(1)
  })

  it('begin anew for the second who hears them, and end with the last', () => {
    ask(sent)
    const stops = [listenTo('board', vi.fn()), listenTo('board', vi.fn())]
    expect(said()).toEqual([{ subscribe: ['board'] }, { unsubscribe: ['board'] }, { subscribe: ['board'] }])
    stops[0]?.()
    expect(said()).toEqual([])
    stops[1]?.()
    expect(said()).toEqual([{ unsubscribe: ['board'] }])
  })

  it('that come by themselves are not asked for', () => {
    ask(sent)
    const stop = hear('help', vi.fn())
    stop()
    expect(said()).toEqual([])
  })
})
