import {
  BellRing, Braces, Clock, GitBranch, Grid3x3, Hash, Languages, MessageSquareText, Mic, PhoneForwarded, PhoneOff,
  Search, Star, Users, Volume2, Workflow, type LucideIcon,
} from 'lucide-react'
import { stateColours } from '../../design/tokens'

interface Look {
  icon: LucideIcon
  colour: string
}

const { ready, offered, talking, held, 'wrap-up': wrapUp, 'not-ready': notReady } = stateColours

/** Icon and colour of each kind: what speaks, what asks, what decides, who answers, how it ends. */
const looks: Record<string, Look> = {
  menu: { icon: Grid3x3, colour: talking },
  collect: { icon: Hash, colour: talking },
  rate: { icon: Star, colour: talking },
  play: { icon: Volume2, colour: held },
  say: { icon: MessageSquareText, colour: held },
  language: { icon: Languages, colour: wrapUp },
  'look-up': { icon: Search, colour: offered },
  condition: { icon: GitBranch, colour: offered },
  hours: { icon: Clock, colour: offered },
  set: { icon: Braces, colour: wrapUp },
  queue: { icon: Users, colour: ready },
  callback: { icon: BellRing, colour: ready },
  voicemail: { icon: Mic, colour: ready },
  transfer: { icon: PhoneForwarded, colour: ready },
  'sub-flow': { icon: Workflow, colour: wrapUp },
  'hang-up': { icon: PhoneOff, colour: notReady },
}

export const lookOf = (kind: string): Look => looks[kind] ?? { icon: Workflow, colour: held }
