import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../design/Placeholders'

function PageFailed() {
  const { t } = useTranslation()
  return <Failure title={t('problem.crashTitle')} help={t('problem.crashHelp')} />
}

/** A page that fails leaves the frame, and with it the telephone, as it is. */
export class PageBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <PageFailed /> : this.props.children
  }
}
