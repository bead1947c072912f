import { lazy, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { usePermission, useSession } from '../api/session'
import type { Permission } from '../api/types'
import { Failure } from '../design/Placeholders'
import DeskPage from '../pages/desk/DeskPage'
import { Frame } from './Frame'

const DayPage = lazy(() => import('../pages/day/DayPage'))
const QueuesPage = lazy(() => import('../pages/queues/QueuesPage'))
const SupervisePage = lazy(() => import('../pages/supervise/SupervisePage'))
const InteractionsPage = lazy(() => import('../pages/interactions/InteractionsPage'))
const CustomersPage = lazy(() => import('../pages/customers/CustomersPage'))
const ScreeningPage = lazy(() => import('../pages/screening/ScreeningPage'))
const AlarmsPage = lazy(() => import('../pages/alarms/AlarmsPage'))
const FlowsPage = lazy(() => import('../pages/flows/FlowsPage'))
const DesignerPage = lazy(() => import('../pages/flows/DesignerPage'))
const PromptsPage = lazy(() => import('../pages/prompts/PromptsPage'))
const SettingsPage = lazy(() => import('../pages/admin/SettingsPage'))
const AccountPage = lazy(() => import('../pages/admin/AccountPage'))
const DutiesPage = lazy(() => import('../pages/admin/DutiesPage'))

function Allowed({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation()
  return usePermission(permission) ? children : <Failure title={t('problem.denied')} />
}

const page = (permission: Permission, element: ReactNode) => <Allowed permission={permission}>{element}</Allowed>

/** What a person who is signed in sees. */
export default function Signed() {
  const { duties = [] } = useSession()
  if (duties.length > 0) return <DutiesPage />
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Frame />}>
          <Route path="/desk" element={<DeskPage />} />
          <Route path="/day" element={<DayPage />} />
          <Route path="/supervise/:call?" element={page('supervise.view', <SupervisePage />)} />
          <Route path="/queues" element={page('queues.view', <QueuesPage />)} />
          <Route path="/interactions/:id?" element={page('interactions.view', <InteractionsPage />)} />
          <Route path="/customers/:id?" element={page('customers.view', <CustomersPage />)} />
          <Route path="/screening/:id?" element={page('screening.edit', <ScreeningPage />)} />
          <Route path="/alarms" element={page('alarms.view', <AlarmsPage />)} />
          <Route path="/flows" element={page('settings.view', <FlowsPage />)} />
          <Route path="/flows/:flow/:version?" element={page('settings.view', <DesignerPage />)} />
          <Route path="/prompts/:language?/:id?" element={page('settings.view', <PromptsPage />)} />
          <Route path="/settings/:section?/:id?" element={<SettingsPage />} />
          <Route path="/account" element={<AccountPage />} />
          <Route path="*" element={<Navigate to="/desk" replace />} />
        </Route>
      </Routes>
    </BrowserRouter>
  )
}
