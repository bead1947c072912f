import type { IceCandidateEvent } from 'jssip/lib/RTCSession'

const AT_MOST = 200
const FOR_SIBLINGS = 30

/** How long to wait for more candidates after one of this type, `elapsed` ms into gathering. */
export function patience(type: string | null, elapsed: number): number {
  const left = Math.max(0, AT_MOST - elapsed)
  return type === 'host' ? Math.min(FOR_SIBLINGS, left) : left
}

/**
 * Ends gathering early. SIP has no trickle, so every millisecond here is silence after the answer:
 * the first host candidate is enough, with a moment for those of other interfaces.
 */
export function hurryGathering(): (event: IceCandidateEvent) => void {
  let started: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  return ({ candidate, ready }) => {
    started ??= performance.now()
    clearTimeout(timer)
    timer = setTimeout(ready, patience(candidate.type, performance.now() - started))
  }
}
