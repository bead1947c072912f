/** Every size and colour of the desk, once. CSS reads them as variables, antd through `theme.ts`. */

export type Scheme = 'light' | 'dark'

export const size = {
  space: { 1: 4, 2: 8, 3: 12, 4: 16, 5: 20, 6: 24, 8: 32, 10: 40, 12: 48 },
  radius: { small: 4, base: 6, large: 10 },
  type: { tiny: 11, small: 12, base: 13, large: 15, title: 20, figure: 26 },
  control: { small: 26, base: 32, large: 40 },
  frame: { bar: 48, rail: 68, inbox: 280, side: 360, dock: 56 },
} as const

/** Latin faces first, for letters and figures; no `system-ui`, which is a poor one on many Linux desktops. */
export const fonts = {
  sans:
    '-apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", ' +
    '"Noto Sans CJK SC", "Noto Sans SC", sans-serif',
} as const

const light = {
  canvas: '#f4f5f7',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#eef0f3',
  hover: '#f0f2f5',
  line: '#e3e6eb',
  lineStrong: '#cfd4dc',
  ink: '#171a1f',
  inkSoft: '#4c5564',
  inkFaint: '#697386',
  accent: '#3451b2',
  accentHover: '#2a4394',
  accentSoft: '#e9edfa',
  onAccent: '#ffffff',
  good: '#007a59',
  goodSoft: '#e2f3ed',
  bad: '#b3261e',
  badSoft: '#fbeae8',
  go: '#007a59',
  stop: '#b3261e',
  warn: '#8a5a00',
  warnSoft: '#fdf2d9',
  shadow: '0 1px 2px rgb(16 24 40 / 6%), 0 12px 32px -8px rgb(16 24 40 / 22%)',
}

const dark: typeof light = {
  canvas: '#101216',
  surface: '#17191f',
  raised: '#1f222a',
  sunken: '#0b0d10',
  hover: '#22262f',
  line: '#282c36',
  lineStrong: '#3b414e',
  ink: '#eceef2',
  inkSoft: '#b0b8c5',
  inkFaint: '#8b94a5',
  accent: '#8ea4f5',
  accentHover: '#a7b8f8',
  accentSoft: '#232b47',
  onAccent: '#0f1530',
  good: '#4ccfa6',
  goodSoft: '#12302a',
  bad: '#ff8a80',
  badSoft: '#3a1d1c',
  go: '#0f7d5d',
  stop: '#c03a31',
  warn: '#f2bd55',
  warnSoft: '#352a14',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 16px 40px -8px rgb(0 0 0 / 65%)',
}

export const palettes: Record<Scheme, typeof light> = { light, dark }

/** Okabe and Ito's set, told apart with every kind of colour vision; always with icon and word. */
export const stateColours = {
  ready: '#009e73',
  offered: '#e69f00',
  talking: '#0072b2',
  held: '#56b4e9',
  'wrap-up': '#cc79a7',
  'not-ready': '#d55e00',
  'signed-out': '#8b94a5',
} as const
