import type { Field } from './kinds'

/** Options that belong together, under a heading `admin.options_<id>`. */
export interface OptionGroup {
  id: string
  fields: readonly Field[]
}

/** What can be switched for the whole centre: words are `admin.option_<path>`, and `admin.help_<path>` below it. */
export const optionGroups: readonly OptionGroup[] = [
  {
    id: 'centre',
    fields: [
      { type: 'text', path: 'centre_name' },
      { type: 'choose', path: 'language', options: ['zh', 'en'] },
      { type: 'number', path: 'notice_days', min: 1, max: 3650 },
    ],
  },
  {
    id: 'alarms',
    fields: [
      { type: 'number', path: 'disk_low_percent', min: 0, max: 90 },
      { type: 'number', path: 'disk_full_megabytes', min: 1, max: 1_000_000 },
    ],
  },
  {
    id: 'recording',
    fields: [
      { type: 'choose', path: 'recorded', options: ['all', 'chosen', 'none'] },
      { type: 'choose', path: 'recording_format', options: ['opus', 'wav'] },
      { type: 'switch', path: 'recording_notice' },
    ],
  },
  {
    id: 'answering',
    fields: [
      { type: 'switch', path: 'announce_agent_number' },
      { type: 'number', path: 'agent_patience', min: 5, max: 600 },
      { type: 'choose', path: 'barred_hear', options: ['cause', 'sentence'] },
      { type: 'number', path: 'barred_cause', min: 1, max: 127 },
    ],
  },
  {
    id: 'outgoing',
    fields: [
      { type: 'refer', path: 'outgoing_trunk', to: 'trunk', optional: true },
      { type: 'number', path: 'trace_hours', min: 0, max: 720 },
      { type: 'number', path: 'callback_tries', min: 1, max: 20 },
      { type: 'number', path: 'callback_pause', min: 0, max: 1440 },
      { type: 'number', path: 'ring_back_tries', min: 1, max: 20 },
      { type: 'number', path: 'ring_back_pause', min: 1, max: 60 },
      { type: 'number', path: 'ring_back_lasting', min: 5, max: 480 },
    ],
  },
  {
    id: 'call_us',
    fields: [
      { type: 'refer', path: 'call_us_number', to: 'number', optional: true },
      { type: 'number', path: 'call_us_lines', min: 1, max: 500 },
      { type: 'number', path: 'call_us_per_minute', min: 1, max: 600 },
      { type: 'number', path: 'call_us_per_address', min: 1, max: 100 },
    ],
  },
]
