import { AudioLines, Mic, MicOff, Pause, Phone, PhoneOutgoing, Unplug, UserMinus, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { calls } from '../api/calls'
import { usePermission } from '../api/session'
import type { Interaction, Party } from '../api/types'
import { consultedIn, othersIn } from '../live/mine'
import { useLive } from '../live/store'
import { nameOf } from '../record/who'
import { Timer } from '../record/Timer'
import { attempt, inCall } from './acts'
import css from './Company.module.css'

type Shown = 'ringing' | 'in' | 'held' | 'lost'

const icons: Record<Shown, LucideIcon> = { ringing: PhoneOutgoing, in: Phone, held: Pause, lost: Unplug }

function State({ state, speaks }: { state: Shown; speaks: boolean }) {
  const { t } = useTranslation()
  const Icon = speaks ? AudioLines : icons[state]
  return (
    <span className={css.state} data-state={state} data-speaks={speaks || undefined}>
      <Icon size={13} aria-hidden />
      {t(speaks ? 'company.speaks' : `company.${state}`)}
    </span>
  )
}

function Customer({ call, speaks }: { call: Interaction; speaks: boolean }) {
  const { t } = useTranslation()
  return (
    <li className={css.party} data-testid="party-customer" data-state={call.customer_held ? 'held' : 'in'}>
      <span>
        <b>{nameOf(call) || t('call.anonymous')}</b>
        <State state={call.customer_held ? 'held' : 'in'} speaks={speaks && !call.customer_held} />
      </span>
    </li>
  )
}

interface MemberProps {
  call: Interaction
  party: Party
  leads: boolean
  speaks: boolean
}

function Member({ call, party, leads, speaks }: MemberProps) {
  const { t } = useTranslation()
  const Icon = party.muted ? MicOff : Mic
  const mute = t(party.muted ? 'company.unmute' : 'company.mute', { name: party.name })
  const drop = t('company.drop', { name: party.name })
  return (
    <li className={css.party} data-testid="party" data-state={party.state} data-leg={party.leg}>
      <span>
        <b>
          {party.name || party.number}
          {party.kind === 'agent' && <small>{party.number}</small>}
        </b>
        <State state={party.state} speaks={speaks && party.state === 'in'} />
        <small>
          <Timer since={party.since} />
        </small>
      </span>
      {leads && party.state !== 'ringing' && (
        <button
          type="button"
          aria-pressed={party.muted}
          aria-label={mute}
          title={mute}
          data-testid="party-mute"
          onClick={() => void attempt(calls.mute(call.id, party.leg, !party.muted))}
        >
          <Icon size={15} aria-hidden />
        </button>
      )}
      {leads && (
        <button
          type="button"
          aria-label={drop}
          title={drop}
          data-testid="party-drop"
          onClick={() => void attempt(calls.drop(call.id, party.leg))}
        >
          <UserMinus size={15} aria-hidden />
        </button>
      )}
    </li>
  )
}

interface ActProps {
  label: string
  shortcut: string
  testId: string
  disabled?: boolean
  first?: boolean
  onPress: () => void
}

function Act({ label, shortcut, testId, disabled = false, first = false, onPress }: ActProps) {
  return (
    <button
      type="button"
      className={css.act}
      data-first={first || undefined}
      data-testid={testId}
      disabled={disabled}
      aria-keyshortcuts={shortcut}
      onClick={onPress}
    >
      {label}
      <kbd aria-hidden>{shortcut}</kbd>
    </button>
  )
}

/** What can be done while somebody is consulted. */
function Consulting({ there }: { there: boolean }) {
  const { t } = useTranslation()
  const confers = usePermission('calls.conference')
  return (
    <div className={css.acts}>
      <Act label={t('company.complete')} shortcut="F6" testId="consult-complete" first onPress={() => inCall('complete')} />
      <Act label={t('company.swap')} shortcut="F3" testId="consult-swap" disabled={!there} onPress={() => inCall('swap')} />
      {confers && (
        <Act label={t('company.merge')} shortcut="F7" testId="consult-merge" disabled={!there} onPress={() => inCall('merge')} />
      )}
      <Act label={t('company.cancel')} shortcut="Shift+F6" testId="consult-cancel" onPress={() => inCall('cancelConsult')} />
    </div>
  )
}

const silent: string[] = []

/** Everybody in the call, and what can be done about it. */
export default function Company({ call }: { call: Interaction }) {
  const { t } = useTranslation()
  const agent = useLive((live) => live.agent?.id)
  const speakers = useLive((live) => live.speakers[call.id] ?? silent)
  const others = othersIn(call, agent)
  const consulted = consultedIn(call)
  const leads = call.lead === agent
  const legs = new Set(call.parties.map(({ leg }) => leg))
  return (
    <section className={css.company} aria-label={t('company.label')} data-testid="company">
      <ul>
        <Customer call={call} speaks={speakers.some((leg) => !legs.has(leg))} />
        {others.map((party) => (
          <Member key={party.leg} call={call} party={party} leads={leads} speaks={speakers.includes(party.leg)} />
        ))}
      </ul>
      {leads && consulted && <Consulting there={consulted.state === 'in' || consulted.state === 'held'} />}
      {leads && !consulted && others.length > 1 && (
        <div className={css.acts}>
          <Act label={t('company.endAll')} shortcut="Shift+F9" testId="hang-up-all" onPress={() => inCall('hangUpForAll')} />
        </div>
      )}
    </section>
  )
}
