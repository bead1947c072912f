import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { CustomerRecord } from '../../src/record/CustomerRecord'
import { FactList } from '../../src/record/FactList'
import { told } from '../../src/record/PathTrail'
import { customer } from '../things'

const step = (kind: string, detail = {}) => ({ flow: 'main', node: 'n', kind, label: {}, detail, at: 0 })

it('tells of the way what the caller chose or came into', () => {
  expect(['menu', 'language', 'sub-flow', 'voicemail'].every((kind) => told(step(kind)))).toBe(true)
  expect(['condition', 'set', 'hours', 'play', 'look-up'].some((kind) => told(step(kind)))).toBe(false)
  expect(told(step('condition', { key: '1' }))).toBe(true)
})

it('says facts in words and amounts as money', () => {
  render(<FactList facts={[{ name: 'customer.balance', value: '-8640' }, { name: 'topic', value: 'billing' }, { name: 'odd', value: 'x' }]} />)
  expect(screen.getByText('Balance').nextSibling).toHaveTextContent('-¥86.40')
  expect(screen.getByText('About').nextSibling).toHaveTextContent('Billing')
  expect(screen.getByText('odd').nextSibling).toHaveTextContent('x')
})

it('says what sort of account it is, and its number', () => {
  const account = { id: '10023', kind: 'contract', label: 'residential', address: '', balance: 0, currency: 'CNY', status: 'active' }
  render(<CustomerRecord customer={customer({ accounts: [account] })} />)
  expect(screen.getByText('10023').parentElement).toHaveTextContent('10023 · Residential · active')
})
