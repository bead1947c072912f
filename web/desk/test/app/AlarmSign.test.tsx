import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Alarm } from '../../src/api/alarms'
import AlarmSign from '../../src/app/AlarmSign'
import { isNew, titled } from '../../src/app/alarming'
import { useAlarmSound } from '../../src/design/alarmSound'
import { deliver } from '../../src/live/topics'
import { sound } from '../../src/phone/ring'
import { centre } from '../centre'
import { alarm } from '../things'

vi.mock('../../src/phone/ring', () => ({ sound: vi.fn() }))

const tell = (...alarms: Alarm[]) => act(() => deliver({ topic: 'alarms', alarms } as never))

function show(...alarms: Alarm[]) {
  centre.use(http.get('/api/alarms', () => HttpResponse.json(alarms)))
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <AlarmSign />
      </MemoryRouter>
    </QueryClientProvider>,
  )
  return screen.findByTestId('alarms')
}

beforeEach(() => {
  document.title = 'Switchroom'
  vi.mocked(sound).mockClear()
})
afterEach(() => useAlarmSound.setState({ muted: false }))

it('says the gravest by word and how many there are, and is quiet about those that stood already', async () => {
  const sign = await show(alarm('a', 'critical'), alarm('b', 'minor'))
  expect(sign).toHaveTextContent('Critical2')
  expect(sign).toHaveAccessibleName('Alarms: 2, the gravest: Critical')
  expect(sound).not.toHaveBeenCalled()
  expect(document.title).toBe('⚠ 1 · Switchroom')
})

it('is heard once when a grave alarm is new, and clears sign and title when it is gone', async () => {
  const sign = await show()
  expect(sign).toHaveAccessibleName('No alarms')
  tell(alarm('a', 'major'))
  await waitFor(() => expect(sign).toHaveTextContent('Major1'))
  expect(sound).toHaveBeenCalledTimes(1)
  tell(alarm('a', 'major'), alarm('b', 'minor'))
  await waitFor(() => expect(sign).toHaveTextContent('Major2'))
  expect(sound).toHaveBeenCalledTimes(1)
  tell()
  await waitFor(() => expect(sign).toHaveAccessibleName('No alarms'))
  expect(document.title).toBe('Switchroom')
})

it('is not heard when it is muted', async () => {
  useAlarmSound.getState().mute(true)
  const sign = await show()
  tell(alarm('a', 'critical'))
  await waitFor(() => expect(sign).toHaveTextContent('Critical1'))
  expect(sound).not.toHaveBeenCalled()
  expect(localStorage.getItem('switchroom.alarms')).toContain('true')
})

it('is not heard again when somebody has taken note of it', () => {
  const noted = { ...alarm('a', 'critical'), acknowledged_at: 1 }
  expect(isNew([], [noted])).toBe(false)
  expect(isNew(undefined, [alarm('a', 'critical')])).toBe(false)
  expect(isNew([], [alarm('a', 'warning')])).toBe(false)
})

it('leaves the title to a call that is offered', () => {
  expect(titled('● Call from 138', 2)).toBe('● Call from 138')
  expect(titled('⚠ 3 · Switchroom', 1)).toBe('⚠ 1 · Switchroom')
  expect(titled('⚠ 3 · Switchroom', 0)).toBe('Switchroom')
})
