import { lazy, Suspense, useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useLive } from '../../live/store'
import { contactsOf, openContact } from './contacts'
import css from './DeskPage.module.css'
import { Idle } from './Idle'
import { Inbox } from './Inbox'
import { Workspace } from './Workspace'

const loadSide = () => import('./Side')
const Side = lazy(loadSide)

/** Where an agent works: what there is, what is open, and who it is about. */
export default function DeskPage() {
  const live = useLive(useShallow(({ offer, interactions }) => ({ offer, interactions })))
  const [picked, setPicked] = useState<string | null>(null)
  const contacts = contactsOf(live)
  const open = openContact(contacts, picked)
  // Not needed before the first contact, which may come at any moment.
  useEffect(() => void loadSide(), [])
  return (
    <div className={css.desk} data-open={open ? true : undefined}>
      <Inbox contacts={contacts} open={open?.id} onOpen={setPicked} />
      <section className={css.work}>{open ? <Workspace key={open.id} contact={open} /> : <Idle />}</section>
      {open && (
        <Suspense fallback={null}>
          <Side key={open.id} contact={open} />
        </Suspense>
      )}
    </div>
  )
}
