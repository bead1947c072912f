/** Measures from an offer's arrival to the painted screen pop, as `screen-pop` of the Performance API. */
const received = 'offer-received'
const painted = 'screen-pop-painted'

export const markOffer = (offer: string) => performance.mark(received, { detail: { offer } })

/** Call from a layout effect: the frame that is then painted has the record on it. */
export function markPainted(offer: string): void {
  requestAnimationFrame(() => {
    const afterPaint = new MessageChannel()
    afterPaint.port1.onmessage = () => {
      if (performance.getEntriesByName(received).length === 0) return
      const end = performance.mark(painted, { detail: { offer } })
      performance.measure('screen-pop', { start: received, end: end.startTime, detail: { offer } })
      performance.clearMarks(received)
    }
    afterPaint.port2.postMessage(null)
  })
}
