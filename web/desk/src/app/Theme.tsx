import { ConfigProvider } from 'antd'
import enGB from 'antd/locale/en_GB'
import zhCN from 'antd/locale/zh_CN'
import { useMemo, type ReactNode } from 'react'
import { useScheme } from '../design/scheme'
import { antdTheme } from '../design/theme'
import { useFormats } from '../words/format'

/** antd's parts in the scheme and language that were chosen. */
export function Theme({ children }: { children: ReactNode }) {
  const scheme = useScheme()
  const theme = useMemo(() => antdTheme(scheme), [scheme])
  const { language } = useFormats()
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? zhCN : enGB}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
