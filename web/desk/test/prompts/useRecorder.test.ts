import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useRecorder } from '../../src/pages/prompts/useRecorder'

const track = { stop: vi.fn() }
const made: FakeRecorder[] = []

class FakeRecorder {
  mimeType = 'audio/webm'
  ondataavailable?: (event: { data: Blob }) => void
  onstart?: () => void
  onstop?: () => void
  constructor() {
    made.push(this)
  }
  start = vi.fn()
  stop = () => {
    this.ondataavailable?.({ data: new Blob(['sound']) })
    this.onstop?.()
  }
}

beforeEach(() => {
  made.length = 0
  track.stop.mockClear()
  vi.stubGlobal('MediaRecorder', FakeRecorder)
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => Promise.resolve({ getTracks: () => [track] }) } })
})
afterEach(() => vi.unstubAllGlobals())

it('says that it records when it does, not when it is asked to', async () => {
  const { result } = renderHook(() => useRecorder(vi.fn()))
  await act(() => result.current.start())
  expect(made[0]?.start).toHaveBeenCalledOnce()
  expect(result.current.state).toBe('idle')
  act(() => made[0]?.onstart?.())
  expect(result.current.state).toBe('recording')
})

it('hands over what was recorded, and closes the microphone, when the page is left meanwhile', async () => {
  const done = vi.fn()
  const { result, unmount } = renderHook(() => useRecorder(done))
  await act(() => result.current.start())
  act(() => made[0]?.onstart?.())
  unmount()
  expect(done).toHaveBeenCalledOnce()
  expect(track.stop).toHaveBeenCalled()
})

it('closes the microphone when the page is left before it was allowed', async () => {
  const done = vi.fn()
  const { result, unmount } = renderHook(() => useRecorder(done))
  const started = result.current.start()
  unmount()
  await started
  expect(track.stop).toHaveBeenCalledOnce()
  expect(done).not.toHaveBeenCalled()
})
