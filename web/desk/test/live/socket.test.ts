import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSocket, waitBefore } from '../../src/live/socket'

class Wire {
  static all: Wire[] = []
  onopen?: () => void
  onclose?: (() => void) | null
  onmessage?: ((event: { data: string }) => void) | null
  sent: string[] = []
  closed = false
  constructor() {
    Wire.all.push(this)
  }
  send(text: string) {
    this.sent.push(text)
  }
  close() {
    this.closed = true
  }
  says(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}

const events = { opened: vi.fn(), message: vi.fn(), lost: vi.fn() }
const hello = { topic: 'hello', now: 0 }

const last = (): Wire => {
  const wire = Wire.all.at(-1)
  if (!wire) throw new Error('nothing was connected')
  return wire
}

describe('openSocket', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('WebSocket', Wire)
    Wire.all = []
    Object.values(events).forEach((event) => event.mockClear())
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('asks every ten seconds', () => {
    openSocket('ws://centre', events)
    last().onopen?.()
    last().says(hello)
    vi.advanceTimersByTime(10_000)
    expect(last().sent).toEqual(['{"topic":"ping"}'])
  })

  it('stays connected when the centre answers', () => {
    openSocket('ws://centre', events)
    last().onopen?.()
    for (let beat = 0; beat < 3; beat++) {
      vi.advanceTimersByTime(10_000)
      last().says({ topic: 'pong', now: 0 })
    }
    expect(Wire.all).toHaveLength(1)
    expect(events.lost).not.toHaveBeenCalled()
  })

  it('connects anew when the centre says nothing', () => {
    openSocket('ws://centre', events)
    last().onopen?.()
    vi.advanceTimersByTime(15_000)
    expect(events.lost).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(500)
    expect(Wire.all).toHaveLength(2)
  })

  it('connects anew when the line is cut, and tells that it is open only with the hello', () => {
    openSocket('ws://centre', events)
    last().onopen?.()
    expect(events.opened).not.toHaveBeenCalled()
    last().says(hello)
    expect(events.opened).toHaveBeenCalledOnce()
    last().onclose?.()
    vi.advanceTimersByTime(500)
    expect(Wire.all).toHaveLength(2)
  })

  it('stays closed when it was closed on purpose', () => {
    const close = openSocket('ws://centre', events)
    close()
    last().onclose?.()
    vi.advanceTimersByTime(60_000)
    expect(Wire.all).toHaveLength(1)
  })

  it('waits longer each time, up to eight seconds', () => {
    expect([0, 1, 4, 9].map((attempt) => waitBefore(attempt, 1))).toEqual([500, 1000, 8000, 8000])
    expect(waitBefore(4, 0)).toBe(4000)
  })
})
