/**
 * A centre for working on the desk without one: `npm run mock`, then `SWITCHROOM_SERVER=http://127.0.0.1:5171 npm run dev`.
 * Any name signs in with the password `demo`. `POST /mock/offer` (`{"unknown": true}`, `{"vip": true}`) places a call.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { WebSocketServer } from 'ws'
import { centre } from './centre.mjs'
import { choices, customers, detail, journal, peaks, queues, rows } from './data.mjs'
import { line } from './sip.mjs'

const PORT = Number(process.env.SWITCHROOM_MOCK_PORT ?? 5171)
const DIST = new URL('../dist/', import.meta.url).pathname
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html; charset=utf-8' }

const session = {
  user: { id: 'u7', username: 'liuyang', display_name: '刘洋' },
  permissions: [
    'agent.work', 'interactions.view', 'interactions.export', 'recordings.play', 'recordings.download',
    'queues.view', 'customers.view', 'customers.edit',
  ],
  agent: { id: 'agent-7', number: '8007', extension: '1007' },
}

const desk = centre()
let signedIn = false

class Refusal extends Error {
  constructor(status, code, detailText) {
    super(detailText)
    this.status = status
    this.code = code
  }
}

const page = (all, search) => {
  const from = Number(search.get('cursor') ?? 0)
  const limit = Number(search.get('limit') ?? 50)
  const items = all.slice(from, from + limit)
  return { items, next: from + limit < all.length ? String(from + limit) : null }
}

const matching = (search) => (row) =>
  (!search.get('q') || `${row.caller}${row.caller_pretty.replaceAll(' ', '')}${row.customer?.name}`.includes(search.get('q'))) &&
  ['queue', 'disposition', 'state', 'customer'].every(
    (name) => !search.get(name) || (row[name]?.id ?? row[name]) === search.get(name),
  ) &&
  row.opened_at >= Number(search.get('from') ?? 0)

const found = (all, id) => all.find((one) => one.id === id)
const must = (one) => {
  if (!one?.id) throw new Refusal(404, 'not-found', '')
  return one
}

function signIn({ password }) {
  if (password !== 'demo') throw new Refusal(401, 'unauthenticated', 'wrong user name or password')
  signedIn = true
  return session
}

const waiting = (queue) =>
  Array.from({ length: queues.find(({ id }) => id === queue)?.waiting ?? 0 }, (_, index) => ({
    interaction: `w${index}`,
    since: Date.now() - (41 - index * 14) * 1000,
    position: index + 1,
    priority: index === 0 ? 10 : 0,
    caller: ['+8613812345678', '+862584561234', '+8613770901122'][index],
    caller_pretty: ['138 1234 5678', '025 8456 1234', '137 7090 1122'][index],
    customer_name: ['王秀英', '江苏恒远机械制造有限公司', ''][index],
    offered_to: index === 0 ? 'agent-9' : '',
  }))

function change(customer, draft) {
  const numbers = draft.numbers?.map((one) => ({ ...one, pretty: one.number })) ?? customer.numbers
  return Object.assign(customer, draft, { numbers, version: customer.version + 1 })
}

const routes = [
  ['GET', /^\/session$/, () => (signedIn ? session : undefined)],
  ['POST', /^\/session$/, (_, body) => signIn(body)],
  ['DELETE', /^\/session$/, () => void (signedIn = false)],
  ['POST', /^\/agent\/softphone$/, () => ({
    extension: '1007', uri: 'sip:1007@switchroom', authorization_user: '1007', password: 'x',
    websocket_path: `ws://127.0.0.1:${PORT}/sip`, ice_servers: [],
  })],
  ['GET', /^\/agent\/choices$/, () => choices],
  ['POST', /^\/agent\/(.+)$/, ([act], body) => void desk.acts[act](body)],
  ['POST', /^\/offers\/[^/]+\/(reject)$/, ([act]) => void desk.acts[act]()],
  ['POST', /^\/interactions\/[^/]+\/(hold|resume|hang-up)$/, ([act]) => void desk.acts[act]()],
  ['PUT', /^\/interactions\/[^/]+\/disposition$/, () => undefined],
  ['GET', /^\/interactions$/, (_, __, search) => page(rows.filter(matching(search)), search)],
  ['GET', /^\/interactions\/([^/]+)\/journal$/, ([id]) => journal(must(found(rows, id)))],
  ['GET', /^\/interactions\/([^/]+)$/, ([id]) => detail(must(found(rows, id)))],
  ['GET', /^\/recordings\/r-([^/]+)\/peaks$/, ([id]) => peaks(detail(must(found(rows, id))).recordings[0].duration)],
  ['GET', /^\/queues\/([^/]+)\/waiting$/, ([id]) => waiting(id)],
  ['GET', /^\/customers$/, (_, __, search) =>
    page(customers.filter((one) => JSON.stringify(one).includes(search.get('q') ?? '')), search)],
  ['GET', /^\/customers\/([^/]+)$/, ([id]) => must(found(customers, id))],
  ['PATCH', /^\/customers\/([^/]+)$/, ([id], body) => change(must(found(customers, id)), body)],
  ['POST', /^\/customers$/, (_, body) => {
    const created = change({ id: `c${customers.length + 1}`, version: 0, language: 'zh', accounts: [], addresses: [], numbers: [] }, body)
    customers.unshift(created)
    return created
  }],
]

async function bodyOf(request) {
  let text = ''
  for await (const chunk of request) text += chunk
  return text ? JSON.parse(text) : {}
}

const json = (response, status, value, type = 'application/json') => {
  response.writeHead(status, { 'Content-Type': type })
  response.end(value === undefined ? '' : JSON.stringify(value))
}

async function api(request, response, url) {
  const path = url.pathname.slice('/api'.length)
  for (const [method, pattern, handle] of routes) {
    const match = pattern.exec(path)
    if (method !== request.method || !match) continue
    const answer = handle(match.slice(1), method === 'GET' ? {} : await bodyOf(request), url.searchParams)
    if (path === '/session' && method === 'GET' && !answer) throw new Refusal(401, 'unauthenticated', '')
    return json(response, answer === undefined ? 204 : 200, answer)
  }
  throw new Refusal(404, 'not-found', path)
}

async function file(response, path) {
  const wanted = extname(path) ? path : '/index.html'
  const content = await readFile(join(DIST, normalize(wanted)))
  response.writeHead(200, { 'Content-Type': TYPES[extname(wanted)] ?? 'application/octet-stream' })
  response.end(content)
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://mock.invalid')
  try {
    if (url.pathname.startsWith('/api/')) await api(request, response, url)
    else if (url.pathname.startsWith('/mock/')) {
      desk.acts[url.pathname.slice('/mock/'.length)](await bodyOf(request))
      json(response, 204)
    } else await file(response, url.pathname)
  } catch (error) {
    json(response, error.status ?? 500, { code: error.code ?? 'error', detail: error.message }, 'application/problem+json')
  }
})

const live = new WebSocketServer({ noServer: true })
live.on('connection', (socket) => {
  socket.send(JSON.stringify(desk.hello()))
  const stop = desk.listen((message) => socket.send(JSON.stringify(message)))
  const beat = setInterval(() => socket.send(JSON.stringify({ topic: 'queues', queues })), 2000)
  socket.on('message', () => socket.send(JSON.stringify({ topic: 'pong', now: Date.now() })))
  socket.on('close', () => {
    stop()
    clearInterval(beat)
  })
})

const sip = new WebSocketServer({ noServer: true, handleProtocols: () => 'sip' })
sip.on('connection', (socket) => desk.setLine(line(socket, { answered: desk.answered, hungUp: desk.callOver })))

server.on('upgrade', (request, socket, head) => {
  const target = request.url.startsWith('/sip') ? sip : live
  target.handleUpgrade(request, socket, head, (connection) => target.emit('connection', connection))
})

server.listen(PORT, '127.0.0.1', () => console.log(`a mock centre listens on http://127.0.0.1:${PORT}`))
