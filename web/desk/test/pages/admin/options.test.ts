import { expect, it } from 'vitest'
import { optionGroups } from '../../../src/pages/admin/options'
import en from '../../../src/words/admin/en.json'
import zh from '../../../src/words/admin/zh.json'

const paths = optionGroups.flatMap(({ fields }) => fields.map(({ path }) => path))

it.each([['zh', zh], ['en', en]] as const)('every option has a name, an explanation and a heading in %s', (_, words) => {
  const wanted = [...paths.flatMap((path) => [`option_${path}`, `help_${path}`]), ...optionGroups.map(({ id }) => `options_${id}`)]
  expect(wanted.filter((key) => !(words as Record<string, string>)[key])).toEqual([])
})
