import { create } from 'zustand'

export type TourKind = 'agent' | 'admin'

/** The guided tour that is being taken, if any. */
export const useTour = create<{ tour: TourKind | null }>(() => ({ tour: null }))

export const startTour = (tour: TourKind) => useTour.setState({ tour })

export const endTour = () => useTour.setState({ tour: null })
