import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Scheme } from './tokens'

export type SchemeChoice = Scheme | 'system'

interface SchemeState {
  choice: SchemeChoice
  system: Scheme
  choose: (choice: SchemeChoice) => void
}

const query = '(prefers-color-scheme: dark)'

const systemScheme = (): Scheme => (window.matchMedia(query).matches ? 'dark' : 'light')

/** Light, dark, or as the system says; remembered. */
export const useSchemeStore = create<SchemeState>()(
  persist(
    (set) => ({
      choice: 'system',
      system: systemScheme(),
      choose: (choice) => set({ choice }),
    }),
    { name: 'switchroom.scheme', partialize: ({ choice }) => ({ choice }) },
  ),
)

const shown = (state: SchemeState): Scheme => (state.choice === 'system' ? state.system : state.choice)

/** The scheme that is shown. */
export const useScheme = (): Scheme => useSchemeStore(shown)

/** Keeps the page's attribute and the system's wish up to date. */
export function followScheme(page: Document): void {
  const apply = (state: SchemeState) => page.documentElement.setAttribute('data-scheme', shown(state))
  apply(useSchemeStore.getState())
  useSchemeStore.subscribe(apply)
  window.matchMedia(query).addEventListener('change', () => {
    useSchemeStore.setState({ system: systemScheme() })
  })
}
