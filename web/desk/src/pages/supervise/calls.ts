import type { BoardCall } from '../../api/supervise'

/** Who is at the other end: the customer, else the number. */
export const callerOf = (call: BoardCall): string =>
  call.customer ||
  (call.direction === 'in' ? call.caller_pretty || call.caller : call.called_pretty || call.called)

/** Since when it is where it is. */
export const stageSince = (call: BoardCall): number =>
  call.held_since ??
  (call.state === 'talking' ? call.connected_at : call.state === 'waiting' || call.state === 'offered' ? call.queued_at : null) ??
  call.opened_at

export const byAge = (calls: Record<string, BoardCall>): BoardCall[] =>
  Object.values(calls).sort((a, b) => a.opened_at - b.opened_at || a.id.localeCompare(b.id))
