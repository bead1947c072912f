import { CallButton } from './CallButton'

/** Beside each number of a customer: call it. */
export const callTo = (customer: string) => (number: string, shown: string) => (
  <CallButton number={number} shown={shown} customer={customer} />
)
