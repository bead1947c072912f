import type { RTCSession } from 'jssip/lib/RTCSession'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answer, invite, sendKey, setMuted } from '../../src/phone/session'
import { idle, usePhone } from '../../src/phone/state'

vi.mock('../../src/phone/sound', () => ({ meter: vi.fn(), playRemote: vi.fn(), silence: vi.fn() }))

const track = { stop: vi.fn() }
const stream = { getTracks: () => [track] }
const getUserMedia = vi.fn()

class Session {
  private listeners = new Map<string, (event: unknown) => void>()
  answer = vi.fn()
  terminate = vi.fn()
  mute = vi.fn()
  unmute = vi.fn()
  sendDTMF = vi.fn()
  on(event: string, listener: (event: unknown) => void) {
    this.listeners.set(event, listener)
  }
  emit(event: string) {
    this.listeners.get(event)?.({})
  }
}

const ringing = { offer: 'o1', interaction: 'i1' }
let session: Session

function rings(comesBack = false): Session {
  session = new Session()
  invite(session as unknown as RTCSession, ringing, [], comesBack)
  return session
}

describe('the SIP session', () => {
  beforeEach(() => {
    getUserMedia.mockReset().mockResolvedValue(stream)
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } })
  })
  afterEach(() => {
    session.emit('ended')
    usePhone.setState(idle)
    vi.unstubAllGlobals()
  })

  it('waits for the agent when it rings', () => {
    rings()
    expect(usePhone.getState().ringing).toEqual(ringing)
    expect(session.answer).not.toHaveBeenCalled()
  })

  it('answers with audio only when the agent accepts', async () => {
    rings()
    answer('o1')
    await vi.waitFor(() => expect(session.answer).toHaveBeenCalledOnce())
    expect(session.answer.mock.calls[0]?.[0]).toMatchObject({ mediaConstraints: { audio: true, video: false } })
  })

  it('answers as it rings when the offer was accepted before', async () => {
    answer('o1')
    rings()
    await vi.waitFor(() => expect(session.answer).toHaveBeenCalledOnce())
  })

  it('answers by itself when the call runs already', async () => {
    rings(true)
    await vi.waitFor(() => expect(session.answer).toHaveBeenCalledOnce())
  })

  it('is busy when a call runs', () => {
    const first = rings()
    const second = rings()
    expect(second.terminate).toHaveBeenCalledWith({ status_code: 486 })
    session = first
  })

  it('goes on ringing and says why when the microphone is refused', async () => {
    getUserMedia.mockRejectedValue(Object.assign(new Error('no'), { name: 'NotAllowedError' }))
    rings()
    answer('o1')
    await vi.waitFor(() => expect(usePhone.getState().answering).toBeNull())
    expect(usePhone.getState().microphone).toBe('denied')
    expect(usePhone.getState().ringing).toEqual(ringing)
  })

  it('sends keys as RFC 4733 events and shows what was sent', () => {
    rings()
    session.emit('accepted')
    sendKey('5')
    expect(session.sendDTMF).toHaveBeenCalledWith('5', expect.objectContaining({ transportType: 'RFC2833' }))
    expect(usePhone.getState().call?.keys).toBe('5')
  })

  it('shows no key that could not be sent', () => {
    rings()
    session.emit('accepted')
    session.sendDTMF.mockImplementation(() => {
      throw new Error('no sound yet')
    })
    sendKey('5')
    expect(usePhone.getState().call?.keys).toBe('')
  })

  it('mutes and unmutes', () => {
    rings()
    session.emit('accepted')
    setMuted(true)
    expect(session.mute).toHaveBeenCalledOnce()
    expect(usePhone.getState().call?.muted).toBe(true)
    setMuted(false)
    expect(session.unmute).toHaveBeenCalledOnce()
  })

  it('lets the microphone go when the call ends', async () => {
    rings()
    answer('o1')
    await vi.waitFor(() => expect(session.answer).toHaveBeenCalled())
    session.emit('accepted')
    track.stop.mockClear()
    session.emit('ended')
    await vi.waitFor(() => expect(track.stop).toHaveBeenCalled())
    expect(usePhone.getState().call).toBeNull()
  })
})
