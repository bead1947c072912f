import { fonts, palettes, size, stateColours, type Scheme } from './tokens'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function lines(prefix: string, values: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(values).map(([name, value]) => {
    const shown = typeof value === 'number' ? `${value}px` : value
    return `--${prefix}${kebab(name)}:${shown};`
  })
}

function scheme(name: Scheme): string {
  return `:root[data-scheme="${name}"]{color-scheme:${name};${lines('', palettes[name]).join('')}}`
}

/** The tokens as CSS custom properties: sizes for all, colours by scheme. */
export function variables(): string {
  const sizes = Object.entries(size).flatMap(([group, values]) => lines(`${group}-`, values))
  const states = lines('state-', stateColours)
  return `:root{--font:${fonts.sans};${[...sizes, ...states].join('')}}${scheme('light')}${scheme('dark')}`
}

/** Puts the variables into the page, before anything is painted. */
export function installVariables(page: Document): void {
  const style = page.createElement('style')
  style.textContent = variables()
  page.head.prepend(style)
}
