/**
 * Topics of the live socket that a page asks for, and hears only while it does.
 *
 * Policy: what is asked for survives a lost connection; each new one (after its `hello`) is asked
 * again, and the centre begins anew with everything. Several may hear one topic: it is asked for
 * once, and given up with the last of them.
 */
export interface TopicMessage {
  topic: string
}

/** Takes the messages of its topic, as these are. */
type Hear = (message: never) => void
type Send = (text: string) => void

const listeners = new Map<string, Set<Hear>>()
/** Topics that are asked for, and by how many. */
const wanted = new Map<string, number>()
let send: Send | undefined

const say = (wish: 'subscribe' | 'unsubscribe', topics: string[]) => {
  if (topics.length > 0) send?.(JSON.stringify({ [wish]: topics }))
}

/** Hears what comes by itself, until the function it returns is called. */
export function hear(topic: string, listener: Hear): () => void {
  const all = listeners.get(topic) ?? new Set()
  listeners.set(topic, all.add(listener))
  return () => {
    all.delete(listener)
  }
}

/** Asks for a topic and hears it, until the function it returns is called. */
export function listenTo(topic: string, listener: Hear): () => void {
  const stop = hear(topic, listener)
  // Who comes later has missed the beginning, so it is asked for once more.
  if (wanted.has(topic)) say('unsubscribe', [topic])
  wanted.set(topic, (wanted.get(topic) ?? 0) + 1)
  say('subscribe', [topic])
  return () => {
    stop()
    const others = (wanted.get(topic) ?? 1) - 1
    if (others > 0) {
      wanted.set(topic, others)
      return
    }
    wanted.delete(topic)
    say('unsubscribe', [topic])
  }
}

/** A new connection is there: asks for everything that is wanted. */
export function ask(over: Send): void {
  send = over
  say('subscribe', [...wanted.keys()])
}

/** The connection is gone. */
export function forgetTopics(): void {
  send = undefined
}

/** Gives a message to those who asked for its topic. */
export function deliver(message: TopicMessage): void {
  listeners.get(message.topic)?.forEach((hear) => hear(message as never))
}
