import type { TourKind } from '../design/tour'

/** Where each stop of the tours points; nowhere: in the middle of the page. */
const where = {
  welcome: null,
  state: '[data-tour=state]',
  inbox: '[data-tour=inbox]',
  dock: '[data-tour=dock]',
  telephone: '[data-tour=telephone]',
  day: 'nav a[href="/day"]',
  adminWelcome: null,
  settings: 'nav a[href="/settings"]',
  flows: 'nav a[href="/flows"]',
  prompts: 'nav a[href="/prompts"]',
  live: 'nav a[href="/supervise"]',
  contacts: 'nav a[href="/interactions"]',
  me: '[data-tour=me]',
} as const

export type Stop = keyof typeof where

const tours: Record<TourKind, readonly Stop[]> = {
  agent: ['welcome', 'state', 'inbox', 'dock', 'telephone', 'day', 'me'],
  admin: ['adminWelcome', 'settings', 'flows', 'prompts', 'live', 'contacts', 'me'],
}

export interface StopPlace {
  stop: Stop
  place: HTMLElement | null
}

/** The stops of a tour that this person's page has. */
export function placesOf(kind: TourKind, page: ParentNode): StopPlace[] {
  return tours[kind].flatMap((stop): StopPlace[] => {
    const selector = where[stop]
    if (selector === null) return [{ stop, place: null }]
    const place = page.querySelector<HTMLElement>(selector)
    return place ? [{ stop, place }] : []
  })
}

const NARROW = 700
const EDGE = 120

/** On which side of a place its stop is told: beside the rail, whose other keys stay visible, else below. */
export function sideOf(place: HTMLElement): 'right' | 'bottomRight' | 'bottom' {
  if (place.closest('nav') && window.innerWidth > NARROW) return 'right'
  return place.getBoundingClientRect().right > window.innerWidth - EDGE ? 'bottomRight' : 'bottom'
}
