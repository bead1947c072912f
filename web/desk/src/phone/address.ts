/**
 * Where the telephone connects to. `path` is an absolute `ws(s)://` address, or a port on the
 * page's own host (`:8088/ws`), or a path on it; the last two are as secure as the page.
 */
export function socketAddress(path: string, page: Pick<Location, 'protocol' | 'hostname' | 'host'>): string {
  if (/^wss?:\/\//.test(path)) return path
  const scheme = page.protocol === 'https:' ? 'wss' : 'ws'
  if (path.startsWith(':')) return `${scheme}://${page.hostname}${path}`
  return `${scheme}://${page.host}${path.startsWith('/') ? '' : '/'}${path}`
}
