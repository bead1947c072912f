import { useTranslation } from 'react-i18next'

const KNOWN = ['zf_xiaoxiao', 'heart', 'espeak-ng'] as const

/** The voice itself in `engine-version/voice ×speed`, and how fast it spoke. */
export function readVoice(detail: string): { voice: string; speed: string } {
  const [id = '', speed = ''] = detail.split(' ×')
  return { voice: id.split('/').at(-1) ?? id, speed }
}

/** A voice that the desk does not know yet, with its own name in letters to be read. */
export function plainName(voice: string): string {
  const words = voice.replaceAll(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What people call a voice. */
export function useVoiceName(): (detail: string) => string {
  const { t } = useTranslation()
  return (detail) => {
    const { voice, speed } = readVoice(detail)
    const known = KNOWN.find((one) => one === voice)
    const name = known ? t(`prompts.voiceOf.${known}`) : plainName(voice)
    return speed ? `${name} ×${speed}` : name
  }
}
