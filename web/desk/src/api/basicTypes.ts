/** What all that the centre says is made of. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** A name in both languages. */
export interface Named {
  zh: string
  en: string
}

export interface QueueRef {
  id: string
  name: Named
}

export interface Person {
  id: string
  name: string
}
