import { expect, it } from 'vitest'
import { Problem } from '../../src/api/problem'
import type { PromptRow } from '../../src/api/prompts'
import { headroom, MOST } from '../../src/pages/prompts/level'
import { nameProblem, promptName } from '../../src/pages/prompts/names'
import { isPassing } from '../../src/pages/prompts/refusal'
import { plainName, readVoice } from '../../src/pages/prompts/voices'

const row = (id: string, changed: number | null): PromptRow =>
  ({ id, language: 'en', kind: 'named', text: '', uses: [], current: 0, takes: 0, duration: null, changed })

it.each([
  ['Storm News', 'storm-news'],
  ['--Storm', 'storm'],
  ['停电 1', '1'],
  ['a'.repeat(70), 'a'.repeat(64)],
])('makes of %s the name %s', (typed, name) => expect(promptName(typed)).toBe(name))

it('refuses a name that another prompt has in this language', () => {
  const rows = [row('storm', 1), row('thaw', null)]
  expect(nameProblem('storm', rows)).toBe('taken')
  expect(nameProblem('thaw', rows)).toBeNull()
  expect(nameProblem('text-1', rows)).toBe('reserved')
})

it('reads which voice spoke, and how fast', () => {
  expect(readVoice('kokoro-1.0/zf_xiaoxiao ×1.2')).toEqual({ voice: 'zf_xiaoxiao', speed: '1.2' })
  expect(readVoice('espeak-ng')).toEqual({ voice: 'espeak-ng', speed: '' })
})

it('names a voice that it does not know in plain letters', () => expect(plainName('zm_yun-xi')).toBe('Zm yun xi'))

it('leaves the loudest moment whole', () => {
  expect(headroom([[0.1, 0.5], [0.2]])).toBe(6)
  expect(headroom([[1, 0.3]])).toBe(0)
  expect(headroom([[0.001]])).toBe(MOST)
  expect(headroom([[0]])).toBe(MOST)
})

it('offers to send again what was not refused', () => {
  expect(isPassing(new Problem(0, 'unreachable', ''))).toBe(true)
  expect(isPassing(new Problem(422, 'sound-unreadable', ''))).toBe(false)
})
