import { describe, expect, it } from 'vitest'
import type { BoardAgent, BoardCall, BoardMessage } from '../../src/api/supervise'
import { actsOn, type Me } from '../../src/pages/supervise/acts'
import { countStates, filtered, grouped, seatsOf, type Filter } from '../../src/pages/supervise/agents'
import { linesOf } from '../../src/pages/supervise/AgentGrid'
import { apply, empty, type Board } from '../../src/pages/supervise/board'
import { stretches } from '../../src/pages/supervise/steps'

const agent = (id: string, more: Partial<BoardAgent> = {}): Partial<BoardAgent> & { id: string } => ({
  id,
  name: `name of ${id}`,
  number: id,
  team: 'north',
  skills: ['faults'],
  queues: ['q'],
  state: 'ready',
  calls: [],
  ringing: [],
  ...more,
})

const call = (id: string, more: Partial<BoardCall> = {}): BoardCall => ({
  id,
  state: 'talking',
  direction: 'in',
  caller: '+8613800138000',
  caller_pretty: '138 0013 8000',
  called: '95598',
  called_pretty: '95598',
  trunk: 't',
  customer: '张伟',
  queue: 'q',
  queue_name: null,
  agent: null,
  opened_at: 0,
  queued_at: 0,
  connected_at: 0,
  held_since: null,
  held: 0,
  step: null,
  parties: [],
  monitors: [],
  ...more,
})

const whole = (...agents: ReturnType<typeof agent>[]): BoardMessage => ({
  topic: 'board', whole: true, now: 0, teams: {}, skills: {}, lines: {}, agents, calls: [call('c1')], trunks: [],
})

const board = (...agents: ReturnType<typeof agent>[]): Board => apply(empty, whole(...agents))
const busy: Partial<BoardAgent> = { state: 'busy', calls: ['c1'] }
const anybody: Filter = { text: '', state: '', queue: '', team: '' }
const shownIds = (seats: ReturnType<typeof seatsOf>) => seats.map((seat) => seat.agent.id)

describe('the board', () => {
  it('begins anew with a whole picture, and then takes differences', () => {
    const first = board(agent('1'), agent('2'))
    const second = apply(first, { topic: 'board', agents: [{ id: '1', state: 'busy', calls: ['c2'] }], calls: [call('c2')], ended: ['c1'] })
    expect(second.agents['1']).toMatchObject({ state: 'busy', name: 'name of 1' })
    expect(second.agents['2']).toBe(first.agents['2'])
    expect(Object.keys(second.calls)).toEqual(['c2'])
    expect(Object.keys(apply(second, whole(agent('3'))).agents)).toEqual(['3'])
  })

  it('keeps what a difference does not speak of', () => {
    const first = board(agent('1'))
    const second = apply(first, { topic: 'board', trunks: [] })
    expect(second.agents).toBe(first.agents)
    expect(second.calls).toBe(first.calls)
  })
})

describe('seats', () => {
  it('say with whom, and whether it is on hold', () => {
    const [talking] = seatsOf(board(agent('1', busy)))
    expect([talking?.shown, talking?.call?.customer]).toEqual(['talking', '张伟'])
    const held = apply(board(agent('1', busy)), { topic: 'board', calls: [call('c1', { held_since: 5 })] })
    expect(seatsOf(held)[0]?.shown).toBe('held')
  })

  it('leave out who is signed out unless that is asked for', () => {
    const seats = seatsOf(board(agent('1'), agent('2', { state: 'signed-out' })))
    expect(shownIds(filtered(seats, anybody))).toEqual(['1'])
    expect(shownIds(filtered(seats, { ...anybody, state: 'signed-out' }))).toEqual(['2'])
    expect(countStates(seats)['signed-out']).toBe(1)
  })

  it.each([
    [{ text: '张伟' }, ['1']],
    [{ text: 'NAME OF 2' }, ['2']],
    [{ queue: 'other' }, []],
    [{ team: 'north' }, ['1', '2']],
    [{ state: 'talking' as const }, ['1']],
  ])('are found by %j', (filter, ids) => {
    const seats = seatsOf(board(agent('1', busy), agent('2')))
    expect(shownIds(filtered(seats, { ...anybody, ...filter }))).toEqual(ids)
  })

  it('are grouped: who rings before who talks, who has no team last', () => {
    const seats = seatsOf(board(agent('1', busy), agent('2', { state: 'offered' }), agent('3', { team: '', skills: ['a', 'b'] })))
    expect(grouped(seats, 'state').map(({ id }) => id)).toEqual(['offered', 'talking', 'ready'])
    expect(grouped(seats, 'team').map(({ id }) => id)).toEqual(['north', ''])
    expect(grouped(seats, 'skill').map(({ id }) => id)).toEqual(['a', 'b', 'faults'])
  })

  it('stand in lines of so many columns under their headings', () => {
    const groups = grouped(seatsOf(board(agent('1'), agent('2'), agent('3'))), 'state')
    expect(linesOf(groups, 2).map((line) => (line.kind === 'head' ? 'head' : line.seats.length))).toEqual(['head', 2, 1])
  })
})

describe('acts', () => {
  const me: Me = { id: 'boss', permissions: ['supervise.view', 'supervise.listen', 'supervise.release', 'supervise.force-state'], reachable: true }
  const seat = (more: Partial<BoardAgent>, id = '1') => {
    const [one] = seatsOf(board(agent(id, more)))
    if (!one) throw new Error('nobody there')
    return one
  }
  const ids = (more: Partial<BoardAgent>, who: Me = me, id = '1') => actsOn(seat(more, id), who).map((act) => act.id)

  it('are those that are permitted and possible', () => {
    expect(ids(busy)).toEqual(['follow', 'listen', 'release', 'not-ready', 'day'])
    expect(ids({ state: 'ready' })).toEqual(['not-ready', 'sign-out', 'day'])
    expect(ids({ state: 'signed-out' })).toEqual(['day'])
    expect(ids(busy, { ...me, permissions: ['supervise.view'] })).toEqual(['follow', 'day'])
  })

  it('do not let anybody listen to themselves', () => {
    expect(ids(busy, { ...me, id: '7' }, '7')).toEqual(['follow', 'release', 'not-ready', 'day'])
  })
})

describe('stretches of a call', () => {
  const line = (type: string, at: number) => ({ position: at, at, type, actor: '', people: {}, data: {} })

  it('follow each other without a gap, the last one open', () => {
    const lines = [['InteractionOpened', 0], ['FlowStepped', 2], ['InteractionQueued', 5], ['InteractionOffered', 9], ['AgentConnected', 12], ['CustomerHeld', 20], ['CustomerResumed', 30]] as const
    expect(stretches(lines.map(([type, at]) => line(type, at)))).toEqual([
      { stage: 'menu', from: 0, until: 5 },
      { stage: 'waiting', from: 5, until: 9 },
      { stage: 'offered', from: 9, until: 12 },
      { stage: 'talking', from: 12, until: 20 },
      { stage: 'held', from: 20, until: 30 },
      { stage: 'talking', from: 30, until: null },
    ])
  })

  it('end with the call', () => {
    expect(stretches([line('InteractionOpened', 0), line('InteractionEnded', 4)])).toEqual([{ stage: 'menu', from: 0, until: 4 }])
  })
})
