/** What the demonstration centre knows: a power company's customers, queues and contacts. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const choices = {
  reasons: [
    { id: 'break', name: { zh: '小休', en: 'Break' } },
    { id: 'meal', name: { zh: '用餐', en: 'Meal' } },
    { id: 'training', name: { zh: '培训', en: 'Training' } },
    { id: 'case-work', name: { zh: '处理工单', en: 'Case work' } },
  ],
  dispositions: [
    ['fault', null, '停电与故障', 'Outage and fault'],
    ['fault-home', 'fault', '单户停电', 'One household'],
    ['fault-area', 'fault', '区域停电', 'Whole area'],
    ['fault-voltage', 'fault', '电压异常', 'Voltage'],
    ['fault-line', 'fault', '线路隐患', 'Dangerous line'],
    ['bill', null, '电费与账单', 'Bills'],
    ['bill-query', 'bill', '查询电费', 'Balance'],
    ['bill-pay', 'bill', '缴费', 'Payment'],
    ['bill-dispute', 'bill', '电费争议', 'Dispute'],
    ['bill-invoice', 'bill', '发票', 'Invoice'],
    ['service', null, '业务办理', 'Service'],
    ['service-new', 'service', '新装增容', 'New connection'],
    ['service-name', 'service', '过户更名', 'Change of name'],
    ['service-stop', 'service', '暂停销户', 'Closing'],
    ['complaint', null, '投诉建议', 'Complaint'],
    ['complaint-staff', 'complaint', '服务态度', 'Staff'],
    ['complaint-speed', 'complaint', '抢修时效', 'Repair time'],
    ['other', null, '其他', 'Other'],
  ].map(([id, parent, zh, en]) => ({ id, parent, retired: false, name: { zh, en } })),
}

export const queues = [
  ['fault', '故障报修', 'Faults', 3, 41_000, 1, 6, [2, 6, 1, 1], 318, 9, 0.94],
  ['bill', '电费咨询', 'Bills', 1, 12_000, 0, 3, [4, 3, 0, 2], 204, 4, 0.97],
  ['service', '业务办理', 'Service', 0, null, 0, 2, [1, 2, 1, 0], 96, 2, 0.91],
  ['english', '英语服务', 'English desk', 0, null, 0, 0, [1, 0, 0, 0], 12, 0, 1],
  ['complaint', '投诉专线', 'Complaints', 0, null, 0, 0, [0, 0, 0, 1], 0, 0, null],
].map(([id, zh, en, waiting, longest, offered, talking, [ready, busy, wrap_up, not_ready], answered, lost, level]) => ({
  id,
  name: { zh, en },
  channel: 'voice',
  waiting,
  longest_since: longest === null ? null : Date.now() - longest,
  offered,
  talking,
  agents: { ready, busy, wrap_up, not_ready },
  answered_today: answered,
  abandoned_today: lost,
  service_level: level,
  service_target: 0.8,
  answer_within: 20_000,
}))

export const queueRef = (id) => {
  const { name } = queues.find((queue) => queue.id === id)
  return { id, name }
}

const account = (id, label, address, balance, status = '') => ({
  id,
  kind: 'power',
  label,
  address,
  balance,
  currency: 'CNY',
  status,
})

const person = (id, name, vip, number, pretty, accounts, notes = '') => ({
  id,
  name,
  vip: vip ? 1 : 0,
  language: 'zh',
  notes,
  version: 1,
  numbers: [{ number, pretty, kind: 'mobile' }],
  accounts,
  addresses: [],
})

export const customers = [
  person('c1', '王秀英', false, '+8613812345678', '138 1234 5678', [
    account('a1', '10023456', '鼓楼区中山北路 88 号 3 幢 502 室', -12_846, '正常用电'),
    account('a2', '10088771', '玄武区珠江路 12 号 1 幢 101 室', 5_230, '正常用电'),
  ], '耳背，请说慢一点。家中有呼吸机，停电时优先联系。'),
  person('c2', '江苏恒远机械制造有限公司', true, '+862584561234', '025 8456 1234', [
    account('a3', '20001188', '江宁区将军大道 699 号', 1_284_500_00, '大客户专线'),
  ], '大客户。联系人：李工。'),
  person('c3', '陈建国', false, '+8613951888866', '139 5188 8866', [account('a4', '10045120', '秦淮区瑞金路 31 号', 0)]),
  person('c4', 'Margaret Thompson', false, '+8615850512301', '158 5051 2301', [
    account('a5', '10099314', '建邺区江东中路 235 号 2101 室', 20_000),
  ]),
  ...['赵丽', '孙浩', '周敏', '吴刚', '郑雨桐', '冯雪', '蒋欣怡', '沈志强', '韩梅', '杨帆', '朱婷', '秦岭'].map((name, index) =>
    person(`c${index + 5}`, name, index === 4, `+861390000${1000 + index}`, `139 0000 ${1000 + index}`, [
      account(`b${index}`, `1010${2000 + index}`, '栖霞区仙林大道 163 号', (index - 4) * 1_730),
    ]),
  ),
]

const earlier = [
  ['e1', 2 * DAY, 'fault', '刘洋', 'fault-home', '单户跳闸，指导合闸后恢复。'],
  ['e2', 16 * DAY, 'bill', '张静', 'bill-query', '查询上月电费，已短信发送账单。'],
  ['e3', 63 * DAY, 'fault', '刘洋', 'fault-area', ''],
].map(([id, ago, queue, agent_name, disposition, note]) => ({
  id,
  opened_at: Date.now() - ago,
  queue: queueRef(queue),
  agent_name,
  disposition,
  cause: 'customer-hung-up',
  note,
}))

/** A call that has just reached the queue. */
export function call(id, { customer = customers[0], waited = 41_000 } = {}) {
  const now = Date.now()
  const known = customer !== null
  return {
    id,
    channel: 'voice',
    direction: 'in',
    state: 'offered',
    caller: known ? customer.numbers[0].number : '+8613770901122',
    caller_pretty: known ? customer.numbers[0].pretty : '137 7090 1122',
    called: '95598',
    area: { zh: '江苏南京 · 移动', en: 'Nanjing, Jiangsu · China Mobile' },
    language: 'zh',
    queue: queueRef('fault'),
    opened_at: now - waited - 32_000,
    queued_at: now - waited,
    connected_at: null,
    ended_at: null,
    path: [
      { flow: 'main', node: 'welcome', kind: 'play', label: { zh: '欢迎', en: 'Welcome' }, detail: {}, at: now - waited - 32_000 },
      { flow: 'main', node: 'main', kind: 'menu', label: { zh: '故障报修', en: 'Report a fault' }, detail: { key: '1' }, at: now - waited - 20_000 },
      { flow: 'main', node: 'account', kind: 'collect', label: { zh: '户号', en: 'Account' }, detail: { digits: '10023456' }, at: now - waited - 4_000 },
    ],
    facts: [
      { name: '户号', value: '10023456' },
      { name: '停电公告', value: '该地址无计划停电' },
    ],
    customer,
    earlier: known ? earlier : [],
    agent: null,
    waited,
    talked: 0,
    held: 0,
    cause: null,
    recording: false,
    disposition: null,
    note: '',
  }
}

