/** Customers and what is known of them. */

export interface CustomerNumber {
  number: string
  pretty: string
  kind: string
}

export interface Account {
  id: string
  kind: string
  label: string
  address: string
  /** Whole minor units (fen). */
  balance: number
  currency: string
  status: string
}

export interface Address {
  label: string
  text: string
}

export interface Customer {
  id: string
  name: string
  /** 0: not; 1 to 3: how much. */
  vip: number
  language: string
  notes: string
  /** Goes with every change, so that nobody overwrites what they have not seen. */
  version: number
  numbers: CustomerNumber[]
  accounts: Account[]
  addresses: Address[]
}

export interface CustomerDraft {
  name: string
  vip: number
  notes: string
  numbers: { number: string; kind: string }[]
}
