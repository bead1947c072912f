import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ServiceLevel } from '../../src/record/ServiceLevel'
import { queue } from '../things'

it.each([
  [0.85, 0.8, 'Target met'],
  [0.85, 0.9, 'Target missed'],
])('of %d is measured against the queue’s own %d', (level, target, says) => {
  render(<ServiceLevel queue={queue({ service_level: level, service_target: target, answer_within: 15_000 })} />)
  expect(screen.getByText('85%')).toHaveTextContent(`${says}, Target: ${target * 100}% within 15 s`)
})

it('says nothing of a target when the queue is set up no more', () => {
  render(<ServiceLevel queue={queue({ service_level: 0.5, service_target: null, answer_within: null })} />)
  expect(screen.getByText('50%')).not.toHaveTextContent('Target')
})
