import { create } from 'zustand'

export interface Notice {
  id: number
  tone: 'plain' | 'good' | 'bad'
  text: string
  /** What can be done about it. */
  action: NoticeAction | undefined
}

export interface NoticeAction {
  label: string
  run: () => void
}

const SHOWN = 6000

let next = 0

/** The one quiet line above the dock; a newer notice takes the place of the last. */
export const useNotice = create<{ notice: Notice | null }>(() => ({ notice: null }))

export const dismissNotice = () => useNotice.setState({ notice: null })

export function notify(text: string, tone: Notice['tone'] = 'plain', action?: NoticeAction): void {
  const notice = { id: next++, tone, text, action }
  useNotice.setState({ notice })
  setTimeout(() => {
    if (useNotice.getState().notice === notice) dismissNotice()
  }, SHOWN)
}
