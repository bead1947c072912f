import { describe, expect, it } from 'vitest'
import { socketAddress } from '../../src/phone/address'
import { audioConstraints } from '../../src/phone/devices'
import { patience } from '../../src/phone/gathering'
import { microphoneProblem } from '../../src/phone/microphone'
import { loudness } from '../../src/phone/sound'

const secure = { protocol: 'https:', hostname: 'desk.example', host: 'desk.example:8443' }
const plain = { protocol: 'http:', hostname: '127.0.0.1', host: '127.0.0.1:8000' }

describe('socketAddress', () => {
  it.each([
    ['ws://pbx.example:8088/ws', secure, 'ws://pbx.example:8088/ws'],
    [':8089/ws', secure, 'wss://desk.example:8089/ws'],
    [':8088/ws', plain, 'ws://127.0.0.1:8088/ws'],
    ['/sip', plain, 'ws://127.0.0.1:8000/sip'],
    ['sip', secure, 'wss://desk.example:8443/sip'],
  ])('makes %s an address', (path, page, address) => {
    expect(socketAddress(path, page)).toBe(address)
  })
})

describe('patience with ICE gathering', () => {
  it('is short after a host candidate, and never beyond 200 ms in all', () => {
    expect(patience('host', 0)).toBe(30)
    expect(patience('srflx', 50)).toBe(150)
    expect(patience('host', 190)).toBe(10)
    expect(patience('relay', 400)).toBe(0)
  })
})

describe('microphoneProblem', () => {
  const named = (name: string) => Object.assign(new Error(name), { name })

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['SomethingNew', 'busy'],
  ])('knows %s as %s', (name, problem) => {
    expect(microphoneProblem(named(name))).toBe(problem)
  })
})

describe('loudness', () => {
  it('runs from silence to full scale in decibels', () => {
    expect(loudness(0)).toBe(0)
    expect(loudness(1)).toBe(1)
    expect(loudness(0.001)).toBeCloseTo(0.5)
  })
})

describe('audioConstraints', () => {
  it('leaves the sound as it is when the headset does the work', () => {
    expect(audioConstraints({ speaker: '', ringer: '', telephone: 'page', microphone: 'usb', processing: false })).toEqual({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      deviceId: { ideal: 'usb' },
    })
  })
})
