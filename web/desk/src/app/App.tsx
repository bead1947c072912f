import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { firstRunQuery } from '../api/admin'
import { Problem } from '../api/problem'
import { sessionQuery } from '../api/session'
import { Loading } from '../design/Placeholders'
import { Theme } from './Theme'
import { Unreachable } from './Unreachable'

const SignIn = lazy(() => import('../pages/signin/SignIn'))
const FirstRun = lazy(() => import('../pages/admin/FirstRunPage'))
const Signed = lazy(() => import('./Signed'))

const lasting = (problem: unknown) => problem instanceof Problem && problem.status >= 400 && problem.status < 500

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, problem) => count < 2 && !lasting(problem),
    },
  },
})

// A session that has ended shows in any answer; asking for it again leads to the sign-in page.
client.getQueryCache().subscribe((event) => {
  const error: unknown = event.query.state.error
  const unsigned = error instanceof Problem && error.status === 401
  if (event.type === 'updated' && event.action.type === 'error' && unsigned) {
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
})

/** Outside: the sign-in page, or, of a centre without anybody, its setting up. */
function Door() {
  const { t } = useTranslation()
  const { data, isPending } = useQuery(firstRunQuery)
  if (isPending) return <Loading label={t('part.loading')} />
  return data?.needed ? <FirstRun /> : <SignIn />
}

function Entrance() {
  const { t } = useTranslation()
  const { data, isPending, refetch } = useQuery(sessionQuery)
  if (isPending) return <Loading label={t('part.loading')} />
  if (data === undefined) return <Unreachable onRetry={() => void refetch()} />
  return <Suspense fallback={<Loading label={t('part.loading')} />}>{data ? <Signed /> : <Door />}</Suspense>
}

/** The desk: the sign-in page, or what the person may see. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <Theme>
        <Entrance />
      </Theme>
    </QueryClientProvider>
  )
}
