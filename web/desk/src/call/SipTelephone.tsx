import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agent } from '../api/agent'
import type { SoftphoneAccount } from '../api/types'
import { useLive } from '../live/store'
import { useDevices } from '../phone/devices'
import { usePhone } from '../phone/state'
import { attempt } from './acts'
import css from './PhoneStatus.module.css'

/** What is typed into the telephone; the secret is shown this once. */
function Account({ account }: { account: SoftphoneAccount }) {
  const { t } = useTranslation()
  const lines = [
    [t('phone.sipServer'), account.sip_server],
    [t('phone.sipUser'), account.authorization_user],
    [t('phone.sipSecret'), account.password],
  ] as const
  return (
    <>
      <dl className={css.account} data-testid="sip-account">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <small>{t('phone.sipOnce')}</small>
    </>
  )
}

/** A telephone on the table in place of the one in the page; the desk drives it all the same. */
export function SipTelephone() {
  const { t } = useTranslation()
  const apart = useDevices(({ telephone }) => telephone === 'apart')
  const calling = usePhone((phone) => phone.call !== null)
  const busy = useLive((live) => live.offer !== null)
  const [account, setAccount] = useState<SoftphoneAccount | null>(null)
  const leave = async () => {
    const provided = agent.softphone(false)
    if (!(await attempt(provided))) return
    setAccount(await provided)
    useDevices.setState({ telephone: 'apart' })
  }
  return (
    <div className={css.sip}>
      <h3>{t(apart ? 'phone.apart' : 'phone.sip')}</h3>
      <small>{t(apart ? 'phone.apartHint' : 'phone.sipHint')}</small>
      {account && apart && <Account account={account} />}
      {apart ? (
        <Button data-testid="use-page" onClick={() => useDevices.setState({ telephone: 'page' })}>
          {t('phone.useThisPage')}
        </Button>
      ) : (
        <Button data-testid="use-sip" disabled={calling || busy} onClick={() => void leave()}>
          {t('phone.useSip')}
        </Button>
      )}
    </div>
  )
}
