import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PromptSheet } from '../../src/api/prompts'
import { Making } from '../../src/pages/prompts/Making'
import { centre } from '../centre'

beforeEach(() => i18next.changeLanguage('zh').then(() => undefined))
afterEach(() => i18next.changeLanguage('en').then(() => undefined))

const sheet: PromptSheet = {
  id: 'storm', language: 'zh', kind: 'named', text: '今晚有风。', uses: [], current: 0, takes: 0, duration: null, changed: 1, before: null, history: [],
}

function show(wording = sheet.text) {
  const made = vi.fn()
  centre.use(http.get('*/api/prompts/voices', () => HttpResponse.json({ zh: ['kokoro-1.0/zf_xiaoxiao'], en: [] })))
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Making sheet={sheet} wording={wording} onMade={made} />
    </QueryClientProvider>,
  )
  return made
}

it('speaks the wording as it stands in the field, and keeps it first', async () => {
  const asked: string[] = []
  centre.use(
    http.put('*/api/prompts/zh/storm', async ({ request }) => {
      asked.push(((await request.json()) as { text: string }).text)
      return HttpResponse.json(sheet)
    }),
    http.post('*/api/prompts/zh/storm/takes/speech', () => {
      asked.push('spoken')
      return HttpResponse.json(sheet)
    }),
  )
  const made = show('今晚有雪。')
  expect(await screen.findByText('晓晓（普通话女声）')).toBeInTheDocument()
  await userEvent.click(screen.getByTestId('prompt-speak'))
  await vi.waitFor(() => expect(made).toHaveBeenCalledOnce())
  expect(asked).toEqual(['今晚有雪。', 'spoken'])
})

it('says in the language of the desk why a file is refused, and sends none that is too large', async () => {
  let sent = 0
  centre.use(
    http.post('*/api/prompts/zh/storm/takes/upload', () => {
      sent += 1
      return HttpResponse.json({ title: 'sound-unreadable', detail: 'This is no sound file.' }, { status: 422 })
    }),
  )
  const made = show()
  await userEvent.upload(screen.getByTestId('prompt-file'), new File(['text'], 'a.wav'))
  expect(await screen.findByTestId('prompt-problem')).toHaveTextContent('无法识别这个声音文件')
  const large = new File(['x'], 'b.wav')
  Object.defineProperty(large, 'size', { value: 21 * 1024 * 1024 })
  await userEvent.upload(screen.getByTestId('prompt-file'), large)
  await vi.waitFor(() => expect(screen.getByTestId('prompt-problem')).toHaveTextContent('文件超过 20 MB。'))
  expect(sent).toBe(1)
  expect(made).not.toHaveBeenCalled()
})
