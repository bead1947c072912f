import {
  CalendarDays,
  Ear,
  LogIn,
  LogOut,
  MessageSquareText,
  Pause,
  PhoneForwarded,
  PhoneOff,
  Replace,
  Route,
  Undo2,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { supervise } from '../../api/supervise'
import type { Permission } from '../../api/types'
import type { Seat } from './agents'

export type ActId =
  | 'follow'
  | 'listen'
  | 'whisper'
  | 'barge'
  | 'take-over'
  | 'release'
  | 'ready'
  | 'not-ready'
  | 'sign-out'
  | 'intercept'
  | 'end-intercept'
  | 'day'

export interface Act {
  id: ActId
  icon: LucideIcon
  key: string
  /** What it needs; following a call needs only the board. */
  permission: Permission
  /** The supervisor's own telephone takes part. */
  telephone?: boolean
  /** Cannot be taken back: asked twice. */
  grave?: boolean
  possible: (seat: Seat) => boolean
}

const inTalk = ({ agent, call }: Seat) => agent.state === 'busy' && call !== undefined
const signedIn = ({ agent }: Seat) => agent.state !== 'signed-out'
const free = ({ agent }: Seat) => agent.state !== 'busy' && agent.state !== 'offered'

/** Every act on an agent, in the order of the menu. */
export const acts: readonly Act[] = [
  { id: 'follow', icon: Route, key: 'Enter', permission: 'supervise.view', possible: ({ call }) => call !== undefined },
  { id: 'listen', icon: Ear, key: 'L', permission: 'supervise.listen', telephone: true, possible: inTalk },
  { id: 'whisper', icon: MessageSquareText, key: 'W', permission: 'supervise.whisper', telephone: true, possible: inTalk },
  { id: 'barge', icon: Users, key: 'B', permission: 'supervise.barge', telephone: true, possible: inTalk },
  { id: 'take-over', icon: Replace, key: 'T', permission: 'supervise.take-over', telephone: true, grave: true, possible: inTalk },
  { id: 'release', icon: PhoneOff, key: 'X', permission: 'supervise.release', grave: true, possible: inTalk },
  { id: 'ready', icon: LogIn, key: 'R', permission: 'supervise.force-state', possible: (seat) => ['not-ready', 'wrap-up'].includes(seat.agent.state) },
  { id: 'not-ready', icon: Pause, key: 'N', permission: 'supervise.force-state', possible: (seat) => signedIn(seat) && seat.agent.state !== 'not-ready' },
  { id: 'sign-out', icon: LogOut, key: 'O', permission: 'supervise.force-state', grave: true, possible: (seat) => signedIn(seat) && free(seat) },
  { id: 'intercept', icon: PhoneForwarded, key: 'I', permission: 'supervise.intercept', possible: (seat) => signedIn(seat) && seat.agent.intercepted_by === null },
  { id: 'end-intercept', icon: Undo2, key: 'I', permission: 'supervise.intercept', possible: (seat) => seat.agent.intercepted_by !== null },
  { id: 'day', icon: CalendarDays, key: 'D', permission: 'supervise.view', possible: () => true },
]

export interface Me {
  id: string
  permissions: readonly string[]
  /** Signed in to the desk, so that the telephone can be rung. */
  reachable: boolean
}

/** What somebody may do with an agent now; nobody listens to themselves. */
export function actsOn(seat: Seat, me: Me): Act[] {
  return acts.filter(
    ({ permission, possible, telephone }) =>
      me.permissions.includes(permission) && possible(seat) && !(telephone && seat.agent.id === me.id),
  )
}

/** Does it; `follow`, `day` and `intercept` are the page's own. */
export function perform(id: ActId, { agent, call }: Seat): Promise<unknown> {
  const interaction = call?.id ?? ''
  switch (id) {
    case 'listen':
    case 'whisper':
      return supervise.monitor(interaction, agent.id, id)
    case 'barge':
      return supervise.barge(interaction)
    case 'take-over':
      return supervise.takeOver(interaction, agent.id)
    case 'release':
      return supervise.release(interaction)
    case 'ready':
    case 'not-ready':
      return supervise.force(agent.id, id)
    case 'sign-out':
      return supervise.force(agent.id, 'signed-out')
    case 'end-intercept':
      return supervise.endIntercept(agent.id)
    default:
      return Promise.resolve()
  }
}
