/**
 * Pictures of every screen, for looking at: `npm run mock` with a built desk, then
 * `node dev/shots.mjs <folder> [width,width] [zh,en] [light,dark]`. Needs a Chromium (`CHROMIUM`).
 */
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const [folder = 'shots', widths = '390,1280,2560', languages = 'zh,en', schemes = 'light,dark'] = process.argv.slice(2)
const BASE = process.env.SWITCHROOM_MOCK ?? 'http://127.0.0.1:5171'
const HEIGHTS = { 390: 844, 1280: 800, 2560: 1300 }
mkdirSync(folder, { recursive: true })

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'],
})

const mock = (act, body = {}) => fetch(`${BASE}/mock/${act}`, { method: 'POST', body: JSON.stringify(body) })

async function tour(width, language, scheme) {
  const context = await browser.newContext({
    viewport: { width, height: HEIGHTS[width] ?? 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: scheme,
    permissions: ['microphone'],
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.log('page error:', error.message))
  page.on('console', (message) => message.type() === 'error' && console.log('console:', message.text()))
  const id = (name) => page.getByTestId(name)
  const shot = async (name) => {
    await page.waitForTimeout(350)
    await page.screenshot({ path: `${folder}/${name}-${width}-${language}-${scheme}.png` })
  }
  await fetch(`${BASE}/api/session`, { method: 'DELETE' })
  await page.goto(BASE)
  await id('sign-in-username').fill('liuyang')
  await id('sign-in-password').fill('wrong')
  await id('sign-in-submit').click()
  await id('sign-in-error').waitFor()
  await shot('01-sign-in')
  await id('sign-in-password').fill('demo')
  await id('sign-in-submit').click()
  await page.locator('[data-testid=softphone-status][data-status=registered]').waitFor()
  await shot('02-not-ready')
  await id('state-menu').click()
  await shot('03-state-menu')
  await id('state-ready').click()
  await page.locator('[data-testid=state-menu][data-state=ready]').waitFor()
  await page.goto(`${BASE}/desk`)
  await page.locator('[data-testid=softphone-status][data-status=registered]').waitFor()
  await mock('offer')
  await id('offer-card').waitFor()
  await shot('04-offer')
  console.log(await page.evaluate(() => performance.getEntriesByName('screen-pop').map((one) => one.duration.toFixed(1))))
  await page.keyboard.press('F2')
  await id('call-timer').waitFor()
  await id('disposition-fault').click()
  await id('note').fill(language === 'zh' ? '客户称家中停电，邻居有电。' : 'No power at home; the neighbours have it.')
  await page.waitForTimeout(900)
  await shot('05-call')
  await id('keypad-open').click()
  await id('key-1').click()
  await id('key-2').click()
  await shot('06-keypad')
  await page.keyboard.press('F8')
  await page.keyboard.press('F3')
  await id('resume').waitFor()
  await shot('07-held')
  await page.keyboard.press('F9')
  await id('wrap-up-finish').waitFor()
  await id('disposition-fault-home').click()
  await shot('08-wrap-up')
  await id('wrap-up-finish').click()
  await page.locator('[data-testid=state-menu][data-state=ready]').waitFor()
  await id('nav-queues').click()
  await id('queue-strip').first().waitFor()
  await mock('offer', { vip: true })
  await id('offer-card').waitFor()
  await shot('09-queues-offer')
  await id('reject').click()
  await id('queue-strip').first().click()
  await id('waiting-row').first().waitFor()
  await shot('10-waiting')
  await id('nav-interactions').click()
  await id('interaction-row').first().waitFor()
  await shot('11-interactions')
  await id('interaction-row').nth(4).click()
  await id('recording-player').waitFor()
  await shot('12-interaction')
  await id('nav-customers').click()
  await id('customer-row').first().waitFor()
  await shot('13-customers')
  await id('customer-row').first().click()
  await id('customer-record').waitFor()
  await shot('14-customer')
  await id('customer-edit').click()
  await shot('15-customer-form')
  await id('nav-desk').click()
  await mock('offer', { unknown: true })
  await id('offer-card').waitFor()
  await shot('16-unknown')
  await id('reject').click()
  await id('me-menu').click()
  await shot('17-me')
  await context.close()
}

for (const width of widths.split(',').map(Number))
  for (const language of languages.split(',')) for (const scheme of schemes.split(',')) await tour(width, language, scheme)
await browser.close()
