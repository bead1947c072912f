import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { Notice } from '../../src/api/notices'
import Notices from '../../src/app/Notices'
import { todayOf, unreadOf, withNotice } from '../../src/app/told'
import { deliver } from '../../src/live/topics'
import { centre } from '../centre'

const HOUR = 3_600_000
const notice = (id: string, change: Partial<Notice> = {}): Notice => ({
  id,
  text: `Say ${id}`,
  urgent: false,
  by_name: '陈',
  at: Date.now() - 1000,
  until: Date.now() + HOUR,
  read_at: null,
  withdrawn_at: null,
  ...change,
})

const tell = (told: Notice) => act(() => deliver({ topic: 'notice', notice: told } as never))

function show(...told: Notice[]) {
  centre.use(http.get('/api/notices/mine', () => HttpResponse.json(told)))
  render(
    <QueryClientProvider client={new QueryClient()}>
      <input aria-label="note" />
      <Notices />
    </QueryClientProvider>,
  )
}

it('shows what is not read, the urgent one first, and goes on to the next when it is read', async () => {
  const read: string[] = []
  centre.use(
    http.post('/api/notices/:id/read', ({ params }) => {
      read.push(String(params.id))
      return new HttpResponse(null, { status: 204 })
    }),
  )
  show(notice('a'), notice('b', { urgent: true }), notice('c', { read_at: 1 }))
  expect(await screen.findByTestId('told')).toHaveTextContent('Urgent')
  expect(screen.getByTestId('told-text')).toHaveTextContent('Say b')
  expect(screen.getByTestId('told-more')).toHaveTextContent('1 more')
  const field = screen.getByLabelText('note')
  field.focus()
  await userEvent.click(screen.getByTestId('told-read'))
  expect(read).toEqual(['b'])
  expect(field).toHaveFocus()
  await waitFor(() => expect(screen.getByTestId('told-text')).toHaveTextContent('Say a'))
  expect(screen.queryByTestId('told-more')).toBeNull()
  expect(screen.getByTestId('told')).not.toHaveTextContent('Urgent')
  screen.getByTestId('told-read').focus()
  await userEvent.keyboard('r')
  expect(read).toEqual(['b', 'a'])
  await waitFor(() => expect(screen.queryByTestId('told')).toBeNull())
})

it('leaves the page as it is while the hand moves, and shows hostile text as text', async () => {
  show()
  await userEvent.type(screen.getByLabelText('note'), 'typing')
  const hostile = '<img src=x onerror="document.title=1"><b>bold</b>'
  tell(notice('x', { text: hostile }))
  expect(screen.queryByTestId('told')).toBeNull()
  expect(await screen.findByTestId('told-text', {}, { timeout: 3000 })).toHaveTextContent(hostile)
  expect(document.querySelector('img')).toBeNull()
  expect(screen.getByLabelText('note')).toHaveFocus()
})

it('forgets a notice that is withdrawn, and one that is over', () => {
  const [a, b] = [notice('a'), notice('b', { until: 10 })]
  expect(withNotice([a, b], { ...a, withdrawn_at: 5 })).toEqual([b])
  expect(unreadOf([a, b], 11)).toEqual([a])
})

it('lists those of the day, and those of other days only while they hold', () => {
  const now = new Date(2026, 2, 5, 12).getTime()
  const day = 24 * HOUR
  const held = notice('held', { at: now - 2 * day, until: now + 1 })
  const gone = notice('gone', { at: now - 2 * day, until: now - 1 })
  const over = notice('over', { at: now - HOUR, until: now - 1 })
  expect(todayOf([held, gone, over], now).map(({ id }) => id)).toEqual(['over', 'held'])
})
