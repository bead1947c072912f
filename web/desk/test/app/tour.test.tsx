import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { preferencesQuery } from '../../src/api/calls'
import { sessionQuery } from '../../src/api/session'
import type { Session } from '../../src/api/types'
import { placesOf } from '../../src/app/stops'
import { endTour, useTour } from '../../src/design/tour'
import TourOffer from '../../src/pages/desk/TourOffer'
import en from '../../src/words/tour/en.json'
import { centre } from '../centre'

const seat = { id: 'u1', number: '1', extension: '1001' }

function offer(toured: boolean, agent: Session['agent'] = seat) {
  const client = new QueryClient()
  const session: Session = { user: { id: 'u1', username: 'li', display_name: '李' }, permissions: ['agent.work'], agent }
  client.setQueryData(sessionQuery.queryKey, session)
  client.setQueryData(preferencesQuery.queryKey, { answer: 'automatic', toured })
  return render(
    <QueryClientProvider client={client}>
      <TourOffer />
    </QueryClientProvider>,
  )
}

/** What is sent to be kept. */
function kept(): unknown[] {
  const sent: unknown[] = []
  centre.use(
    http.put('/api/agent/preferences', async ({ request }) => {
      sent.push(await request.json())
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return sent
}

it.each([
  ['tour-start', 'agent'],
  ['tour-decline', null],
])('is offered once: %s', async (key, tour) => {
  endTour()
  const sent = kept()
  offer(false)
  await userEvent.click(screen.getByTestId(key))
  expect(screen.queryByTestId('tour-offer')).toBeNull()
  expect(useTour.getState().tour).toBe(tour)
  await expect.poll(() => sent).toEqual([{ answer: 'automatic', toured: true }])
})

it('is not offered to somebody who has seen it, nor where there is none', () => {
  offer(true)
  expect(screen.queryByTestId('tour-offer')).toBeNull()
  offer(false, null)
  expect(screen.queryByTestId('tour-offer')).toBeNull()
})

it('stops only where there is something to be shown', () => {
  const page = document.createElement('div')
  page.innerHTML = '<nav><a href="/settings"></a></nav><button data-tour="me"></button>'
  expect(placesOf('admin', page).map(({ stop }) => stop)).toEqual(['adminWelcome', 'settings', 'me'])
})

it('has words for every stop', () => {
  const page = { querySelector: () => document.body } as unknown as ParentNode
  const stops = [...placesOf('agent', page), ...placesOf('admin', page)]
  for (const { stop } of stops) expect([en[stop], en[`${stop}Help`]].every(Boolean)).toBe(true)
})
