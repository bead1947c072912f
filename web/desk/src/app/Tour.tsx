import { Tour as AntdTour } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useToured } from '../call/toured'
import { endTour, type TourKind } from '../design/tour'
import { incomingCall, runningCall, useLive } from '../live/store'
import { learn } from '../words'
import { placesOf, sideOf, type Stop } from './stops'

await learn('tour')

/** Next has the focus as each stop is shown, so that Enter goes on. */
function Focused({ text }: { text: string }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => place.current?.closest('button')?.focus(), [])
  return <span ref={place}>{text}</span>
}

/** A call comes or runs: the tour gives way. */
const useCall = () =>
  useLive((live) => live.offer !== null || incomingCall(live) !== undefined || runningCall(live) !== undefined)

/** Gives the focus back where it was. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
}

/** Leads from place to place; arrow keys and Enter go on, Escape ends it. */
export default function Tour({ kind }: { kind: TourKind }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const call = useCall()
  const [places, setPlaces] = useState<ReturnType<typeof placesOf>>([])
  useFocusBack()
  const { keep } = useToured()
  useEffect(keep, [keep])
  useEffect(() => {
    void navigate('/desk')
    // The desk's page is there with the next frame.
    const frame = requestAnimationFrame(() => setPlaces(placesOf(kind, document)))
    return () => cancelAnimationFrame(frame)
  }, [kind, navigate])
  useEffect(() => {
    if (call) endTour()
  }, [call])
  const steps = useMemo(() => {
    const say = (stop: Stop) => ({ title: t(`tour.${stop}`), description: t(`tour.${stop}Help`) })
    return places.map(({ stop, place }, at) => ({
      ...say(stop),
      target: place,
      ...(place && { placement: sideOf(place) }),
      nextButtonProps: { children: <Focused key={stop} text={t(at < places.length - 1 ? 'tour.next' : 'tour.finish')} /> },
      prevButtonProps: { children: t('tour.previous') },
    }))
  }, [places, t])
  if (steps.length === 0 || call) return null
  return <AntdTour open steps={steps} onClose={endTour} onFinish={endTour} scrollIntoViewOptions={{ block: 'nearest', inline: 'nearest' }} />
}
