import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionQuery } from '../../src/api/session'
import SignIn from '../../src/pages/signin/SignIn'
import { centre } from '../centre'

const session = { user: { id: 'u1', username: 'li', display_name: '李' }, permissions: [], agent: { id: 'a1', number: '1', extension: '1001' } }
const seated = vi.fn()

function open() {
  const client = new QueryClient()
  render(
    <QueryClientProvider client={client}>
      <SignIn />
    </QueryClientProvider>,
  )
  return client
}

async function enter(password: string) {
  const user = userEvent.setup()
  await user.type(screen.getByTestId('sign-in-username'), ' li ')
  await user.type(screen.getByTestId('sign-in-password'), password)
  await user.click(screen.getByTestId('sign-in-submit'))
}

describe('the sign-in page', () => {
  beforeEach(() => {
    seated.mockReset()
    centre.use(
      http.get('/api/door', () => HttpResponse.json({ provider: '' })),
      http.get('/api/first-run', () => HttpResponse.json({ needed: false, centre_name: 'Nanjing Power', language: 'zh' })),
      http.get('/api/call-us', () => HttpResponse.json({ open: false })),
      http.post('/api/session', async ({ request }) => {
        const { username, password } = (await request.json()) as { username: string; password: string }
        if (username === 'li' && password === 'right') return HttpResponse.json(session)
        return HttpResponse.json({ code: 'unauthenticated' }, { status: 401 })
      }),
      http.post('/api/agent/sign-in', () => {
        seated()
        return new HttpResponse(null, { status: 204 })
      }),
    )
  })

  it('names the centre', async () => {
    open()
    expect(await screen.findByText('Nanjing Power')).toBeInTheDocument()
  })

  it('opens a session and takes the seat when name and password are right', async () => {
    const client = open()
    await enter('right')
    await vi.waitFor(() => expect(client.getQueryData(sessionQuery.queryKey)).toEqual(session))
    expect(seated).toHaveBeenCalledOnce()
  })

  it('says what is wrong, and selects the password, when it is not right', async () => {
    open()
    await enter('wrong')
    expect(await screen.findByTestId('sign-in-error')).toHaveTextContent('The user name or the password is not right')
    expect(screen.getByTestId('sign-in-password')).toHaveFocus()
    expect(seated).not.toHaveBeenCalled()
  })

  it('asks for both when one is missing', async () => {
    open()
    await userEvent.click(screen.getByTestId('sign-in-submit'))
    expect(await screen.findByTestId('sign-in-error')).toHaveTextContent('Please give your user name')
  })

  it('says that the centre does not answer when it does not', async () => {
    centre.use(http.post('/api/session', () => HttpResponse.error()))
    open()
    await enter('right')
    expect(await screen.findByTestId('sign-in-error')).toHaveTextContent('does not answer')
  })
})
