import { Problem, problemOf } from './problem'

export type Query = Record<string, string | number | undefined>

/** Below `/api`, with the parts of `query` that say something. */
export function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  const search = new URLSearchParams(pairs).toString()
  return `/api${path}${search && `?${search}`}`
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new Problem(0, 'unreachable', '')
  }
}

async function call<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await send(url, init)
  if (!response.ok) throw await problemOf(response)
  const body = await response.text()
  return (body ? JSON.parse(body) : undefined) as Answer
}

/** Asks. */
export function get<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> {
  return call<Answer>(address(path, query), signal ? { signal } : {})
}

/** Acts; the header tells the centre that the page itself asked, and no other site. */
export function act<Answer = void>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const headers: Record<string, string> = { 'X-Requested-With': 'switchroom' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  return call<Answer>(address(path), {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** Sends a file as it is. */
export function upload<Answer>(path: string, file: Blob, query?: Query): Promise<Answer> {
  const headers = { 'X-Requested-With': 'switchroom', 'Content-Type': 'application/octet-stream' }
  return call<Answer>(address(path, query), { method: 'POST', headers, body: file })
}
