import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSession } from '../../api/session'
import { attempt } from '../../call/acts'
import { notify } from '../../design/notices'
import { useLive } from '../../live/store'
import { perform, type Act, type Me } from './acts'
import type { Seat } from './agents'

/** Who I am, as far as acts on others are concerned. */
export function useMe(): Me {
  const { user, permissions } = useSession()
  const reachable = useLive((live) => live.agent !== null && live.agent.state !== 'signed-out')
  return useMemo(() => ({ id: user.id, permissions, reachable }), [user.id, permissions, reachable])
}

/** Does an act on an agent; says what is missing, or what could not be done. */
export function useActing(intercept: (seat: Seat) => void): (act: Act, seat: Seat) => void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const me = useMe()
  return useCallback(
    (act, seat) => {
      if (act.telephone && !me.reachable) notify(t('supervise.needsTelephone'), 'bad')
      else if (act.id === 'follow') void navigate(`/supervise/${encodeURIComponent(seat.call?.id ?? '')}`)
      else if (act.id === 'day') void navigate(`/day?agent=${encodeURIComponent(seat.agent.id)}`)
      else if (act.id === 'intercept') intercept(seat)
      else void attempt(perform(act.id, seat))
    },
    [me.reachable, navigate, intercept, t],
  )
}
