import i18next from 'i18next'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { agent } from '../api/agent'
import { notify } from '../design/notices'
import { useLive } from '../live/store'

/**
 * What the agent writes about a contact, until the centre has it.
 *
 * Policy: kept on this computer at every change, so that it survives a reload. Given to the centre
 * when the agent finishes, when the wrap-up ends by time, and after a reload if it had ended
 * meanwhile. Only what the centre has taken is forgotten here.
 */
export interface Draft {
  disposition: string
  note: string
}

export const useDrafts = create<{ drafts: Record<string, Draft> }>()(
  persist(() => ({ drafts: {} }), { name: 'switchroom.drafts' }),
)

export function setDraft(interaction: string, draft: Draft): void {
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [interaction]: draft } }))
}

export function dropDraft(interaction: string): void {
  useDrafts.setState(({ drafts }) => ({
    drafts: Object.fromEntries(Object.entries(drafts).filter(([id]) => id !== interaction)),
  }))
}

/** Gives the draft to the centre, if there is one. */
export async function saveDraft(interaction: string): Promise<void> {
  const draft = useDrafts.getState().drafts[interaction]
  if (!draft) return
  await agent.dispose(interaction, draft.disposition, draft.note)
  if (useDrafts.getState().drafts[interaction] === draft) dropDraft(interaction)
}

async function saveLeft(): Promise<void> {
  const { known, interactions } = useLive.getState()
  if (!known) return
  const left = Object.entries(useDrafts.getState().drafts)
    .filter(([id]) => !interactions[id])
    .map(([id]) => id)
  for (const id of left) {
    try {
      await saveDraft(id)
      notify(i18next.t('call.saved'), 'good')
    } catch {
      notify(i18next.t('call.draftWaiting'), 'bad')
    }
  }
}

/** Saves drafts of contacts that have left the desk. */
export function keepDrafts(): () => void {
  void saveLeft()
  return useLive.subscribe((live, before) => {
    if (live.interactions !== before.interactions || live.known !== before.known) void saveLeft()
  })
}
