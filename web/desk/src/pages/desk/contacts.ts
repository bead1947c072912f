import type { Interaction } from '../../api/types'
import type { Live } from '../../live/reduce'

const order: Interaction['state'][] = [
  'lost',
  'talking',
  'held',
  'dialling',
  'wrap-up',
  'incoming',
  'offered',
  'ended',
  'waiting',
  'menu',
]

/** What is in the inbox: the offer in its own place first, then what runs, then what is written up. */
export function contactsOf({ offer, interactions }: Pick<Live, 'offer' | 'interactions'>): Interaction[] {
  const others = Object.values(interactions)
    .filter(({ id }) => id !== offer?.interaction.id)
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return offer ? [{ ...offer.interaction, state: 'offered' }, ...others] : others
}

/** What is in the workspace: what was picked; else what runs; an offer takes no place that is used. */
export function openContact(contacts: Interaction[], picked: string | null): Interaction | undefined {
  const running = [...contacts].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return contacts.find(({ id }) => id === picked) ?? running[0]
}
