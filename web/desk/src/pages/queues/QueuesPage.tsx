import { ListOrdered } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Loading } from '../../design/Placeholders'
import { useLive } from '../../live/store'
import { PageHead } from '../../record/PageHead'
import css from './QueuesPage.module.css'
import { QueueStrip } from './QueueStrip'
import { WaitingDrawer } from './WaitingDrawer'

/** How every queue is, live. */
export default function QueuesPage() {
  const { t } = useTranslation()
  const { queues, known, connection } = useLive()
  const [open, setOpen] = useState<string | null>(null)
  const waiting = !known && connection === 'connecting'
  return (
    <div className={css.page}>
      <PageHead title={t('queues.title')}>
        {!known && !waiting && <span className={css.old}>{t('queues.old')}</span>}
      </PageHead>
      {waiting && <Loading label={t('part.loading')} />}
      {known && queues.length === 0 && <Empty icon={ListOrdered} title={t('queues.none')} help={t('queues.noneHelp')} />}
      <ul className={css.strips}>
        {queues.map((queue) => (
          <QueueStrip key={queue.id} queue={queue} onOpen={() => setOpen(queue.id)} />
        ))}
      </ul>
      <WaitingDrawer queue={queues.find(({ id }) => id === open)} onClose={() => setOpen(null)} />
    </div>
  )
}
