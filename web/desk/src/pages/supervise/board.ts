import { useEffect } from 'react'
import { create } from 'zustand'
import type { BoardAgent, BoardCall, BoardMessage, BoardTrunk } from '../../api/supervise'
import type { Named } from '../../api/types'
import { listenTo } from '../../live/topics'

export interface Board {
  /** Whether the whole picture has come. */
  known: boolean
  agents: Record<string, BoardAgent>
  calls: Record<string, BoardCall>
  trunks: BoardTrunk[]
  teams: Record<string, Named>
  skills: Record<string, Named>
  lines: Record<string, Named>
}

export const empty: Board = { known: false, agents: {}, calls: {}, trunks: [], teams: {}, skills: {}, lines: {} }

const away: Omit<BoardAgent, 'id'> = {
  name: '',
  number: '',
  extension: '',
  team: '',
  skills: [],
  queues: [],
  state: 'signed-out',
  reason: null,
  pending_reason: null,
  since: 0,
  wrap_up_until: null,
  calls: [],
  ringing: [],
  intercepted_by: null,
}

const byId = <One extends { id: string }>(list: One[]): Record<string, One> =>
  Object.fromEntries(list.map((one) => [one.id, one]))

function withAgents(board: Board, changed: Partial<BoardAgent>[] = []): Board['agents'] {
  if (changed.length === 0) return board.agents
  const agents = { ...board.agents }
  for (const one of changed) if (one.id) agents[one.id] = { ...(agents[one.id] ?? { ...away, id: one.id }), ...one }
  return agents
}

function withCalls(board: Board, changed: BoardCall[] = [], ended: string[] = []): Board['calls'] {
  if (changed.length + ended.length === 0) return board.calls
  const gone = new Set(ended)
  const kept = Object.entries(board.calls).filter(([id]) => !gone.has(id))
  return { ...Object.fromEntries(kept), ...byId(changed) }
}

/** The board after a message: anew, or with what is different. */
export function apply(board: Board, message: BoardMessage): Board {
  if (message.whole) {
    const { teams, skills, lines, trunks } = message
    const agents = withAgents(empty, message.agents)
    return { known: true, agents, calls: byId(message.calls), trunks, teams, skills, lines }
  }
  return {
    ...board,
    agents: withAgents(board, message.agents),
    calls: withCalls(board, message.calls, message.ended),
    trunks: message.trunks ?? board.trunks,
  }
}

export const useBoardStore = create<Board>(() => empty)

/** The live board, told for as long as the page is open. */
export function useBoard(): Board {
  useEffect(() => {
    const stop = listenTo('board', (message: BoardMessage) => useBoardStore.setState((board) => apply(board, message)))
    return () => {
      stop()
      useBoardStore.setState(empty)
    }
  }, [])
  return useBoardStore()
}
