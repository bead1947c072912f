import { theme as antd, type ThemeConfig } from 'antd'
import { fonts, palettes, size, type Scheme } from './tokens'

/** antd's parts in our sizes and colours. */
export function antdTheme(scheme: Scheme): ThemeConfig {
  const colour = palettes[scheme]
  return {
    algorithm: scheme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      fontFamily: fonts.sans,
      fontSize: size.type.base,
      borderRadius: size.radius.base,
      controlHeight: size.control.base,
      colorPrimary: colour.accent,
      colorLink: colour.accent,
      colorError: colour.bad,
      colorTextBase: colour.ink,
      colorBgBase: colour.surface,
      colorBgContainer: colour.surface,
      colorBgElevated: colour.raised,
      colorBgLayout: colour.canvas,
      colorBorder: colour.lineStrong,
      colorBorderSecondary: colour.line,
      colorTextPlaceholder: colour.inkFaint,
      colorTextLightSolid: colour.onAccent,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      boxShadowSecondary: colour.shadow,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Tooltip: { colorBgSpotlight: scheme === 'dark' ? '#39404e' : '#1f242d', colorTextLightSolid: '#fff' },
    },
  }
}
