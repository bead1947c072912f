import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface AlarmSound {
  muted: boolean
  mute: (muted: boolean) => void
}

/** Whether alarms are heard in this browser; remembered. */
export const useAlarmSound = create<AlarmSound>()(
  persist((set) => ({ muted: false, mute: (muted) => set({ muted }) }), {
    name: 'switchroom.alarms',
    partialize: ({ muted }) => ({ muted }),
  }),
)
