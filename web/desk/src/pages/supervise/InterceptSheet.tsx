import { useTranslation } from 'react-i18next'
import { supervise } from '../../api/supervise'
import { attempt } from '../../call/acts'
import { Sheet } from '../../design/Sheet'
import type { Seat } from './agents'
import { PersonPicker } from './PersonPicker'

interface Props {
  seat: Seat | null
  seats: readonly Seat[]
  onClose: () => void
}

/** Who is offered what would be an agent's, from now on. */
export function InterceptSheet({ seat, seats, onClose }: Props) {
  const { t } = useTranslation()
  const others = seats.filter(({ agent, shown }) => shown !== 'signed-out' && agent.id !== seat?.agent.id)
  const choose = async (to: string) => {
    if (seat && (await attempt(supervise.intercept(seat.agent.id, to)))) onClose()
  }
  return (
    <Sheet open={seat !== null} width={400} title={seat && t('supervise.interceptOf', { agent: seat.agent.name })} onClose={onClose}>
      <PersonPicker seats={others} help={t('supervise.interceptHelp')} onPick={(id) => void choose(id)} />
    </Sheet>
  )
}
