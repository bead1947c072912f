import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionQuery } from '../../src/api/session'
import type { Session } from '../../src/api/types'
import { Dock } from '../../src/call/Dock'
import { OfferCard } from '../../src/call/OfferCard'
import { nothing } from '../../src/live/reduce'
import { useLive } from '../../src/live/store'
import { idle, usePhone } from '../../src/phone/state'
import { centre } from '../centre'
import { agent, interaction, offer, party } from '../things'

vi.mock('../../src/phone/sound', () => ({ level: () => 0, meter: vi.fn(), playRemote: vi.fn(), silence: vi.fn() }))

const asked = vi.fn()

function open() {
  const client = new QueryClient()
  const session: Session = { user: { id: 'u', username: 'u', display_name: 'U' }, permissions: [], agent: null }
  client.setQueryData(sessionQuery.queryKey, session)
  render(
    <QueryClientProvider client={client}>
      <input aria-label="field" />
      <OfferCard />
      <Dock />
    </QueryClientProvider>,
  )
}

describe('the dock', () => {
  beforeEach(() => {
    asked.mockReset()
    usePhone.setState(idle)
    useLive.setState({ ...nothing, known: true })
    centre.use(
      http.post('/api/*', ({ request }) => {
        asked(new URL(request.url).pathname)
        return new HttpResponse(null, { status: 204 })
      }),
    )
  })

  it('has nothing to press when there is no call', () => {
    open()
    for (const key of ['answer', 'hold', 'mute', 'keypad-open', 'hang-up']) expect(screen.getByTestId(key)).toBeDisabled()
  })

  it('shows who calls, and takes it with F2, also while typing', async () => {
    useLive.setState({ offer: offer() })
    open()
    expect(screen.getByTestId('offer-card')).toHaveTextContent('王秀英')
    expect(screen.getByTestId('offer-card')).toHaveTextContent('138 1234 5678')
    const field = screen.getByLabelText('field')
    field.focus()
    await userEvent.keyboard('{F2}')
    expect(usePhone.getState().answering).toBe('o1')
    expect(field).toHaveFocus()
  })

  it('rejects with F9 while it rings', async () => {
    useLive.setState({ offer: offer() })
    open()
    await userEvent.keyboard('{F9}')
    await vi.waitFor(() => expect(asked).toHaveBeenCalledWith('/api/offers/o1/reject'))
  })

  it('holds, and resumes what is held', async () => {
    const led = { lead: 'a1', parties: [party()] }
    useLive.setState({ agent: agent({ state: 'busy' }), interactions: { i1: interaction(led) } })
    open()
    await userEvent.click(screen.getByTestId('hold'))
    await vi.waitFor(() => expect(asked).toHaveBeenCalledWith('/api/interactions/i1/hold'))
    useLive.setState({ interactions: { i1: interaction({ ...led, state: 'held' }) } })
    await userEvent.click(await screen.findByTestId('resume'))
    await vi.waitFor(() => expect(asked).toHaveBeenCalledWith('/api/interactions/i1/resume'))
  })

  it('hangs up with F9 in a call', async () => {
    useLive.setState({ interactions: { i1: interaction() } })
    open()
    await userEvent.keyboard('{F9}')
    await vi.waitFor(() => expect(asked).toHaveBeenCalledWith('/api/interactions/i1/hang-up'))
  })
})
