import { standing } from './centre'
import { setCall, useCall } from './state'

const EVERY = 1500

/** Asks the centre how the call stands, until the function it returns is called. */
export function follow(visit: string): () => void {
  const timer = setInterval(() => void look(visit), EVERY)
  return () => clearInterval(timer)
}

/** Asks once; what cannot be learnt now is learnt the next time. */
export async function look(visit: string): Promise<void> {
  const known = await standing(visit).catch(() => null)
  if (known && useCall.getState().visit === visit) setCall({ standing: known })
}
