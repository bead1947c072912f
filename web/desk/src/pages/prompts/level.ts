/** Decibels; beyond it nobody wants to go in one step. */
export const MOST = 24

/** How much louder a sound can become before its loudest moment is cut off. */
export function headroom(channels: readonly (readonly number[])[]): number {
  const loudest = Math.max(0, ...channels.map((channel) => Math.max(0, ...channel)))
  if (loudest === 0) return MOST
  return Math.min(MOST, Math.max(0, Math.floor(-20 * Math.log10(loudest))))
}
