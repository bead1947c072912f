import { expect, test } from 'vitest'
import { say } from '../../src/visitor/words'
import en from '../../src/visitor/words/en.json'
import zh from '../../src/visitor/words/zh.json'

const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort()

test('both languages say the same things with the same gaps', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh))
  for (const [word, text] of Object.entries(zh)) expect(gaps(en[word as keyof typeof en]), word).toEqual(gaps(text))
})

test('gaps are filled, and left visible when there is nothing to fill them', () => {
  expect(say('en', 'position', { position: 3 })).toBe('You are number 3')
  expect(say('zh', 'position')).toBe('您排在第 {position} 位')
})
