import type { BoardAgent, BoardCall } from '../../api/supervise'
import type { ShownState } from '../../design/StateMark'
import type { Board } from './board'

/** Those who need a look first, first. */
export const stateOrder: readonly ShownState[] = ['offered', 'talking', 'held', 'wrap-up', 'ready', 'not-ready', 'signed-out']

export type Grouping = 'state' | 'team' | 'skill'

export interface Filter {
  text: string
  /** '' is everybody who is signed in. */
  state: ShownState | ''
  queue: string
  team: string
}

/** An agent with the call that is worked on, or that rings. */
export interface Seat {
  agent: BoardAgent
  shown: ShownState
  call: BoardCall | undefined
}

export interface Group {
  id: string
  seats: Seat[]
}

const isHeld = (agent: BoardAgent, call: BoardCall | undefined) =>
  call?.parties.some((party) => party.agent === agent.id && party.state === 'held') ?? false

function shownOf(agent: BoardAgent, call: BoardCall | undefined): ShownState {
  if (agent.state !== 'busy') return agent.state
  return call && (call.held_since !== null || isHeld(agent, call)) ? 'held' : 'talking'
}

/** Every agent with what they are at. */
export function seatsOf({ agents, calls }: Pick<Board, 'agents' | 'calls'>): Seat[] {
  return Object.values(agents)
    .map((agent) => {
      const id = agent.calls[0] ?? agent.ringing[0]
      const call = id === undefined ? undefined : calls[id]
      return { agent, call, shown: shownOf(agent, call) }
    })
    .sort((a, b) => a.agent.number.localeCompare(b.agent.number, undefined, { numeric: true }))
}

/** How many there are of each state. */
export function countStates(seats: readonly Seat[]): Record<ShownState, number> {
  const counts = Object.fromEntries(stateOrder.map((state) => [state, 0])) as Record<ShownState, number>
  for (const { shown } of seats) counts[shown] += 1
  return counts
}

const inText = ({ agent, call }: Seat, text: string) =>
  [agent.name, agent.number, agent.extension, call?.customer, call?.caller, call?.caller_pretty]
    .join('\n')
    .toLowerCase()
    .includes(text)

/** Those whom a filter leaves. */
export function filtered(seats: readonly Seat[], { text, state, queue, team }: Filter): Seat[] {
  const wanted = text.trim().toLowerCase()
  return seats.filter(
    (seat) =>
      (state ? seat.shown === state : seat.shown !== 'signed-out') &&
      (!queue || seat.agent.queues.includes(queue)) &&
      (!team || seat.agent.team === team) &&
      (!wanted || inText(seat, wanted)),
  )
}

const keysOf = ({ agent, shown }: Seat, grouping: Grouping): readonly string[] => {
  if (grouping === 'state') return [shown]
  if (grouping === 'team') return [agent.team]
  return agent.skills.length > 0 ? agent.skills : ['']
}

/** Seats in groups: states in their order, teams and skills by id; those without one last. */
export function grouped(seats: readonly Seat[], grouping: Grouping): Group[] {
  const groups = new Map<string, Seat[]>()
  for (const seat of seats)
    for (const key of keysOf(seat, grouping)) {
      const members = groups.get(key)
      if (members) members.push(seat)
      else groups.set(key, [seat])
    }
  const place = (id: string) => (grouping === 'state' ? stateOrder.indexOf(id as ShownState) : id === '' ? 1 : 0)
  return [...groups]
    .map(([id, members]) => ({ id, seats: members }))
    .sort((a, b) => place(a.id) - place(b.id) || a.id.localeCompare(b.id))
}
