import { act, get } from './request'
import type { Choices, SoftphoneAccount } from './types'

const of = (id: string) => encodeURIComponent(id)

/** The agent's acts; each answers once the centre has done it, what follows comes over the WebSocket. */
export const agent = {
  signIn: () => act('POST', '/agent/sign-in'),
  signOut: () => act('POST', '/agent/sign-out'),
  ready: () => act('POST', '/agent/ready'),
  notReady: (reason: string) => act('POST', '/agent/not-ready', { reason }),
  finishWrapUp: () => act('POST', '/agent/wrap-up/finish'),
  softphone: (browser = true) => act<SoftphoneAccount>('POST', `/agent/softphone${browser ? '' : '?browser=false'}`),
  choices: () => get<Choices>('/agent/choices'),
  reject: (offer: string) => act('POST', `/offers/${of(offer)}/reject`),
  hold: (interaction: string) => act('POST', `/interactions/${of(interaction)}/hold`),
  resume: (interaction: string) => act('POST', `/interactions/${of(interaction)}/resume`),
  hangUp: (interaction: string) => act('POST', `/interactions/${of(interaction)}/hang-up`),
  dispose: (interaction: string, disposition: string, note: string) =>
    act('PUT', `/interactions/${of(interaction)}/disposition`, { disposition, note }),
}
