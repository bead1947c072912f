import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { sessionQuery } from '../../src/api/session'
import type { Session } from '../../src/api/types'
import { MonitorPlace } from '../../src/call/MonitorPlace'
import { useNotice } from '../../src/design/notices'
import { deliver } from '../../src/live/topics'
import { centre } from '../centre'

const monitoring = { interaction: 'i1', agent: 'li', agent_name: '李强', mode: 'listen' }

const said = (topic: string, now: typeof monitoring | null) => act(() => deliver({ topic, monitoring: now } as { topic: string }))

describe('the monitoring bar', () => {
  beforeEach(() => {
    useNotice.setState({ notice: null })
    const client = new QueryClient()
    const session: Session = { user: { id: 'u', username: 'u', display_name: 'U' }, permissions: ['supervise.listen'], agent: null }
    client.setQueryData(sessionQuery.queryKey, session)
    render(
      <QueryClientProvider client={client}>
        <MonitorPlace />
      </QueryClientProvider>,
    )
  })

  it('is there when the centre says so at the beginning', async () => {
    said('hello', monitoring)
    expect(await screen.findByTestId('monitor-bar')).toHaveTextContent('李强')
  })

  it('goes with a word when what was heard was lost, by whatever message', () => {
    for (const topic of ['hello', 'monitoring']) {
      said('monitoring', monitoring)
      useNotice.setState({ notice: null })
      said(topic, null)
      expect(screen.queryByTestId('monitor-bar')).toBeNull()
      expect(useNotice.getState().notice?.text).toContain('李强')
    }
  })

  it('goes without a word when that was asked for', async () => {
    centre.use(http.post('/api/interactions/i1/monitor', () => new HttpResponse(null, { status: 204 })))
    said('hello', monitoring)
    await userEvent.click(await screen.findByTestId('monitor-stop'))
    said('monitoring', null)
    expect(useNotice.getState().notice).toBeNull()
  })
})
