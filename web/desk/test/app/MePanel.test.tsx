import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { MemoryRouter } from 'react-router'
import { expect, it } from 'vitest'
import { sessionQuery } from '../../src/api/session'
import MePanel from '../../src/app/MePanel'
import { centre } from '../centre'

const session = { user: { id: 'u1', username: 'li', display_name: '李' }, permissions: [], agent: null }

function Entrance() {
  const { data } = useQuery(sessionQuery)
  return data ? (
    <MemoryRouter>
      <MePanel onClose={() => undefined} />
    </MemoryRouter>
  ) : (
    <p>signed out</p>
  )
}

it('leads out, and forgets what was seen, when somebody signs out', async () => {
  centre.use(http.delete('/api/session', () => new HttpResponse(null, { status: 204 })))
  const client = new QueryClient()
  client.setQueryData(sessionQuery.queryKey, session)
  client.setQueryData(['customers'], 'seen')
  render(
    <QueryClientProvider client={client}>
      <Entrance />
    </QueryClientProvider>,
  )
  await userEvent.click(screen.getByTestId('sign-out'))
  expect(await screen.findByText('signed out')).toBeInTheDocument()
  expect(client.getQueryData(['customers'])).toBeUndefined()
})
