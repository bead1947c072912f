import type { Instant, Named } from './types'

/** The kinds of configuration, as the centre calls them. */
export type KindName =
  | 'site'
  | 'skill'
  | 'queue'
  | 'schedule'
  | 'number'
  | 'trunk'
  | 'disposition'
  | 'reason'
  | 'mailbox'
  | 'team'

/** A piece of configuration; its further fields are those of its kind. */
export interface Setting extends Record<string, unknown> {
  id: string
  name: Named
  position: number
}

export type State = Record<string, unknown>

export interface Change {
  position: number
  at: Instant
  type: string
  /** Empty: the centre itself. */
  actor: string
  actor_name: string
  before: State | null
  after: State | null
}

export interface OptionChange extends Change {
  key: string
}

export interface TrailLine {
  position: number
  at: Instant
  type: string
  stream: string
  actor: string
  actor_name: string
  data: State
}

export type Options = Record<string, string | number | boolean>

/** Something that refers to what was to be removed. */
export interface Reference {
  kind: string
  id: string
  name: Named
}

export interface User {
  id: string
  username: string
  display_name: string
  active: boolean
  site: string
  departments: string[]
  roles: string[]
  created: Instant
  email: string
  must_change: boolean
  second_factor: boolean
}

export interface UserDraft {
  username: string
  display_name: string
  roles: string[]
  site: string
  email: string
}

export interface OneTimePassword {
  password: string
}

export interface Role {
  id: string
  name: Named
  permissions: string[]
  built_in: boolean
}

export type RoleGiven = Pick<Role, 'name' | 'permissions'>

export interface RoleCatalogue {
  roles: Role[]
  permissions: { id: string; name: Named }[]
}

export interface AgentSettings {
  agent: string
  number: string
  extension: string
  team: string
  /** Skill to level, 1 to 10. */
  skills: Record<string, number>
  /** Null: every queue whose skills the agent has. */
  queues: string[] | null
  capacity: Record<string, number>
  interrupts: Record<string, string[]>
  recorded: boolean
}

export interface Session {
  id: string
  user: string
  user_name: string
  created: Instant
  last_seen: Instant
  expires: Instant
  address: string
  user_agent: string
  current: boolean
}

export interface SignInRules {
  password_length: number
  password_strength: number
  second_factor_roles: string[]
  provider_name: string
  issuer: string
  client: string
  secret: string
}

export interface Enrolment {
  secret: string
  address: string
  /** A data URI. */
  picture: string
}

export interface FirstRun {
  code: string
  username: string
  display_name: string
  password: string
  centre_name: string
  home_area: string
  language: 'zh' | 'en'
  zone: string
}
