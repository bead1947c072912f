import { lazy, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { usePermission } from '../api/session'
import type { Permission } from '../api/types'
import { Failure } from '../design/Placeholders'
import DeskPage from '../pages/desk/DeskPage'
import { Frame } from './Frame'

const QueuesPage = lazy(() => import('../pages/queues/QueuesPage'))
const InteractionsPage = lazy(() => import('../pages/interactions/InteractionsPage'))
const CustomersPage = lazy(() => import('../pages/customers/CustomersPage'))
const ScreeningPage = lazy(() => import('../pages/screening/ScreeningPage'))

function Allowed({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation()
  return usePermission(permission) ? children : <Failure title={t('problem.denied')} />
}

const page = (permission: Permission, element: ReactNode) => <Allowed permission={permission}>{element}</Allowed>

/** What a person who is signed in sees. */
export default function Signed() {
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Frame />}>
          <Route path="/desk" element={<DeskPage />} />
          <Route path="/queues" element={page('queues.view', <QueuesPage />)} />
          <Route path="/interactions/:id?" element={page('interactions.view', <InteractionsPage />)} />
          <Route path="/customers/:id?" element={page('customers.view', <CustomersPage />)} />
          <Route path="/screening/:id?" element={page('screening.edit', <ScreeningPage />)} />
          <Route path="*" element={<Navigate to="/desk" replace />} />
        </Route>
      </Routes>
    </BrowserRouter>
  )
}
