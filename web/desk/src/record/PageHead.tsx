import type { ReactNode } from 'react'
import css from './PageHead.module.css'

/** A page's name, and what can be done on all of it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className={css.head}>
      <h1>{title}</h1>
      <div className={css.acts}>{children}</div>
    </header>
  )
}
