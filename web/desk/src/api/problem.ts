/** An RFC 9457 problem, or that the centre could not be reached at all (`unreachable`). */
export class Problem extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
  }
}

interface ProblemBody {
  code?: unknown
  detail?: unknown
  title?: unknown
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Reads the problem out of an answer, whatever a proxy may have made of it. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody | null
  const detail = text(body?.detail) || text(body?.title) || response.statusText
  return new Problem(response.status, text(body?.code) || `http-${response.status}`, detail)
}
