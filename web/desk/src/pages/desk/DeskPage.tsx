import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useLive } from '../../live/store'
import { contactsOf, openContact } from './contacts'
import css from './DeskPage.module.css'
import { Idle } from './Idle'
import { Inbox } from './Inbox'
import { Side } from './Side'
import { Workspace } from './Workspace'

/** Where an agent works: what there is, what is open, and who it is about. */
export default function DeskPage() {
  const live = useLive(useShallow(({ offer, interactions }) => ({ offer, interactions })))
  const [picked, setPicked] = useState<string | null>(null)
  const contacts = contactsOf(live)
  const open = openContact(contacts, picked)
  return (
    <div className={css.desk} data-open={open ? true : undefined}>
      <Inbox contacts={contacts} open={open?.id} onOpen={setPicked} />
      <section className={css.work}>{open ? <Workspace key={open.id} contact={open} /> : <Idle />}</section>
      {open && <Side key={open.id} contact={open} />}
    </div>
  )
}