const results = [
  ['fault-home', 'customer-hung-up', '刘洋'],
  ['bill-query', 'customer-hung-up', '张静'],
  ['', 'customer-left-queue', ''],
  ['fault-area', 'agent-hung-up', '刘洋'],
  ['service-new', 'customer-hung-up', '马超'],
  ['', 'voicemail', ''],
  ['bill-dispute', 'customer-hung-up', '张静'],
  ['complaint-speed', 'agent-hung-up', '马超'],
]

export const rows = Array.from({ length: 240 }, (_, index) => {
  const [disposition, cause, agent_name] = results[(index * 5) % results.length]
  const customer = index % 4 === 3 ? null : customers[(index * 7) % customers.length]
  const opened = Date.now() - 4 * MINUTE - index * 11 * MINUTE - (index % 7) * 40_000
  const queued = opened + 30_000
  const connected = agent_name ? queued + 4_000 + ((index * 7919) % 60) * 1000 : null
  return {
    id: `i${1000 - index}`,
    channel: 'voice',
    direction: 'in',
    state: 'ended',
    caller: customer?.numbers[0].number ?? `+86138${String(10_000_000 + index * 7919)}`,
    caller_pretty: customer?.numbers[0].pretty ?? `138 ${1000 + index} ${2000 + index * 3}`,
    called: '95598',
    area: { zh: '江苏南京', en: 'Nanjing, Jiangsu' },
    language: 'zh',
    queue: queueRef(['fault', 'bill', 'service'][index % 3]),
    opened_at: opened,
    queued_at: queued,
    connected_at: connected,
    ended_at: (connected ?? queued) + 35_000 + ((index * 104_729) % 300) * 1000,
    customer: customer && { id: customer.id, name: customer.name },
    agent: agent_name ? { id: 'agent-7', name: agent_name } : null,
    waited: (connected ?? queued + 35_000) - queued,
    talked: connected ? 35_000 + ((index * 104_729) % 300) * 1000 : 0,
    held: agent_name && index % 5 === 0 ? 9_000 : 0,
    cause,
    recording: Boolean(agent_name),
    disposition: disposition || null,
    note: '',
  }
})

