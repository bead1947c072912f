import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { finishWrapUp } from '../../src/call/acts'
import { keepDrafts, setDraft, shareNow, useDrafts } from '../../src/call/drafts'
import { useNotice } from '../../src/design/notices'
import { nothing } from '../../src/live/reduce'
import { useLive } from '../../src/live/store'
import { centre } from '../centre'
import { interaction } from '../things'

const disposed = vi.fn()
const finished = vi.fn()
const drafts = () => useDrafts.getState().drafts

describe('drafts', () => {
  beforeEach(() => {
    disposed.mockReset()
    finished.mockReset()
    useDrafts.setState({ drafts: {} })
    useLive.setState({ ...nothing, known: true, interactions: { i1: interaction({ state: 'wrap-up' }) } })
    centre.use(
      http.put('/api/interactions/:id/disposition', async ({ request, params }) => {
        disposed(params.id, await request.json(), request.headers.get('X-Requested-With'))
        return new HttpResponse(null, { status: 204 })
      }),
      http.post('/api/agent/wrap-up/finish', () => {
        finished()
        return new HttpResponse(null, { status: 204 })
      }),
    )
  })

  it('survive a reload', () => {
    setDraft('i1', { disposition: 'fault', note: 'no power' })
    expect(localStorage.getItem('switchroom.drafts')).toContain('no power')
  })

  it('are saved before the wrap-up is finished', async () => {
    setDraft('i1', { disposition: 'fault', note: 'no power' })
    await finishWrapUp('i1')
    expect(disposed).toHaveBeenCalledWith('i1', { disposition: 'fault', note: 'no power' }, 'switchroom')
    expect(finished).toHaveBeenCalledOnce()
    expect(drafts()).toEqual({})
  })

  it('are kept, and the wrap-up goes on, when the centre does not take them', async () => {
    centre.use(http.put('/api/interactions/:id/disposition', () => HttpResponse.error()))
    setDraft('i1', { disposition: 'fault', note: 'no power' })
    await finishWrapUp('i1')
    expect(finished).not.toHaveBeenCalled()
    expect(drafts()).toHaveProperty('i1')
    expect(useNotice.getState().notice?.tone).toBe('bad')
  })

  it('are saved when there is only a note', async () => {
    setDraft('i1', { disposition: '', note: 'no power' })
    await finishWrapUp('i1')
    expect(disposed).toHaveBeenCalledWith('i1', { disposition: '', note: 'no power' }, 'switchroom')
    expect(drafts()).toEqual({})
  })

  it('are saved by themselves when the contact leaves the desk', async () => {
    setDraft('i1', { disposition: 'fault', note: '' })
    const stop = keepDrafts()
    expect(disposed).not.toHaveBeenCalled()
    useLive.setState({ interactions: {} })
    await vi.waitFor(() => expect(drafts()).toEqual({}))
    stop()
  })

  describe('in a call', () => {
    const shared = vi.fn()
    const talking = (note: string, by: string) => ({ i1: interaction({ draft: { disposition: '', note, by } }) })
    beforeEach(() => {
      shared.mockReset()
      useLive.setState({ interactions: { i1: interaction() } })
      centre.use(
        http.put('/api/interactions/:id/draft', async ({ request }) => {
          shared(await request.json())
          return new HttpResponse(null, { status: 204 })
        }),
      )
    })

    it('go to the centre, where the others in it see them', async () => {
      setDraft('i1', { disposition: '', note: 'no power' })
      await shareNow('i1')
      expect(shared).toHaveBeenLastCalledWith({ disposition: '', note: 'no power' })
    })

    it('take over what the others type, but not while the agent types', async () => {
      const stop = keepDrafts()
      setDraft('i1', { disposition: '', note: 'mine' })
      useLive.setState({ interactions: talking('theirs', 'a2') })
      expect(drafts().i1?.note).toBe('mine')
      await shareNow('i1')
      useLive.setState({ interactions: talking('theirs, later', 'a2') })
      expect(drafts().i1?.note).toBe('theirs, later')
      stop()
    })
  })
})
