import i18next from 'i18next'
import { agent } from '../api/agent'
import { explain } from '../api/explain'
import { notify } from '../design/notices'
import { runningCall, useLive } from '../live/store'
import { answer, dropCall, setMuted } from '../phone/session'
import { usePhone } from '../phone/state'
import { saveDraft, useDrafts } from './drafts'

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

export function answerOffer(): void {
  const { offer } = useLive.getState()
  if (offer) answer(offer.id)
}

export function rejectOffer(): void {
  const { offer } = useLive.getState()
  if (offer) void attempt(agent.reject(offer.id))
}

export function toggleHold(): void {
  const call = running()
  if (call) void attempt(call.state === 'held' ? agent.resume(call.id) : agent.hold(call.id))
}

export function toggleMute(): void {
  const { call } = usePhone.getState()
  if (call) setMuted(!call.muted)
}

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
  const draft = useDrafts.getState().drafts[interaction]
  if (!draft) return true
  const saved = await attempt(saveDraft(interaction))
  if (saved) notify(i18next.t('call.saved'), 'good')
  return saved
}

/** Saves what was written, then ends the wrap-up. */
export async function finishWrapUp(interaction: string): Promise<void> {
  if (await sumUp(interaction)) await attempt(agent.finishWrapUp())
}