export function detail(row) {
  const whole = call(row.id, { customer: customers.find(({ id }) => id === row.customer?.id) ?? null })
  const talked = row.connected_at !== null
  return {
    ...whole,
    ...row,
    customer: whole.customer,
    note: talked ? '客户称家中跳闸，邻居有电。指导检查漏电保护器后合闸成功，已恢复供电。' : '',
    segments: talked
      ? [{ id: 's1', agent: row.agent, queue: row.queue, started_at: row.connected_at, ended_at: row.ended_at, cause: row.cause }]
      : [],
    recordings: talked
      ? [{ id: `r-${row.id}`, kind: 'conversation', state: 'stored', started_at: row.connected_at, duration: row.ended_at - row.connected_at }]
      : [],
  }
}

export function journal(row) {
  const at = (offset) => row.opened_at + offset
  const queue = row.queue.id
  const connected = row.connected_at
  const entries = [
    [at(0), 'InteractionOpened', { caller: row.caller_pretty, called: row.called }],
    [at(60), 'FlowStarted', { flow: '95598', version: 3 }],
    [at(90), 'CustomerIdentified', { customer: 'c1', by: 'number' }],
    [at(9_000), 'LanguageChosen', { language: 'zh' }],
    [at(14_000), 'FlowStepped', { node: 'main', kind: 'menu', label: { zh: '故障报修', en: 'Report a fault' }, detail: { key: '1' } }],
    [at(24_000), 'FlowStepped', { node: 'account', kind: 'collect', label: { zh: '户号', en: 'Account' }, detail: { digits: '10023456' } }],
    [at(24_100), 'FactLearned', { name: '户号', value: '10023456' }],
    [at(30_000), 'InteractionQueued', { request: { queue } }],
    ...(connected
      ? [
          [connected - 9_000, 'InteractionOffered', { agent: 'agent-9', queue, offer: 'o1' }],
          [connected - 6_000, 'OfferEnded', { agent: 'agent-9', queue, cause: 'rejected' }],
          [connected - 6_000, 'InteractionQueued', { request: { queue }, returned: true }],
          [connected - 5_000, 'InteractionOffered', { agent: 'agent-7', queue, offer: 'o2' }],
          [connected - 4_700, 'AgentRinging', { agent: 'agent-7', offer: 'o2' }],
          [connected - 30, 'InteractionAssigned', { agent: 'agent-7', queue }],
          [connected, 'AgentConnected', { agent: 'agent-7', queue }],
          [connected + 20, 'RecordingStarted', { recording: 'r', kind: 'conversation' }],
          [connected + 22_000, 'CustomerHeld', { agent: 'agent-7' }],
          [connected + 31_000, 'CustomerResumed', { agent: 'agent-7' }],
          [row.ended_at, 'SegmentEnded', { agent: 'agent-7', cause: row.cause }],
        ]
      : []),
    [row.ended_at, 'InteractionEnded', { cause: row.cause }],
    ...(row.disposition ? [[row.ended_at + 18_000, 'Disposed', { agent: 'agent-7', disposition: row.disposition }]] : []),
    ...(connected ? [[row.ended_at + 19_000, 'QualityScored', { score: 92 }]] : []),
  ]
  return entries.map(([time, type, data], position) => ({ position, at: time, type, actor: '', data }))
}

export function peaks(duration) {
  const bars = 400
  const voice = (side) =>
    Array.from({ length: bars }, (_, bar) => {
      const turn = Math.floor(bar / 23 + Math.sin(bar / 40) * 2) % 2 === side
      const wave = Math.abs(Math.sin(bar * 12.9898 + side) * 43758.5453) % 1
      return turn ? 0.15 + 0.8 * wave : 0.03 * wave
    })
  return { duration, channels: [voice(0), voice(1)] }
}
