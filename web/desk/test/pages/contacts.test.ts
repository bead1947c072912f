import { describe, expect, it } from 'vitest'
import { contactsOf, openContact } from '../../src/pages/desk/contacts'
import { interaction, offer } from '../things'

const offered = offer({ interaction: interaction({ id: 'new', state: 'offered' }) })
const wrapUp = interaction({ id: 'old', state: 'wrap-up' })

describe('the inbox', () => {
  it('has the offer in its own place, once', () => {
    const again = interaction({ id: 'new', state: 'offered' })
    const contacts = contactsOf({ offer: offered, interactions: { old: wrapUp, new: again } })
    expect(contacts.map(({ id }) => id)).toEqual(['new', 'old'])
  })

  it('leaves open what is being worked on when an offer comes', () => {
    const contacts = contactsOf({ offer: offered, interactions: { old: wrapUp } })
    expect(openContact(contacts, null)?.id).toBe('old')
  })

  it('opens the offer when nothing else is there', () => {
    expect(openContact(contactsOf({ offer: offered, interactions: {} }), null)?.id).toBe('new')
  })

  it('opens what was picked while it is there', () => {
    const contacts = contactsOf({ offer: offered, interactions: { old: wrapUp } })
    expect(openContact(contacts, 'new')?.id).toBe('new')
    expect(openContact(contacts, 'gone')?.id).toBe('old')
  })
})
