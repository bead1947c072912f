import { Star } from 'lucide-react'
import css from './Vip.module.css'

/** An important customer. */
export function Vip() {
  return (
    <span className={css.vip}>
      <Star size={10} fill="currentColor" aria-hidden />
      VIP
    </span>
  )
}
