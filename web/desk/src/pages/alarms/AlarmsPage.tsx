import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Download, History, ShieldCheck, Volume2, VolumeX } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { alarmHistoryQuery, alarmsFile, alarmsQuery, type Alarm } from '../../api/alarms'
import { useAlarmSound } from '../../design/alarmSound'
import { Empty } from '../../design/Placeholders'
import { ListState } from '../../record/ListState'
import { PageHead } from '../../record/PageHead'
import { VirtualRows } from '../../record/VirtualRows'
import { AlarmMark, useAlarmWords } from '../../record/AlarmMark'
import { learn } from '../../words'
import { useFormats } from '../../words/format'
import { AlarmCard } from './AlarmCard'
import { AlarmSheet, lasted } from './AlarmSheet'
import css from './Alarms.module.css'
import { FilterRow, nothing, queryOf, type Filter } from './FilterRow'

await learn('alarms')

const ROW = 44
const COLUMNS = ['severity', 'alarm', 'raised', 'lasted', 'detail', 'acknowledgedBy'] as const

function HeadCells() {
  const { t } = useTranslation()
  return COLUMNS.map((column) => (
    <span key={column} role="columnheader">
      {t(`alarms.${column}`)}
    </span>
  ))
}

function Cells({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation()
  const { full } = useFormats()
  const { says } = useAlarmWords()
  return (
    <>
      <span role="cell">
        <AlarmMark severity={alarm.severity} />
      </span>
      <span role="cell" className={css.says} title={says(alarm)}>
        {says(alarm)}
      </span>
      <span role="cell" className={css.faint}>
        {full(alarm.raised)}
      </span>
      <span role="cell" data-state={alarm.cleared === null ? 'raised' : 'cleared'} className={css.state}>
        {alarm.cleared === null ? t('alarms.state_raised') : lasted(alarm)}
      </span>
      <span role="cell" className={css.faint} title={alarm.detail}>
        {alarm.detail}
      </span>
      <span role="cell" className={css.faint}>
        {alarm.acknowledged_by_name}
      </span>
    </>
  )
}

function Sound() {
  const { t } = useTranslation()
  const { muted, mute } = useAlarmSound()
  return (
    <Button
      icon={muted ? <VolumeX size={15} /> : <Volume2 size={15} />}
      aria-pressed={!muted}
      data-testid="alarm-sound"
      onClick={() => mute(!muted)}
    >
      {t(muted ? 'alarms.soundOff' : 'alarms.soundOn')}
    </Button>
  )
}

function Now() {
  const { t } = useTranslation()
  const now = useQuery(alarmsQuery)
  const alarms = now.data ?? []
  return (
    <section className={css.now} aria-labelledby="alarms-now">
      <h2 id="alarms-now">{t('alarms.now')}</h2>
      {now.isSuccess && alarms.length === 0 && (
        <div data-testid="no-alarms">
          <Empty icon={ShieldCheck} title={t('alarms.well')} help={t('alarms.wellHelp')} />
        </div>
      )}
      <ul>
        {alarms.map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </section>
  )
}

/** What is wrong with the centre now, and what was. */
export default function AlarmsPage() {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<Filter>(nothing)
  const [shown, setShown] = useState<Alarm>()
  const deferred = useDeferredValue(filter)
  const wanted = useMemo(() => queryOf(deferred), [deferred])
  const list = useInfiniteQuery(alarmHistoryQuery(wanted))
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return (
    <div className={css.page}>
      <PageHead title={t('alarms.title')}>
        <Sound />
        <Button icon={<Download size={15} />} href={alarmsFile(wanted)} download="alarms.csv" data-testid="alarms-export">
          {t('alarms.export')}
        </Button>
      </PageHead>
      <Now />
      <section className={css.history} aria-labelledby="alarms-history">
        <h2 id="alarms-history">{t('alarms.history')}</h2>
        <FilterRow filter={filter} onChange={(part) => setFilter({ ...filter, ...part })} />
        <ListState
          query={list}
          empty={rows.length === 0}
          filtered={Object.values(wanted).some(Boolean)}
          icon={History}
          words={{ none: t('alarms.none'), noneFound: t('alarms.noneFound'), noneFoundHelp: t('alarms.noneFoundHelp') }}
        >
          <VirtualRows
            label={t('alarms.history')}
            rows={rows}
            height={ROW}
            columns={css.columns}
            head={<HeadCells />}
            rowId={(row) => row.id}
            selected={shown?.id}
            testId="alarm-row"
            render={(row) => <Cells alarm={row} />}
            onOpen={setShown}
            onEnd={more}
          />
        </ListState>
      </section>
      {shown && <AlarmSheet alarm={rows.find(({ id }) => id === shown.id) ?? shown} onClose={() => setShown(undefined)} />}
    </div>
  )
}
