import { describe, expect, it } from 'vitest'
import { asMine } from '../../src/live/mine'
import { nothing, reduce } from '../../src/live/reduce'
import { agent, interaction, party } from '../things'

const me = agent({ state: 'busy' })
const stateOf = (...change: Parameters<typeof interaction>) => asMine(interaction(...change), me).state

describe('what a contact is to the agent', () => {
  it('is asked for while a colleague rings the agent, though the customer hears music', () => {
    expect(stateOf({ state: 'held', lead: 'a2', parties: [party({ agent: 'a2' }), party({ leg: 'p2', state: 'ringing', purpose: 'consult' })] })).toBe(
      'incoming',
    )
  })

  it('is being dialled until the number answers', () => {
    const own = [party({ purpose: 'dial' })]
    expect(stateOf({ direction: 'out', state: 'menu', connected_at: null, parties: [party({ purpose: 'dial', state: 'ringing' })] })).toBe('dialling')
    expect(stateOf({ direction: 'out', state: 'menu', connected_at: null, lead: 'a1', parties: own })).toBe('dialling')
    expect(stateOf({ direction: 'out', connected_at: 5, lead: 'a1', parties: own })).toBe('talking')
  })

  it('does not ring at a supervisor who comes in by themselves', () => {
    expect(stateOf({ lead: 'a2', parties: [party({ agent: 'a2' }), party({ leg: 'p2', state: 'ringing', purpose: 'barge' })] })).toBe('dialling')
  })

  it('is held when the customer is, and lost when the telephone is', () => {
    expect(stateOf({ customer_held: true, parties: [party()] })).toBe('held')
    expect(stateOf({ parties: [party({ state: 'lost' })] })).toBe('lost')
  })

  it('is to be written up once it goes on with others', () => {
    const before = interaction({ parties: [party()] })
    expect(asMine(interaction({ parties: [party({ agent: 'a2' })] }), me, before).state).toBe('wrap-up')
    expect(asMine(interaction({ parties: [party({ agent: 'a2' })] }), agent({ state: 'wrap-up' })).state).toBe('wrap-up')
  })
})

describe('what is told of a call', () => {
  const live = { ...nothing, known: true, agent: me, interactions: { i1: interaction({ parties: [party({ leg: 'p2', agent: 'a2', name: 'Emily' })] }) } }

  it('names who did not come', () => {
    const after = reduce(live, { topic: 'party-failed', interaction: 'i1', leg: 'p2', cause: 'busy', code: 17 }, 0)
    expect(after.lastFailure).toMatchObject({ name: 'Emily', cause: 'busy', dialled: false })
  })

  it('shows what somebody else types', () => {
    const draft = { interaction: 'i1', disposition: '', note: 'no power', by: 'a2' }
    expect(reduce(live, { topic: 'draft', draft }, 0).interactions.i1?.draft?.note).toBe('no power')
  })

  it('keeps who speaks by call', () => {
    expect(reduce(live, { topic: 'speakers', interaction: 'i1', legs: ['p2'] }, 0).speakers).toEqual({ i1: ['p2'] })
  })
})
