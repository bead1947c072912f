import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, Customer } from '../api/types'
import { useFormats } from '../words/format'
import { useAccountWords } from './accounts'
import css from './CustomerRecord.module.css'

function AccountCard({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const { label, status } = useAccountWords()(account)
  const owes = account.balance < 0
  return (
    <li className={css.account}>
      <div>
        <b>{account.id}</b>
        <span className={css.faint}> · {[label, status].filter(Boolean).join(' · ')}</span>
        {account.address && <p className={css.faint}>{account.address}</p>}
      </div>
      <div className={css.balance} data-owes={owes || undefined}>
        <span>{money(Math.abs(account.balance), account.currency)}</span>
        <small>{owes ? t('customer.owes') : t('customer.balance')}</small>
      </div>
    </li>
  )
}

interface Props {
  customer: Customer
  /** What stands beside each number: what can be done with it. */
  beside?: (number: string, shown: string) => ReactNode
}

/** What is kept about a customer: accounts, numbers, addresses, notes. */
export function CustomerRecord({ customer, beside }: Props) {
  const { t } = useTranslation()
  return (
    <div className={css.record} data-testid="customer-record">
      <section>
        <h3>{t('customer.accounts')}</h3>
        {customer.accounts.length === 0 && <p className={css.faint}>{t('customer.noAccounts')}</p>}
        <ul>
          {customer.accounts.map((account) => (
            <AccountCard key={account.id} account={account} />
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('customer.numbers')}</h3>
        <ul className={css.numbers}>
          {customer.numbers.map(({ number, pretty, kind }) => (
            <li key={number}>
              <span>
                {pretty || number} {beside?.(number, pretty || number)}
              </span>
              <span className={css.faint}>{t(`customer.kind_${kind}` as 'customer.kind_other', { defaultValue: kind })}</span>
            </li>
          ))}
        </ul>
      </section>
      {customer.addresses.length > 0 && (
        <section>
          <h3>{t('customer.addresses')}</h3>
          <ul>
            {customer.addresses.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('customer.notes')}</h3>
        {customer.notes ? <p className={css.notes}>{customer.notes}</p> : <p className={css.faint}>{t('customer.noNotes')}</p>}
      </section>
    </div>
  )
}
