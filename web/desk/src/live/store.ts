import { create } from 'zustand'
import type { Interaction, LiveMessage } from '../api/types'
import { nothing, reduce, type Live } from './reduce'

export type Connection = 'connecting' | 'open' | 'lost'

interface LiveStore extends Live {
  connection: Connection
}

/** Call and presence state; only the socket below writes it. */
export const useLive = create<LiveStore>(() => ({ ...nothing, connection: 'connecting' }))

export const receive = (message: LiveMessage, received: number) =>
  useLive.setState((live) => ({ ...live, ...reduce(live, message, received) }))

export const setConnection = (connection: Connection) =>
  useLive.setState(connection === 'open' ? { connection } : { connection, known: false })

export const forget = () => useLive.setState({ ...nothing, connection: 'connecting' })

const running = new Set(['talking', 'held', 'dialling', 'lost'])

/** The contact that is being talked to now, if any. */
export const runningCall = (live: Live): Interaction | undefined =>
  Object.values(live.interactions).find((interaction) => running.has(interaction.state))

/** The contact that somebody asks the agent into, if any. */
export const incomingCall = (live: Live): Interaction | undefined =>
  Object.values(live.interactions).find((interaction) => interaction.state === 'incoming')

/** The contact that is being written up now, if any. */
export const wrappingUp = (live: Live): Interaction | undefined =>
  Object.values(live.interactions).find((interaction) => interaction.state === 'wrap-up')
