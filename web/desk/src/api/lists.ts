import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { act, get, type Query } from './request'
import { agent } from './agent'
import type {
  Customer,
  CustomerDraft,
  InteractionDetail,
  InteractionRow,
  JournalEntry,
  Page,
  Peaks,
  Waiting,
} from './types'

const PAGE = 50
const of = (id: string) => encodeURIComponent(id)

function pages<Row>(path: string, filter: Query) {
  return infiniteQueryOptions({
    queryKey: [path, filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Row>>(path, { ...filter, limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}

export const interactionsQuery = (filter: Query) => pages<InteractionRow>('/interactions', filter)

export const customersQuery = (filter: Query) => pages<Customer>('/customers', filter)

export const interactionQuery = (id: string) =>
  queryOptions({
    queryKey: ['interaction', id],
    queryFn: ({ signal }) => get<InteractionDetail>(`/interactions/${of(id)}`, {}, signal),
  })

export const journalQuery = (id: string) =>
  queryOptions({
    queryKey: ['journal', id],
    queryFn: ({ signal }) => get<JournalEntry[]>(`/interactions/${of(id)}/journal`, {}, signal),
  })

export const peaksQuery = (recording: string) =>
  queryOptions({
    queryKey: ['peaks', recording],
    queryFn: ({ signal }) => get<Peaks>(`/recordings/${of(recording)}/peaks`, {}, signal),
    staleTime: Infinity,
  })

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => get<Customer>(`/customers/${of(id)}`, {}, signal),
  })

const digits = (number: string) => number.replace(/\D/g, '').replace(/^0+/, '')

/** Whose number it is; null: nobody's whom we may see. */
export const ownerQuery = (number: string) =>
  queryOptions({
    queryKey: ['owner', number],
    queryFn: async ({ signal }) => {
      const [first] = (await get<Page<Customer>>('/customers', { q: number, limit: 1 }, signal)).items
      return first?.numbers.some((own) => digits(own.number).endsWith(digits(number))) ? first : null
    },
  })

/** A customer's last contacts, newest first. */
export const contactsQuery = (customer: string) =>
  queryOptions({
    queryKey: ['contacts', customer],
    queryFn: async ({ signal }) =>
      (await get<Page<InteractionRow>>('/interactions', { customer, limit: 20 }, signal)).items,
  })

export const waitingQuery = (queue: string) =>
  queryOptions({
    queryKey: ['waiting', queue],
    queryFn: ({ signal }) => get<Waiting[]>(`/queues/${of(queue)}/waiting`, {}, signal),
    refetchInterval: 5000,
  })

export const choicesQuery = queryOptions({
  queryKey: ['choices'],
  queryFn: agent.choices,
  staleTime: 5 * 60_000,
})

export const addCustomer = (draft: CustomerDraft) => act<Customer>('POST', '/customers', draft)

/** 409 if somebody else changed the customer since this version. */
export const changeCustomer = (id: string, change: CustomerDraft & { version: number }) =>
  act<Customer>('PATCH', `/customers/${of(id)}`, change)
