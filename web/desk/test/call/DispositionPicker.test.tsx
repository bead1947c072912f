import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { DispositionPicker } from '../../src/call/DispositionPicker'

const all = [
  ['fault', null],
  ['fault-home', 'fault'],
  ['fault-area', 'fault'],
  ['other', null],
].map(([id, parent]) => ({ id: id ?? '', parent: parent ?? null, retired: false, name: { zh: id ?? '', en: id ?? '' } }))

describe('DispositionPicker', () => {
  it('opens a branch, and chooses only a leaf', async () => {
    const onChange = vi.fn()
    render(<DispositionPicker all={all} value="" onChange={onChange} />)
    expect(screen.queryByTestId('disposition-fault-home')).not.toBeInTheDocument()
    await userEvent.click(screen.getByTestId('disposition-fault'))
    expect(onChange).not.toHaveBeenCalled()
    await userEvent.click(screen.getByTestId('disposition-fault-home'))
    expect(onChange).toHaveBeenCalledWith('fault-home')
  })

  it('offers nothing that is retired or below it, but shows what was chosen before', () => {
    const retired = all.map((one) => ({ ...one, retired: one.id === 'fault' }))
    const { rerender } = render(<DispositionPicker all={retired} value="" onChange={vi.fn()} />)
    expect(screen.queryByTestId('disposition-fault')).toBeNull()
    expect(screen.getByTestId('disposition-other')).toBeInTheDocument()
    rerender(<DispositionPicker all={retired} value="fault-area" onChange={vi.fn()} />)
    expect(screen.getByTestId('disposition-fault-area')).toHaveAttribute('aria-pressed', 'true')
    expect(screen.queryByTestId('disposition-fault-home')).toBeNull()
  })

  it('shows the way to what is chosen', () => {
    render(<DispositionPicker all={all} value="fault-area" onChange={vi.fn()} />)
    expect(screen.getByTestId('disposition-fault')).toHaveAttribute('aria-pressed', 'true')
    expect(screen.getByTestId('disposition-fault-area')).toHaveAttribute('aria-pressed', 'true')
    expect(screen.getByTestId('disposition-fault-home')).toHaveAttribute('aria-pressed', 'false')
  })
})
