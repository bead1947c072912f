import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { peaksQuery } from '../../api/lists'
import { usePermission } from '../../api/session'
import type { Recording } from '../../api/types'
import { Loading } from '../../design/Placeholders'
import css from './RecordingPlayer.module.css'

const RecordingPlayer = lazy(() => import('./RecordingPlayer'))

function One({ recording }: { recording: Recording }) {
  const { t } = useTranslation()
  const stored = recording.state === 'stored'
  const peaks = useQuery({ ...peaksQuery(recording.id), enabled: stored })
  if (recording.state === 'failed') return <p className={css.bad}>{t('recording.failed')}</p>
  if (!stored) return <p className={css.faint}>{t('recording.notStored')}</p>
  if (peaks.isError) return <p className={css.bad}>{t('recording.failed')}</p>
  if (!peaks.data) return <Loading label={t('part.loading')} lines={3} />
  return (
    <Suspense fallback={<Loading label={t('part.loading')} lines={3} />}>
      <RecordingPlayer recording={recording} peaks={peaks.data} />
    </Suspense>
  )
}

/** The sound of a contact, for those who may hear it. */
export function Recordings({ recordings }: { recordings: Recording[] }) {
  const { t } = useTranslation()
  const may = usePermission('recordings.play')
  if (recordings.length === 0) return <p className={css.faint}>{t('recording.none')}</p>
  if (!may) return <p className={css.faint}>{t('recording.noPermission')}</p>
  return recordings.map((recording) => <One key={recording.id} recording={recording} />)
}
