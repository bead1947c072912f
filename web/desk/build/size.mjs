/** What the first screens load, gzipped, against the budget; fails above it. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET = 300 * 1024
const VISITORS_BUDGET = 150 * 1024
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const gzip = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length

/** The files that a chunk cannot do without. */
function needed(entry, seen = new Set()) {
  if (seen.has(entry)) return seen
  seen.add(entry)
  for (const other of manifest[entry].imports ?? []) needed(other, seen)
  return seen
}

const jssip = Object.keys(manifest).find((key) => key.includes('jssip'))
const words = 'src/words/zh.json'
const screens = {
  'sign-in': ['index.html', words, 'src/pages/signin/SignIn.tsx'],
  desk: ['index.html', words, 'src/app/Signed.tsx', ...(jssip ? [jssip] : [])],
  'call us': ['call.html', ...(jssip ? [jssip] : [])],
}
const budgets = { 'call us': VISITORS_BUDGET }

let over = false
for (const [screen, entries] of Object.entries(screens)) {
  const chunks = new Set(entries.flatMap((entry) => [...needed(entry)]))
  const files = new Set([...chunks].flatMap((chunk) => [manifest[chunk].file, ...(manifest[chunk].css ?? [])]))
  const total = [...files, entries[0]].reduce((sum, file) => sum + gzip(file), 0)
  const budget = budgets[screen] ?? BUDGET
  over ||= total > budget
  console.log(`${screen.padEnd(8)} ${(total / 1024).toFixed(1).padStart(6)} KB gzip of ${budget / 1024} KB`)
  if (process.argv.includes('-v')) for (const file of files) console.log(`   ${(gzip(file) / 1024).toFixed(1).padStart(6)} ${file}`)
}
process.exitCode = over ? 1 : 0
