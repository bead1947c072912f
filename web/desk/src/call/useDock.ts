import { useMemo, useState } from 'react'
import type { Interaction } from '../api/types'
import { consultedIn, ownParty } from '../live/mine'
import { incomingCall, runningCall, useLive } from '../live/store'
import { usePhone } from '../phone/state'
import { answerOffer, hangUp, inCall, rejectOffer, toggleHold, toggleMute } from './acts'
import { useKeys } from './useKeys'

/** What is open above the dock; one at a time. */
export type Panel = 'transfer' | 'add' | 'dial' | 'keypad' | null

interface Situation {
  call: Interaction | undefined
  /** An offer, or a colleague, wants an answer. */
  asked: boolean
  /** Signed in, and nothing runs or rings. */
  free: boolean
  consulting: boolean
}

/** What the keys do now; those of a consultation take the place of those that would begin one. */
function keysFor({ call, asked, free, consulting }: Situation, toggle: (panel: Panel) => () => void) {
  return {
    F2: free ? toggle('dial') : answerOffer,
    'Ctrl+k': free ? toggle('dial') : undefined,
    F3: toggleHold,
    F4: toggleMute,
    F6: consulting ? () => inCall('complete') : toggle('transfer'),
    'Shift+F6': consulting ? () => inCall('cancelConsult') : undefined,
    F7: consulting ? () => inCall('merge') : toggle('add'),
    F8: toggle('keypad'),
    F9: asked && !call ? rejectOffer : hangUp,
    'Shift+F9': () => inCall('hangUpForAll'),
  }
}

/** How the telephone stands, and which of its keys can be pressed. */
export function useDock() {
  const asked = useLive((live) => live.offer !== null || incomingCall(live) !== undefined)
  const call = useLive(runningCall)
  const agent = useLive((live) => live.agent)
  const sound = usePhone((phone) => phone.call)
  const apart = usePhone((phone) => phone.registration === 'apart')
  const [panel, setPanel] = useState<Panel>(null)
  const own = call && ownParty(call, agent?.id)
  const consulting = call !== undefined && consultedIn(call) !== undefined
  const free = agent !== null && agent.state !== 'signed-out' && !call && !asked
  const keys = useMemo(
    () => keysFor({ call, asked, free, consulting }, (wanted) => () => setPanel((open) => (open === wanted ? null : wanted))),
    [asked, call, consulting, free],
  )
  useKeys(keys)
  return {
    asked,
    call,
    apart,
    free,
    sound: sound !== null,
    held: call?.state === 'held',
    muted: (sound?.muted ?? false) || (own?.muted ?? false),
    leads: call !== undefined && call.lead === agent?.id && call.state !== 'dialling' && !consulting,
    holds: call !== undefined && call.lead === agent?.id && call.state !== 'dialling',
    opener: (wanted: Panel) => ({ open: panel === wanted, onOpen: (open: boolean) => setPanel(open ? wanted : null) }),
  }
}
