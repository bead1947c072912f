/** One agent's day: ready, offered, talking, wrap-up; told to whoever listens. */
import { call, customers, queues } from './data.mjs'

const WRAP_UP = 30_000
const RING = 20_000

export function centre() {
  const listeners = new Set()
  const state = {
    agent: { id: 'agent-7', state: 'signed-out', reason: null, pending_reason: null, since: Date.now(), wrap_up_until: null },
    offer: null,
    interaction: null,
    line: null,
  }
  let count = 0
  let timer

  const tell = (message) => listeners.forEach((listener) => listener(message))
  const setAgent = (change) => {
    state.agent = { ...state.agent, ...change, since: Date.now() }
    tell({ topic: 'agent', agent: state.agent })
  }
  const setInteraction = (change) => {
    state.interaction = { ...state.interaction, ...change }
    tell({ topic: 'interaction', interaction: state.interaction })
    if (state.interaction.state === 'ended') state.interaction = null
  }
  const endOffer = (cause, next) => {
    const { offer } = state
    if (!offer) return
    clearTimeout(timer)
    state.offer = null
    tell({ topic: 'offer-ended', offer: offer.id, cause })
    setAgent(next)
  }

  function offer({ unknown = false, vip = false, ring = RING } = {}) {
    const customer = unknown ? null : customers[vip ? 1 : 0]
    const id = `offer-${++count}`
    const interaction = call(`call-${count}`, { customer })
    const now = Date.now()
    state.offer = { id, interaction, queue: interaction.queue, expires: now + ring, now }
    setAgent({ state: 'offered' })
    tell({ topic: 'offer', offer: state.offer })
    setTimeout(() => state.line?.invite(id, interaction.id), 60)
    timer = setTimeout(() => {
      state.line?.cancel()
      endOffer('no-answer', { state: 'not-ready', reason: 'missed' })
    }, ring)
  }

  function answered() {
    if (!state.offer) return
    const { interaction } = state.offer
    endOffer('accepted', { state: 'busy' })
    state.interaction = interaction
    setInteraction({ state: 'talking', connected_at: Date.now(), recording: true })
  }

  function callOver() {
    if (!state.interaction || state.interaction.state === 'wrap-up') return
    state.line?.bye()
    setInteraction({ state: 'wrap-up', ended_at: Date.now(), recording: false })
    setAgent({ state: 'wrap-up', wrap_up_until: Date.now() + WRAP_UP })
    timer = setTimeout(finish, WRAP_UP)
  }

  function finish() {
    clearTimeout(timer)
    if (state.interaction) setInteraction({ state: 'ended' })
    const reason = state.agent.pending_reason
    setAgent({ state: reason ? 'not-ready' : 'ready', reason, pending_reason: null, wrap_up_until: null })
  }

  const acts = {
    'sign-in': () => setAgent({ state: 'not-ready', reason: 'signed-in' }),
    'sign-out': () => setAgent({ state: 'signed-out', reason: '' }),
    ready: () => setAgent({ state: 'ready', reason: '' }),
    'not-ready': ({ reason }) =>
      state.interaction ? setAgent({ pending_reason: reason }) : setAgent({ state: 'not-ready', reason }),
    'wrap-up/finish': finish,
    reject: () => {
      state.line?.cancel()
      endOffer('rejected', { state: 'ready' })
    },
    hold: () => setInteraction({ state: 'held' }),
    resume: () => setInteraction({ state: 'talking' }),
    'hang-up': callOver,
    offer,
  }

  return {
    acts,
    answered,
    callOver,
    setLine: (line) => (state.line = line),
    hello: () => ({
      topic: 'hello',
      now: Date.now(),
      agent: state.agent,
      offer: state.offer,
      interactions: state.interaction ? [state.interaction] : [],
      queues,
    }),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
