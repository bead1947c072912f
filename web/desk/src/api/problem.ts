/** An RFC 9457 problem, or that the centre could not be reached at all (`unreachable`). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  /** What the centre says beside the sentence, as data. */
  readonly details: Record<string, unknown>

  constructor(status: number, code: string, detail: string, details: Record<string, unknown> = {}) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.details = details
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
  const code = text(body?.code) || text(body?.title) || `http-${response.status}`
  return new Problem(response.status, code, detail, { ...body })
}
