const NAME = 'switchroom.telephone'
const PATIENCE = 1500

/**
 * Runs `hold` while no other tab of this browser does; two would take the registration from each
 * other. Resolves to false where another has it, or has taken it over.
 */
export async function exclusively(takeOver: boolean, hold: () => Promise<void>): Promise<boolean> {
  // Absent outside of a secure context, whatever the type says.
  const locks = navigator.locks as LockManager | undefined
  if (!locks) return hold().then(() => true)
  // A page that is being left keeps its lock for a moment, hence the patience after a reload.
  const options = takeOver ? { steal: true } : { signal: AbortSignal.timeout(PATIENCE) }
  try {
    await locks.request(NAME, options, hold)
    return true
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'AbortError' || error.name === 'TimeoutError')) return false
    throw error
  }
}
