import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { plannedQuery, type PlannedCall } from '../../src/api/planned'
import { sessionQuery } from '../../src/api/session'
import type { Session } from '../../src/api/types'
import { callTo } from '../../src/call/callTo'
import { DuePlace } from '../../src/call/DuePlace'
import { dueOf } from '../../src/call/Planned'
import { takePlans } from '../../src/call/plans'
import { useNotice } from '../../src/design/notices'
import { nothing } from '../../src/live/reduce'
import { useLive } from '../../src/live/store'
import { centre } from '../centre'
import { agent, customer, offer } from '../things'

vi.mock('../../src/phone/ring', () => ({ chime: vi.fn(), startRing: vi.fn() }))

const call = (change: Partial<PlannedCall> = {}): PlannedCall => ({
  id: 'p1',
  number: '13812345678',
  number_pretty: '138 1234 5678',
  customer: 'c1',
  customer_name: '王秀英',
  colleague_name: '',
  note: 'About the meter',
  due: 1000,
  state: 'planned',
  until: null,
  ...change,
})

const asked = vi.fn()

function open(...planned: PlannedCall[]) {
  const client = new QueryClient()
  const user = { id: 'u', username: 'u', display_name: 'U' }
  const session: Session = { user, permissions: ['customers.view'], agent: null }
  client.setQueryData(sessionQuery.queryKey, session)
  client.setQueryData(plannedQuery.queryKey, planned)
  render(
    <QueryClientProvider client={client}>
      <DuePlace />
    </QueryClientProvider>,
  )
}

describe('a planned call', () => {
  beforeEach(() => {
    asked.mockReset()
    useNotice.setState({ notice: null })
    useLive.setState({ ...nothing, known: true, agent: agent({ state: 'ready' }) })
    centre.use(
      http.get('/api/customers/c1', () => HttpResponse.json(customer())),
      http.all('/api/agent/planned/*', async ({ request }) => {
        asked(request.method, new URL(request.url).pathname, await request.text())
        return new HttpResponse(null, { status: 204 })
      }),
    )
  })

  it('asks for the agent with the record when it is due, and is made by its key', async () => {
    open(call())
    expect(await screen.findByTestId('due-card')).toHaveTextContent('About the meter')
    expect(await screen.findByTestId('customer-record')).toBeInTheDocument()
    await userEvent.keyboard('{Shift>}{F2}{/Shift}')
    await waitFor(() => expect(asked).toHaveBeenCalledWith('POST', '/api/agent/planned/p1/dial', ''))
  })

  it('waits while something else asks for the agent, and until it is due', () => {
    useLive.setState({ offer: offer() })
    open(call())
    expect(screen.queryByTestId('due-card')).toBeNull()
    const later = Date.now() + 60_000
    expect(dueOf([call({ due: later }), call({ state: 'free', due: later })], Date.now())[0]).toHaveLength(1)
  })

  it('is put off, and back again when that is undone', async () => {
    open(call())
    await userEvent.click(await screen.findByTestId('due-later-15'))
    await waitFor(() => expect(useNotice.getState().notice?.tone).toBe('good'))
    const [method, path, body] = asked.mock.calls[0] as [string, string, string]
    expect([method, path]).toEqual(['PATCH', '/api/agent/planned/p1'])
    const minutes = ((JSON.parse(body) as { due: number }).due - Date.now()) / 60_000
    expect(Math.round(minutes)).toBe(15)
    useNotice.getState().notice?.action?.run()
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith('PATCH', '/api/agent/planned/p1', '{"due":1000}'))
  })

  it('for somebody who is busy says in one line that they are free', () => {
    const client = new QueryClient()
    const waiting = call({ state: 'waiting', colleague_name: '刘洋' })
    takePlans(client, { topic: 'planned', planned: [waiting] })
    expect(useNotice.getState().notice).toBeNull()
    takePlans(client, { topic: 'planned', planned: [{ ...waiting, state: 'free' }] })
    expect(useNotice.getState().notice?.text).toContain('刘洋')
    takePlans(client, { topic: 'ring-back-ended', number: '1004', name: '', cause: 'expired' })
    expect(useNotice.getState().notice?.text).toContain('1004')
  })
})

describe('beside a number of a customer', () => {
  const beside = (own: Session['agent']) => {
    const client = new QueryClient()
    const session: Session = { user: { id: 'u', username: 'u', display_name: 'U' }, permissions: [], agent: own }
    client.setQueryData(sessionQuery.queryKey, session)
    render(<QueryClientProvider client={client}>{callTo('c1')('+8613812345678', '138 1234 5678')}</QueryClientProvider>)
  }

  it('a call is planned to that number, for that customer', async () => {
    asked.mockReset()
    centre.use(
      http.post('/api/agent/planned', async ({ request }) => {
        asked(await request.json())
        return new HttpResponse(null, { status: 204 })
      }),
    )
    beside({ id: 'u', number: '1001', extension: '1001' })
    await userEvent.click(await screen.findByTestId('plan-number'))
    await userEvent.click(await screen.findByRole('button', { name: 'Plan' }))
    const expected: unknown = expect.objectContaining({ number: '+8613812345678', customer: 'c1' })
    await waitFor(() => expect(asked).toHaveBeenCalledWith(expected))
  })

  it('there is nothing for who does not work at a telephone', () => {
    beside(null)
    expect(screen.queryByRole('button')).toBeNull()
  })
})
