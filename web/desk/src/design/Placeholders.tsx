import { CircleAlert, type LucideIcon } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import css from './Placeholders.module.css'

interface EmptyProps {
  icon: LucideIcon
  title: string
  help?: string
  children?: ReactNode
}

/** Nothing here, and what that means. */
export function Empty({ icon: Icon, title, help, children }: EmptyProps) {
  return (
    <div className={css.place}>
      <Icon size={28} strokeWidth={1.5} className={css.icon} aria-hidden />
      <p className={css.title}>{title}</p>
      {help && <p className={css.help}>{help}</p>}
      {children}
    </div>
  )
}

/** It did not work: what happened, and a way to go on. */
export function Failure({ title, help, children }: Omit<EmptyProps, 'icon'>) {
  return (
    <div className={css.place} role="alert">
      <CircleAlert size={28} strokeWidth={1.5} className={css.bad} aria-hidden />
      <p className={css.title}>{title}</p>
      {help && <p className={css.help}>{help}</p>}
      {children}
    </div>
  )
}

const PATIENCE = 200

/** Grey lines in place of what is coming; only for those who wait longer than 200 ms. */
export function Loading({ label, lines = 6 }: { label: string; lines?: number }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={css.lines} role="status" aria-label={label}>
      {late && Array.from({ length: lines }, (_, line) => <span key={line} style={{ width: `${92 - ((line * 37) % 50)}%` }} />)}
    </div>
  )
}
