import { describe, expect, it } from 'vitest'
import { firstLanguage } from '../../src/words'
import { areas, wordsOf } from '../../src/words/areas'
import en from '../../src/words/en.json'
import { clock, duration, nameIn } from '../../src/words/format'
import zh from '../../src/words/zh.json'

interface Tree {
  [key: string]: string | Tree
}

const leaves = (tree: Tree, at = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${at}${key}`, value]] : leaves(value, `${at}${key}.`),
  )

const blanks = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()

const first = { en: leaves(en), zh: leaves(zh) }
const pages = async (language: 'zh' | 'en') => (await Promise.all(areas.map((area) => wordsOf(area, language)))).flatMap((words) => leaves(words as Tree))
const later = { en: await pages('en'), zh: await pages('zh') }
const all = { en: [...first.en, ...later.en], zh: [...first.zh, ...later.zh] }

describe('the message files', () => {
  it('say nothing twice', () => {
    const keys = all.zh.map(([key]) => key)
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
  })

  it('say the same things in both languages', () => {
    for (const words of [first, later]) {
      expect(words.en.map(([key]) => key).sort()).toEqual(words.zh.map(([key]) => key).sort())
    }
  })

  it('fill in the same things in both languages', () => {
    const english = new Map(all.en)
    for (const [key, text] of all.zh) expect([key, blanks(english.get(key) ?? '')]).toEqual([key, blanks(text)])
  })
})

describe('firstLanguage', () => {
  it.each([
    ['en', ['zh-CN'], 'en'],
    [null, ['en-GB', 'zh-CN'], 'en'],
    [null, ['fr-FR', 'zh-TW'], 'zh'],
    [null, ['fr-FR'], 'zh'],
    ['xx', ['en'], 'en'],
  ] as const)('with %s remembered and %s spoken', (remembered, spoken, language) => {
    expect(firstLanguage(remembered, spoken)).toBe(language)
  })
})

it('is the one that the centre speaks when nothing else is known', () => {
  expect(firstLanguage(null, ['fr-FR'], 'en')).toBe('en')
  expect(firstLanguage(null, ['zh-CN'], 'en')).toBe('zh')
})

describe('times', () => {
  it.each([
    [0, '0:00', '00:00:00'],
    [41_900, '0:41', '00:00:41'],
    [751_000, '12:31', '00:12:31'],
    [3_723_000, '1:02:03', '01:02:03'],
    [-5, '0:00', '00:00:00'],
  ])('of %d ms', (millis, short, wide) => {
    expect(duration(millis)).toBe(short)
    expect(clock(millis)).toBe(wide)
  })
})

describe('nameIn', () => {
  it('takes the other language when there is no name in this one', () => {
    expect(nameIn('en', { zh: '故障', en: '' })).toBe('故障')
    expect(nameIn('en', null)).toBe('')
  })
})
