import { setupServer } from 'msw/node'

/** The centre that tests speak with; each says for itself what it answers. */
export const centre = setupServer()
