import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { Alarm } from '../../src/api/alarms'
import { sessionQuery } from '../../src/api/session'
import AlarmsPage from '../../src/pages/alarms/AlarmsPage'
import type { Permission, Session } from '../../src/api/types'
import { centre } from '../centre'
import { alarm } from '../things'

const user = { id: 'admin', username: 'admin', display_name: 'Admin' }

function show(permissions: Permission[], alarms: Alarm[], history: Alarm[] = []) {
  centre.use(
    http.get('/api/alarms', () => HttpResponse.json(alarms)),
    http.get('/api/alarms/history', () => HttpResponse.json({ items: history, next: null })),
  )
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  const session: Session = { user, permissions, agent: null }
  client.setQueryData(sessionQuery.queryKey, session)
  render(
    <QueryClientProvider client={client}>
      <AlarmsPage />
    </QueryClientProvider>,
  )
}

it('says what is wrong, where, and who has taken note when it was acknowledged', async () => {
  const disk = { ...alarm('a', 'critical'), kind: 'disk-full', subject: 'recordings', detail: '12 MB' }
  centre.use(
    http.post('/api/alarms/a/acknowledge', () =>
      HttpResponse.json({ ...disk, acknowledged_at: Date.now(), acknowledged_by_name: 'Admin' }),
    ),
  )
  show(['alarms.view', 'alarms.acknowledge'], [disk])
  expect(await screen.findByText('Disk full: recordings')).toBeVisible()
  expect(screen.getByText('12 MB')).toBeVisible()
  await userEvent.click(screen.getByTestId('alarm-acknowledge'))
  await waitFor(() => expect(screen.getByTestId('alarm-noted')).toHaveTextContent('Acknowledged by Admin'))
})

it('offers no acknowledging to whom may only see', async () => {
  show(['alarms.view'], [alarm('a', 'major')])
  expect(await screen.findByTestId('alarm')).toBeVisible()
  expect(screen.queryByTestId('alarm-acknowledge')).toBeNull()
})

it('says that all is well, and that there was nothing, when there is nothing', async () => {
  show(['alarms.view'], [])
  expect(await screen.findByTestId('no-alarms')).toHaveTextContent('No alarms')
  expect(await screen.findByText('There has been no alarm')).toBeVisible()
})

it('asks the history, and exports it, by what was typed', async () => {
  show(['alarms.view'], [])
  await userEvent.type(await screen.findByTestId('alarms-search'), 'east')
  await waitFor(() => expect(screen.getByTestId('alarms-export')).toHaveAttribute('href', '/api/alarms/export.csv?q=east'))
})

it.each(['zh', 'en'])('names every kind with what to do about it (%s)', (language) => {
  const words = i18next.getResourceBundle(language, 'translation') as { alarms: Record<string, string> }
  const kinds = Object.keys(words.alarms).filter((key) => key.startsWith('kind_'))
  expect(kinds.length).toBeGreaterThan(10)
  for (const kind of kinds) expect(words.alarms[kind.replace('kind_', 'help_')]).toBeTruthy()
})
