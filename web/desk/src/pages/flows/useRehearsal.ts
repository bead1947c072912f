import { useCallback, useEffect, useRef, useState } from 'react'
import { explain } from '../../api/explain'
import { flows, type FlowData, type Passed, type Spoken, type TestAnswer, type TestFacts, type TestState } from '../../api/flows'
import { saidSound } from '../../api/prompts'

export type Line = { who: 'centre'; spoken: Spoken[]; language: string } | { who: 'caller'; answer: TestAnswer }

interface Rehearsal {
  state: TestState | null
  lines: Line[]
  passed: Passed[]
  facts: Record<string, string>
  busy: boolean
  problem: string
}

const idle: Rehearsal = { state: null, lines: [], passed: [], facts: {}, busy: false, problem: '' }
const TOLD = new Set(['key', 'wait', 'hang-up', 'left', 'answered', 'unanswered', 'message', 'empty', 'found', 'missing', 'failed'])

function followed(before: Rehearsal, state: TestState, answer?: TestAnswer): Rehearsal {
  const lines: Line[] = [...before.lines]
  if (answer && TOLD.has(answer.kind)) lines.push({ who: 'caller', answer })
  if (state.spoken.length > 0) lines.push({ who: 'centre', spoken: state.spoken, language: state.language })
  return {
    state,
    lines,
    passed: [...before.passed, ...state.passed],
    facts: { ...before.facts, ...state.facts },
    busy: false,
    problem: '',
  }
}

/** Plays pieces one after the other, until it is told to stop. */
function usePlayer() {
  const audio = useRef<HTMLAudioElement | null>(null)
  const stop = useCallback(() => {
    audio.current?.pause()
    audio.current = null
  }, [])
  const play = useCallback(
    async (spoken: readonly Spoken[], language: string): Promise<boolean> => {
      stop()
      const player = new Audio()
      audio.current = player
      for (const piece of spoken) {
        if (audio.current !== player) return false
        player.src = saidSound(piece.kind, piece.value, piece.language || language)
        await new Promise<void>((done) => {
          player.onended = player.onerror = player.onpause = () => done()
          player.play().catch(() => done())
        })
      }
      return audio.current === player
    },
    [stop],
  )
  useEffect(() => stop, [stop])
  return { play, stop }
}

/** A test call: each step asks the centre, which keeps nothing of it. */
export function useRehearsal(flow: FlowData, sound: boolean) {
  const [call, setCall] = useState<Rehearsal>(idle)
  const { play, stop } = usePlayer()
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  const latest = useRef<TestState | null>(null)

  const ask = useCallback(
    (step: { facts?: TestFacts; answer?: TestAnswer }) => {
      stop()
      turn.current = turn.current.then(async () => {
        const before = latest.current
        if (step.answer && !before) return
        setCall((one) => ({ ...(step.facts ? idle : one), busy: true }))
        try {
          const state = await flows.rehearse({ data: flow, ...step, ...(step.answer && before && { call: before.call }) })
          latest.current = state
          setCall((one) => followed(one, state, step.answer))
        } catch (problem) {
          setCall((one) => ({ ...one, busy: false, problem: explain(problem) }))
        }
      })
    },
    [flow, stop],
  )

  const { state } = call
  useEffect(() => {
    if (!sound || !state || state.spoken.length === 0) return
    void play(state.spoken, state.language).then((ended) => {
      if (ended && latest.current === state && state.waiting === 'prompt') ask({ answer: { kind: 'played' } })
    })
    // A changed flow does not begin what is being said anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state, sound])

  const start = useCallback((facts: TestFacts) => ask({ facts }), [ask])
  const answer = useCallback((given: TestAnswer) => ask({ answer: given }), [ask])
  return { ...call, start, answer, stop }
}
