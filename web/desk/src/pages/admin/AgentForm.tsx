import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Popconfirm, Select, Slider, Switch } from 'antd'
import { Headset } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agentPath, agentsQuery, putAgent, removeAgent } from '../../api/admin'
import type { AgentSettings } from '../../api/adminTypes'
import { usePermission } from '../../api/session'
import { notify } from '../../design/notices'
import { Empty } from '../../design/Placeholders'
import form from './Form.module.css'
import { History } from './History'
import { Refusal } from './Problem'
import { useOptions } from './useNames'

/** The number after the highest that is taken. */
export function nextNumber(agents: readonly AgentSettings[]): string {
  const taken = agents.flatMap(({ number, extension }) => [Number(number), Number(extension)]).filter(Number.isInteger)
  return String(Math.max(1000, ...taken) + 1)
}

function blank(user: string, agents: readonly AgentSettings[]): AgentSettings {
  const number = nextNumber(agents)
  return { agent: user, number, extension: number, team: '', skills: {}, queues: null, capacity: { voice: 1 }, interrupts: {}, recorded: true }
}

function Skills({ skills, onChange }: { skills: Record<string, number>; onChange: (skills: Record<string, number>) => void }) {
  const { t } = useTranslation()
  const options = useOptions('skill')
  const chosen = Object.keys(skills)
  const choose = (ids: string[]) => onChange(Object.fromEntries(ids.map((id) => [id, skills[id] ?? 5])))
  return (
    <div className={form.field} data-wide>
      <span>{t('admin.field_skills')}</span>
      <Select aria-label={t('admin.field_skills')} mode="multiple" options={options} value={chosen} onChange={choose} />
      {chosen.map((id) => (
        <label key={id} style={{ display: 'grid', gridTemplateColumns: '130px 1fr 24px', alignItems: 'center', gap: 12 }}>
          <span>{options.find((one) => one.value === id)?.label ?? id}</span>
          <Slider min={1} max={10} value={skills[id] ?? 5} ariaLabelForHandle={id} onChange={(level) => onChange({ ...skills, [id]: level })} />
          <b>{skills[id]}</b>
        </label>
      ))}
    </div>
  )
}

function Settings({ kept, isNew }: { kept: AgentSettings; isNew: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayEdit = usePermission('agents.edit')
  const queues = useOptions('queue')
  const teams = useOptions('team')
  const [agent, setAgent] = useState(kept)
  const change = (part: Partial<AgentSettings>) => setAgent({ ...agent, ...part })
  const done = (text: string) => {
    void client.invalidateQueries({ queryKey: agentsQuery.queryKey })
    void client.invalidateQueries({ queryKey: ['history'] })
    notify(text, 'good')
  }
  const save = useMutation({ mutationFn: () => putAgent(agent), onSuccess: () => done(t('admin.saved')) })
  const remove = useMutation({ mutationFn: () => removeAgent(agent.agent), onSuccess: () => done(t('admin.removedNow')) })
  return (
    <fieldset className={form.form} disabled={!mayEdit} style={{ border: 0, margin: 0 }} data-testid="agent-form">
      {(['number', 'extension'] as const).map((field) => (
        <label key={field} className={form.field}>
          <span>{t(field === 'number' ? 'admin.agentNumber' : 'admin.field_extension')}</span>
          <Input value={agent[field]} onChange={(event) => change({ [field]: event.target.value })} />
        </label>
      ))}
      <label className={form.field}>
        <span>{t('admin.field_team')}</span>
        <Select aria-label={t('admin.field_team')} allowClear options={teams} value={agent.team || null} onChange={(team: string | undefined) => change({ team: team ?? '' })} />
      </label>
      <label className={form.field}>
        <span>{t('admin.field_capacity')}</span>
        <InputNumber aria-label={t('admin.field_capacity')} min={0} max={1} value={agent.capacity.voice ?? 0} onChange={(voice) => change({ capacity: { ...agent.capacity, voice: voice ?? 0 } })} />
      </label>
      <Skills skills={agent.skills} onChange={(skills) => change({ skills })} />
      <label className={form.field} data-wide>
        <span>{t('admin.field_queues')}</span>
        <Select aria-label={t('admin.field_queues')} mode="multiple" options={queues} placeholder={t('admin.queuesBySkill')} value={agent.queues ?? []} onChange={(chosen: string[]) => change({ queues: chosen.length > 0 ? chosen : null })} />
      </label>
      <label className={form.field}>
        <span>{t('admin.field_recorded')}</span>
        <Switch checked={agent.recorded} onChange={(recorded) => change({ recorded })} />
      </label>
      <Refusal error={save.error ?? remove.error} />
      {mayEdit && (
        <div className={form.acts}>
          {!isNew && (
            <Popconfirm title={t('admin.sureNoAgent')} okText={t('admin.ok')} cancelText={t('admin.cancel')} onConfirm={() => remove.mutate()}>
              <Button danger type="text" data-far>
                {t('admin.noAgent')}
              </Button>
            </Popconfirm>
          )}
          <Button type="primary" loading={save.isPending} data-testid="agent-save" onClick={() => save.mutate()}>
            {t('admin.save')}
          </Button>
        </div>
      )}
      <details style={{ gridColumn: '1 / -1' }}>
        <summary>{t('admin.history')}</summary>
        <History path={agentPath(agent.agent)} mayEdit={mayEdit} />
      </details>
    </fieldset>
  )
}

/** What a user can do as an agent, and where their telephone is. */
export function AgentForm({ user, agents }: { user: string; agents: readonly AgentSettings[] }) {
  const { t } = useTranslation()
  const mayEdit = usePermission('agents.edit')
  const [making, setMaking] = useState(false)
  const kept = agents.find((one) => one.agent === user)
  if (!kept && !making) {
    return (
      <Empty icon={Headset} title={t('admin.notAgent')} help={t('admin.notAgentHelp')}>
        {mayEdit && <Button onClick={() => setMaking(true)}>{t('admin.makeAgent')}</Button>}
      </Empty>
    )
  }
  return <Settings key={JSON.stringify(kept)} kept={kept ?? blank(user, agents)} isNew={!kept} />
}
