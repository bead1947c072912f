import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { CallPage } from '../../src/visitor/CallPage'
import { setCall, idle } from '../../src/visitor/state'
import { speak } from '../../src/visitor/words'
import { centre } from '../centre'

const open = { open: true, number: '95598', names: { zh: '供电服务热线', en: 'Customer service line' }, centre_name: '' }

beforeEach(() => {
  centre.use(http.get('*/api/call-us', () => HttpResponse.json(open)))
  speak('en')
  setCall(idle)
})

function microphoneThat(getUserMedia: () => Promise<unknown>): void {
  const devices = { getUserMedia, enumerateDevices: () => Promise.resolve([]), addEventListener: vi.fn(), removeEventListener: vi.fn() }
  Object.defineProperty(navigator, 'mediaDevices', { value: devices, configurable: true })
}

test('the page shows the centre, and calls by one key', async () => {
  render(<CallPage />)
  expect(await screen.findByRole('heading', { name: 'Customer service line' })).toBeVisible()
  expect(screen.getByTestId('call')).toBeEnabled()
  await userEvent.click(screen.getByTestId('language'))
  expect(screen.getByRole('heading', { name: '供电服务热线' })).toBeVisible()
  expect(document.documentElement.lang).toBe('zh-CN')
})

test('nobody is invited to call when the page is closed', async () => {
  centre.use(http.get('*/api/call-us', () => HttpResponse.json({ ...open, open: false, number: '', names: {} })))
  render(<CallPage />)
  expect(await screen.findByTestId('closed')).toBeVisible()
  expect(screen.queryByTestId('call')).toBeNull()
})

test('a visitor learns when to try again when too many call', async () => {
  const refused = { title: 'too-many', status: 429, detail: '', retry_after: 42 }
  centre.use(http.post('*/api/call-us', () => HttpResponse.json(refused, { status: 429 })))
  microphoneThat(() => Promise.resolve({ getTracks: () => [] }))
  render(<CallPage />)
  await waitFor(() => expect(screen.getByTestId('call')).toBeEnabled())
  await userEvent.click(screen.getByTestId('call'))
  expect(await screen.findByTestId('problem')).toHaveTextContent('in 42 seconds')
})

test('no telephone is asked for when the microphone is refused', async () => {
  let asked = false
  centre.use(
    http.post('*/api/call-us', () => {
      asked = true
      return HttpResponse.json({})
    }),
  )
  microphoneThat(() => Promise.reject(Object.assign(new Error(), { name: 'NotAllowedError' })))
  render(<CallPage />)
  await waitFor(() => expect(screen.getByTestId('call')).toBeEnabled())
  await userEvent.click(screen.getByTestId('call'))
  expect(await screen.findByTestId('problem')).toHaveAttribute('data-problem', 'denied')
  expect(asked).toBe(false)
})
