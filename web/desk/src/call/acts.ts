import i18next from 'i18next'
import { agent } from '../api/agent'
import { calls, type Target } from '../api/calls'
import { explain } from '../api/explain'
import { notify } from '../design/notices'
import { consultedIn, ownParty } from '../live/mine'
import { incomingCall, runningCall, useLive } from '../live/store'
import { answer, decline, dropCall, sendKey, setMuted } from '../phone/session'
import { usePhone } from '../phone/state'
import { saveDraft, shareNow, useDrafts } from './drafts'

/** Does it, and says in one quiet line if it could not be done. True: it was done. */
export async function attempt(act: Promise<unknown>): Promise<boolean> {
  try {
    await act
    return true
  } catch (problem) {
    notify(explain(problem), 'bad')
    return false
  }
}

const running = () => runningCall(useLive.getState())

/** Takes what is offered, or the call of a colleague. */
export function answerOffer(): void {
  const { offer } = useLive.getState()
  const key = offer?.id ?? incomingCall(useLive.getState())?.id
  if (key) answer(key)
}

export function rejectOffer(): void {
  const { offer } = useLive.getState()
  const incoming = incomingCall(useLive.getState())
  if (offer) void attempt(agent.reject(offer.id))
  else if (incoming) decline(incoming.id)
}

/** Lets the customer hear music, or back; while somebody is consulted and there, they change places. */
export function toggleHold(): void {
  const call = running()
  if (!call) return
  const there = ['in', 'held'].includes(consultedIn(call)?.state ?? '')
  if (there) void attempt(calls.swap(call.id))
  else void attempt(call.state === 'held' ? agent.resume(call.id) : agent.hold(call.id))
}

/** At the microphone of the page; at the centre for a telephone that stands by itself. */
export function toggleMute(): void {
  const { call } = usePhone.getState()
  const contact = running()
  const own = contact && ownParty(contact, useLive.getState().agent?.id)
  if (call && !own?.muted) setMuted(!call.muted)
  else if (contact && own) void attempt(calls.mute(contact.id, own.leg, !own.muted))
}

/** Presses a key of the telephone. */
export function pressKey(key: string): void {
  const contact = running()
  if (usePhone.getState().call) sendKey(key)
  else if (contact) void attempt(calls.digits(contact.id, key))
}

/** Sends the customer on, rings somebody beside them, or adds one. */
export function reach(target: Target, how: 'blind' | 'consult' | 'add'): void {
  const call = running()
  if (!call) return
  const act = how === 'add' ? calls.add(call.id, target) : shareNow(call.id).then(() => calls.transfer(call.id, target, how))
  void attempt(act)
}

/** Gives the customer back to the flow of the call, or to another place in one. */
export function returnToMenu(place?: { flow: string; node: string }): void {
  const call = running()
  if (call) void attempt(shareNow(call.id).then(() => calls.returnToMenu(call.id, place)))
}

type Act = 'complete' | 'cancelConsult' | 'swap' | 'merge' | 'hangUpForAll'

/** Does one of the acts of a call that need nothing but the call. */
export function inCall(act: Act): void {
  const call = running()
  if (call) void attempt(shareNow(call.id).then(() => calls[act](call.id)))
}

/** Calls a number; what becomes of it comes over the WebSocket. */
export async function dialNumber(number: string, customer = ''): Promise<void> {
  if (running()) return
  forgetFailure()
  localStorage.setItem(LAST_DIALLED, number)
  await attempt(calls.dial(number, customer))
}

/** What did not come about is not shown any more. */
export const forgetFailure = () => useLive.setState({ lastFailure: null })

/** Has somebody rung who is busy, once they are free. */
export const ringWhenFree = ({ number, name }: { number: string; name: string }) =>
  void import('./plans').then((plans) => plans.askRingBack(number, name))

const LAST_DIALLED = 'switchroom.dialled'

/** The number that was called last from this computer. */
export const lastDialled = () => localStorage.getItem(LAST_DIALLED) ?? ''

/** Ends the call; from here if the centre cannot be asked to. */
export function hangUp(): void {
  const call = running()
  if (!call) return
  agent.hangUp(call.id).catch((problem: unknown) => {
    if (usePhone.getState().call) dropCall()
    else notify(explain(problem), 'bad')
  })
}

/** Gives what was written to the centre. True: there is nothing left to give. */
export async function sumUp(interaction: string): Promise<boolean> {
  const draft = useDrafts.getState().drafts[interaction] ?? useLive.getState().interactions[interaction]?.draft
  if (!draft) return true
  const saved = await attempt(saveDraft(interaction))
  if (saved) notify(i18next.t('call.saved'), 'good')
  return saved
}

/** Saves what was written, then ends the wrap-up. */
export async function finishWrapUp(interaction: string): Promise<void> {
  if (await sumUp(interaction)) await attempt(agent.finishWrapUp())
}
