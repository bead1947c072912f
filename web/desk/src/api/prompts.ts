import { queryOptions } from '@tanstack/react-query'
import { act, address, get, upload } from './request'
import type { Instant, Named, Peaks } from './types'

export type PromptLanguage = 'zh' | 'en'

export interface PromptUse {
  flow: string
  title: Named
  node: string
  label: Named
}

export interface PromptRow {
  id: string
  language: PromptLanguage
  kind: 'named' | 'sentence' | 'announcement' | 'piece'
  text: string
  uses: PromptUse[]
  /** The take that is heard; 0: what a voice says. */
  current: number
  takes: number
  /** Milliseconds; null while there is no sound. */
  duration: number | null
  changed: Instant | null
}

export interface Take {
  number: number
  origin: 'speech' | 'upload' | 'microphone' | 'edit'
  detail: string
  duration: number
  created: Instant
  author: string
}

export interface PromptSheet extends PromptRow {
  /** The take that was heard before; 0: what a voice says, null: there was no other. */
  before: number | null
  history: Take[]
}

export interface Cut {
  take: number
  start: number
  end: number | null
  gain: number
  normalise: boolean
}

const path = (language: string, id: string) => `/prompts/${language}/${encodeURIComponent(id)}`

export const promptsQuery = (language: PromptLanguage) =>
  queryOptions({
    queryKey: ['prompts', language],
    queryFn: ({ signal }) => get<PromptRow[]>('/prompts', { language }, signal),
  })

export const promptQuery = (language: PromptLanguage, id: string) =>
  queryOptions({
    queryKey: ['prompt', language, id],
    queryFn: ({ signal }) => get<PromptSheet>(path(language, id), {}, signal),
  })

export const voicesQuery = queryOptions({
  queryKey: ['voices'],
  queryFn: ({ signal }) => get<Record<PromptLanguage, string[]>>('/prompts/voices', {}, signal),
  staleTime: Infinity,
})

export const promptPeaksQuery = (language: PromptLanguage, id: string, take: number, changed: Instant | null) =>
  queryOptions({
    queryKey: ['prompt-peaks', language, id, take, changed],
    queryFn: ({ signal }) => get<Peaks>(`${path(language, id)}/peaks`, { take }, signal),
    staleTime: Infinity,
  })

/** Where the sound of a take is; 0: what callers hear, which `changed` tells apart from what they heard. */
export const promptSound = (language: PromptLanguage, id: string, take: number, changed: Instant | null) =>
  address(`${path(language, id)}/sound`, { take, changed: changed ?? undefined })

/** What callers hear for a piece of a prompt. */
export const saidSound = (kind: string, value: string, language: string) => address('/prompts/said', { kind, value, language })

/** What is done to prompts. */
export const prompts = {
  write: (language: PromptLanguage, id: string, text: string) => act<PromptSheet>('PUT', path(language, id), { text }),
  remove: (language: PromptLanguage, id: string) => act('DELETE', path(language, id)),
  speak: (language: PromptLanguage, id: string, voice: string, speed: number) =>
    act<PromptSheet>('POST', `${path(language, id)}/takes/speech`, { voice, speed }),
  upload: (language: PromptLanguage, id: string, file: Blob, name: string, origin: 'upload' | 'microphone') =>
    upload<PromptSheet>(`${path(language, id)}/takes/upload`, file, { name, origin }),
  cut: (language: PromptLanguage, id: string, cut: Cut) => act<PromptSheet>('POST', `${path(language, id)}/takes/cut`, cut),
  choose: (language: PromptLanguage, id: string, take: number) =>
    act<PromptSheet>('PUT', `${path(language, id)}/current`, { take }),
}
