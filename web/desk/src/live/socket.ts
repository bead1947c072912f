import type { LiveMessage } from '../api/types'

/**
 * Keeps one WebSocket to the centre.
 *
 * Policy: asks every 10 s; whoever says nothing for 5 s after that is gone, and is connected anew
 * after 0.5 s, doubling up to 8 s, each time shortened by chance so that not all come at once.
 */
const PING = 10_000
const PATIENCE = 5_000
const FIRST_WAIT = 500
const LONGEST_WAIT = 8_000

export interface SocketEvents {
  /** `send` works until the connection is lost. */
  opened: (send: (text: string) => void) => void
  message: (message: LiveMessage, received: number) => void
  lost: () => void
}

export function waitBefore(attempt: number, chance: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt) * (0.5 + chance / 2)
}

/** Connects, and stays connected until the function it returns is called. */
export function openSocket(url: string, events: SocketEvents): () => void {
  let socket: WebSocket | undefined
  let attempt = 0
  let timers: ReturnType<typeof setTimeout>[] = []
  let closed = false
  let greeted = false

  const later = (act: () => void, millis: number) => timers.push(setTimeout(act, millis))
  const quiet = () => {
    timers.forEach(clearTimeout)
    timers = []
  }

  function again() {
    quiet()
    if (closed) return
    events.lost()
    later(connect, waitBefore(attempt++, Math.random()))
  }

  function drop(current: WebSocket) {
    current.onclose = current.onmessage = null
    current.close()
    again()
  }

  function listenOn(current: WebSocket) {
    quiet()
    later(() => {
      current.send(JSON.stringify({ topic: 'ping' }))
      later(() => drop(current), PATIENCE)
    }, PING)
  }

  function connect() {
    // Whoever comes back has kept the telephone; a new page has none of the calls in it.
    const current = new WebSocket(greeted ? `${url}?again=true` : url)
    socket = current
    current.onopen = () => {
      listenOn(current)
    }
    current.onmessage = (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as LiveMessage
      if (message.topic === 'hello') {
        attempt = 0
        greeted = true
        events.opened((text) => current.send(text))
      }
      events.message(message, Date.now())
      if (message.topic === 'hello' || message.topic === 'pong') listenOn(current)
    }
    current.onclose = again
    later(() => drop(current), PING)
  }

  /** The network is back: no need to wait for the next try. */
  function hurry() {
    if (!socket || socket.readyState >= WebSocket.CLOSING) {
      quiet()
      connect()
    }
  }

  window.addEventListener('online', hurry)
  connect()
  return () => {
    closed = true
    window.removeEventListener('online', hurry)
    quiet()
    socket?.close(1000)
  }
}
