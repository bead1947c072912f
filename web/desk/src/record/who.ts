import type { Interaction } from '../api/types'

type Shown = Pick<Interaction, 'direction' | 'caller' | 'caller_pretty' | 'called' | 'called_pretty'>

/** The other side's number as people read it: who called, or whom we called. */
export const numberOf = (contact: Shown): string =>
  contact.direction === 'out' ? contact.called_pretty || contact.called : contact.caller_pretty || contact.caller

/** The other side's number as it is dialled. */
export const dialledOf = ({ direction, caller, called }: Shown): string => (direction === 'out' ? called : caller)

/** Who it is: the customer, else the number; empty for one who withholds it. */
export const nameOf = (contact: Shown & { customer: { name: string } | null }): string =>
  contact.customer?.name ?? numberOf(contact)
