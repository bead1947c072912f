import i18next from 'i18next'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { agent } from '../api/agent'
import { calls } from '../api/calls'
import type { Draft, Interaction } from '../api/types'
import { notify } from '../design/notices'
import { useLive } from '../live/store'

/**
 * What the agent writes about a contact, until the centre has it.
 *
 * Policy: kept on this computer at every change, so that it survives a reload. While the agent is in
 * the call it goes to the centre at every pause too, so that whoever else is in it sees it, and
 * whoever takes it over has it; what comes from them stands here unless something newer is being
 * typed. It becomes the summary when the agent finishes, when the wrap-up ends by time, and after a
 * reload if it had ended meanwhile. Only what the centre has taken is forgotten here.
 */
const PAUSE = 500

const pauses = new Map<string, ReturnType<typeof setTimeout>>()
const shared = new Set<Interaction['state']>(['talking', 'held', 'dialling', 'lost'])

export const useDrafts = create<{ drafts: Record<string, Draft> }>()(
  persist(() => ({ drafts: {} }), { name: 'switchroom.drafts' }),
)

const keep = (interaction: string, draft: Draft) =>
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [interaction]: draft } }))

export function setDraft(interaction: string, draft: Draft): void {
  keep(interaction, draft)
  const contact = useLive.getState().interactions[interaction]
  if (contact && shared.has(contact.state)) share(interaction)
}

/** What is written about a contact: here, else by somebody else in the call, else in the record. */
export function draftOf(contact: Pick<Interaction, 'id' | 'disposition' | 'note' | 'draft'>, own: Draft | undefined): Draft {
  return own ?? contact.draft ?? { disposition: contact.disposition ?? '', note: contact.note }
}

function share(interaction: string): void {
  clearTimeout(pauses.get(interaction))
  pauses.set(interaction, setTimeout(() => void shareNow(interaction), PAUSE))
}

/** What is typed goes to the centre before the call does: to whoever gets it. */
export async function shareNow(interaction: string): Promise<void> {
  const pause = pauses.get(interaction)
  clearTimeout(pause)
  const draft = useDrafts.getState().drafts[interaction]
  // Whoever has left the call meanwhile has the draft here, and sums up with it.
  if (draft) await calls.keepDraft(interaction, draft).catch(() => undefined)
  if (pauses.get(interaction) === pause) pauses.delete(interaction)
}

/** What somebody else in the call has typed stands here too, unless the agent is typing. */
function takeOver(contact: Interaction): void {
  const own = useDrafts.getState().drafts[contact.id]
  if (!own || !contact.draft || pauses.has(contact.id) || !shared.has(contact.state)) return
  const { disposition, note, by } = contact.draft
  if (by === useLive.getState().agent?.id) return
  if (own.note !== note || own.disposition !== disposition) keep(contact.id, { disposition, note })
}

export function dropDraft(interaction: string): void {
  useDrafts.setState(({ drafts }) => ({
    drafts: Object.fromEntries(Object.entries(drafts).filter(([id]) => id !== interaction)),
  }))
}

/** Gives the draft to the centre, if there is one. */
export async function saveDraft(interaction: string): Promise<void> {
  const draft = useDrafts.getState().drafts[interaction] ?? useLive.getState().interactions[interaction]?.draft
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
    for (const contact of Object.values(live.interactions)) {
      if (contact.draft !== before.interactions[contact.id]?.draft) takeOver(contact)
    }
  })
}
