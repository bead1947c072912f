import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { agent } from '../api/agent'
import { sessionQuery, useSession } from '../api/session'
import { markOffer } from '../live/marks'
import { openSocket } from '../live/socket'
import { forget, receive, setConnection, useLive } from '../live/store'
import { ask, deliver, forgetTopics } from '../live/topics'
import { useDevices } from '../phone/devices'
import { setPhone, usePhone } from '../phone/state'
import { startTelephone } from '../phone/telephone'
import { attendOffers } from './attention'
import { keepDrafts } from './drafts'
import { loadPreferences } from './preferences'

const liveAddress = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`

function connect(client: QueryClient): () => void {
  const close = openSocket(liveAddress(), {
    opened: (send) => {
      setConnection('open')
      ask(send)
    },
    lost: () => {
      setConnection('lost')
      forgetTopics()
      // A session that has ended closes the line too: then this leads to the sign-in page.
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
    message: (message, received) => {
      if (message.topic === 'offer') markOffer(message.offer.id)
      receive(message, received)
      deliver(message)
      if (message.topic === 'planned' || message.topic === 'ring-back-ended') {
        void import('./plans').then(({ takePlans }) => takePlans(client, message))
      }
    },
  })
  return () => {
    close()
    forget()
  }
}

const runs = (interaction: string) => {
  const state = useLive.getState().interactions[interaction]?.state
  return state === 'talking' || state === 'held' || state === 'lost'
}

function guardUnload(event: BeforeUnloadEvent): void {
  if (usePhone.getState().call) event.preventDefault()
}

/** Connects the desk to the centre for as long as somebody is signed in. */
export function useConnection(): void {
  const client = useQueryClient()
  const works = useSession().agent !== null
  useEffect(() => {
    if (works) void loadPreferences(client)
    const ends = [connect(client), attendOffers(), keepDrafts()]
    window.addEventListener('beforeunload', guardUnload)
    return () => {
      ends.forEach((end) => end())
      window.removeEventListener('beforeunload', guardUnload)
    }
  }, [client, works])
}

/** Keeps the telephone in service while the agent is signed in; answers with how to take it over. */
export function useTelephone(): () => void {
  const signedIn = useLive((live) => live.agent !== null && live.agent.state !== 'signed-out')
  // Once in service, a lost WebSocket says nothing about the agent: only a fresh hello does.
  const known = useLive((live) => live.known)
  const [wanted, setWanted] = useState(false)
  const [takeOver, setTakeOver] = useState(0)
  const apart = useDevices(({ telephone }) => telephone === 'apart')
  if (known && wanted !== signedIn) setWanted(signedIn)
  useEffect(() => {
    const account = () => agent.softphone()
    if (wanted && apart) {
      setPhone({ registration: 'apart' })
      return () => setPhone({ registration: 'off' })
    }
    return wanted ? startTelephone({ account, runs }, takeOver > 0) : undefined
  }, [wanted, takeOver, apart])
  return useCallback(() => setTakeOver((times) => times + 1), [])
}
