import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { http, HttpResponse } from 'msw'
import { MemoryRouter } from 'react-router'
import { beforeEach, expect, it, vi } from 'vitest'
import type { AgentDay } from '../../src/api/days'
import { sessionQuery } from '../../src/api/session'
import type { Session } from '../../src/api/types'
import DayPage from '../../src/pages/day/DayPage'
import { centre } from '../centre'
import { interaction } from '../things'

// jsdom lays nothing out, so that there is nothing to draw into.
vi.mock('../../src/record/plot', () => ({ drawBars: () => () => undefined }))

const NINE = Date.UTC(2026, 0, 5, 1)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const spent = (total: number, count: number) => ({ total, count, mean: count ? total / count : null })

const contact = { ...interaction({ id: 'i7', state: 'ended' }), customer: { id: 'c1', name: '王秀英' } }

const day = (change: Partial<AgentDay> = {}): AgentDay => ({
  agent: { id: 'u1', name: '李强' },
  day: '2026-01-05',
  today: '2026-01-05',
  zone: 'Asia/Shanghai',
  begins: NINE - 9 * HOUR,
  ends: NINE + 15 * HOUR,
  now: NINE + HOUR,
  figures: {
    served: 3,
    offered: 5,
    taken: 3,
    missed: 1,
    rejected: 1,
    withdrawn: 0,
    talk: spent(6 * MINUTE, 3),
    hold: spent(MINUTE, 1),
    wrap_up: spent(0, 0),
  },
  states: [
    { state: 'ready', reason: '', length: 45 * MINUTE },
    { state: 'not-ready', reason: 'signed-in', length: 15 * MINUTE },
  ],
  stretches: [
    { state: 'ready', reason: '', begins: NINE, ends: NINE + 45 * MINUTE },
    { state: 'not-ready', reason: 'signed-in', begins: NINE + 45 * MINUTE, ends: NINE + HOUR },
  ],
  hours: [{ begins: NINE, served: 3, missed: 1, rejected: 1, states: { ready: 45 * MINUTE, 'not-ready': 15 * MINUTE } }],
  ratings: [{ question: 'service', value: 1, count: 2 }],
  parts: [
    { segment: 's1', started_at: NINE + MINUTE, ended_at: NINE + 3 * MINUTE, talked: 2 * MINUTE, held: MINUTE, wrapped: 0, cause: 'transferred', contact },
  ],
  ...change,
})

let asked: string[]

beforeEach(() => {
  asked = []
})

function show(at = '/day', shown = day()) {
  const answer = ({ request }: { request: Request }) => {
    asked.push(new URL(request.url).pathname + new URL(request.url).search)
    return HttpResponse.json(shown)
  }
  centre.use(http.get('/api/agent/day', answer), http.get('/api/agents/:agent/day', answer))
  const session: Session = {
    user: { id: 'u1', username: 'li', display_name: '李强' },
    permissions: ['interactions.view'],
    agent: { id: 'u1', number: '1', extension: '1' },
  }
  const client = new QueryClient()
  client.setQueryData(sessionQuery.queryKey, session)
  return render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[at]}>
        <DayPage />
      </MemoryRouter>
    </QueryClientProvider>,
  )
}

it('shows figures, times and contacts by the clock of the site', async () => {
  show()
  expect(await screen.findByTestId('day-served')).toHaveTextContent('Served3')
  expect(screen.getByTestId('day-offered')).toHaveTextContent('3 taken · 1 missed · 1 rejected')
  expect(screen.getByTestId('day-talk')).toHaveTextContent('2:006:00 in all')
  expect(screen.getByTestId('day-wrap-up')).toHaveTextContent('—')
  expect(screen.getByTestId('day-rating')).toHaveTextContent('Key 1: 2×')
  expect(screen.getByTestId('day-states')).toHaveTextContent('45:0075%')
  const part = screen.getByTestId('day-part')
  expect(part).toHaveTextContent('09:01')
  expect(part).toHaveTextContent('Transferred')
  expect(within(part).getByRole('link')).toHaveAttribute('href', '/interactions/i7')
})

it('has a table behind each plot', async () => {
  show()
  const table = await screen.findByRole('table', { name: 'State by hour (minutes)', hidden: true })
  expect(table).toHaveTextContent('09:000 min0 min0 min45 min15 min')
})

it('goes to the day before; there is none after today', async () => {
  show()
  await userEvent.click(await screen.findByTestId('day-before'))
  await expect.poll(() => asked.at(-1)).toBe('/api/agent/day?day=2026-01-04')
  expect(screen.getByTestId('day-after')).toBeDisabled()
})

it('is somebody else’s when the address says so', async () => {
  show('/day?agent=u2', day({ agent: { id: 'u2', name: '刘洋' } }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Day of 刘洋' })).toBeInTheDocument()
  expect(asked).toEqual(['/api/agents/u2/day'])
  expect(screen.queryByTestId('day-export')).toBeNull()
})

it('says so when nothing was', async () => {
  show('/day', day({ hours: [], parts: [], states: [], stretches: [] }))
  expect(await screen.findByText('No work on this day')).toBeInTheDocument()
})

it('can be read by everybody', async () => {
  const { container } = show()
  await screen.findByTestId('day-served')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
