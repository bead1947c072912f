import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, it, vi } from 'vitest'
import { sessionQuery } from '../../../src/api/session'
import { PasswordCard } from '../../../src/pages/admin/Account'
import { kinds } from '../../../src/pages/admin/kinds'
import { KindForm } from '../../../src/pages/admin/KindSheet'
import { centre } from '../../centre'

const session = { user: { id: 'u1', username: 'li', display_name: '李' }, permissions: ['settings.edit', 'settings.view'], agent: null }
const skill = kinds.find((kind) => kind.name === 'skill')
if (!skill) throw new Error('there are no skills')
const done = vi.fn()

function show(part: React.ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(sessionQuery.queryKey, session)
  render(<QueryClientProvider client={client}>{part}</QueryClientProvider>)
}

it('puts a new record under the id of its English name', async () => {
  const put = vi.fn()
  centre.use(
    http.put('/api/settings/skill/:id', async ({ params, request }) => {
      put(params.id, await request.json())
      return new HttpResponse(null, { status: 204 })
    }),
  )
  show(<KindForm kind={skill} kept={undefined} position={2} onDone={done} />)
  await userEvent.type(screen.getByTestId('field-name-en'), 'Sign language')
  await userEvent.click(screen.getByTestId('setting-save'))
  const name = { zh: 'Sign language', en: 'Sign language' }
  await vi.waitFor(() => expect(put).toHaveBeenCalledWith('sign-language', { id: 'sign-language', name, position: 2 }))
  expect(done).toHaveBeenCalledWith('sign-language')
})

it('says what is missing, and sends nothing', async () => {
  show(<KindForm kind={skill} kept={undefined} position={0} onDone={done} />)
  await userEvent.click(screen.getByTestId('setting-save'))
  expect(screen.getByRole('alert')).toHaveTextContent('Identifier')
})

it('names what stands in the way of a removal', async () => {
  const references = [{ kind: 'queue', id: 'fault', name: { zh: '报修', en: 'Faults' } }]
  centre.use(http.delete('/api/settings/skill/fault', () => HttpResponse.json({ title: 'in-use', references }, { status: 409 })))
  show(<KindForm kind={skill} kept={{ id: 'fault', name: { zh: '', en: 'Fault' }, position: 0 }} position={0} onDone={done} />)
  await userEvent.click(screen.getByTestId('setting-remove'))
  await userEvent.click(screen.getAllByRole('button', { name: 'Remove' }).at(-1) ?? document.body)
  expect(await screen.findByTestId('refusal')).toHaveTextContent('Queue Faults')
})

it('changes a password only when it was typed twice alike', async () => {
  const changed = vi.fn()
  centre.use(
    http.get('/api/session', () => HttpResponse.json(session)),
    http.put('/api/session/password', async ({ request }) => {
      changed(await request.json())
      return new HttpResponse(null, { status: 204 })
    }),
  )
  show(<PasswordCard />)
  await userEvent.type(screen.getByTestId('password-old'), 'old')
  await userEvent.type(screen.getByTestId('password-next'), 'new')
  await userEvent.type(screen.getByTestId('password-again'), 'ne')
  expect(screen.getByTestId('password-save')).toBeDisabled()
  await userEvent.type(screen.getByTestId('password-again'), 'w')
  await userEvent.click(screen.getByTestId('password-save'))
  await vi.waitFor(() => expect(changed).toHaveBeenCalledWith({ old: 'old', new: 'new' }))
})
