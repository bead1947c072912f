import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../../record/PageHead'
import { learn, speak, type Language } from '../../words'
import { useFormats } from '../../words/format'
import { FactorCard, OwnSessionsCard, PasswordCard } from './Account'
import css from './Admin.module.css'

await learn('admin')

/** My account. */
export default function AccountPage() {
  const { t } = useTranslation()
  const { language } = useFormats()
  return (
    <div className={css.section}>
      <PageHead title={t('admin.account')} />
      <div className={css.body}>
        <section className={css.card}>
          <h2>{t('bar.language')}</h2>
          <Segmented<Language> value={language} onChange={(next) => void speak(next)} options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} />
        </section>
        <PasswordCard />
        <FactorCard />
        <OwnSessionsCard />
      </div>
    </div>
  )
}
