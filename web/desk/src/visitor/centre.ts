import { act, get } from '../api/request'

/** Whether the centre can be called from here, and what it is called. */
export interface Door {
  open: boolean
  number: string
  names: Partial<Record<'zh' | 'en', string>>
  centre_name: string
}

/** A telephone for one call, to be begun within a minute. */
export interface VisitorTelephone {
  visit: string
  uri: string
  target: string
  authorization_user: string
  password: string
  websocket_path: string
  ice_servers: string[]
}

/** How the call stands at the centre. */
export interface Standing {
  state: 'connecting' | 'menu' | 'waiting' | 'ringing' | 'talking' | 'held' | 'ended'
  position: number | null
  expected_wait: number | null
  can_be_rated: boolean
}

export const door = () => get<Door>('/call-us')

export const askForTelephone = (name: string, number: string) =>
  act<VisitorTelephone>('POST', '/call-us', { name, number })

export const standing = (visit: string) => get<Standing>(`/call-us/${visit}`)

export const rate = (visit: string, value: number) => act('POST', `/call-us/${visit}/rating`, { value })
