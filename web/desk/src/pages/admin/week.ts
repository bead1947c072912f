export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export type Day = (typeof days)[number]

/** A week as it is stored: `mon-fri`, `sat` ... to intervals such as `08:30-17:30`. */
export type Week = Record<string, string[]>

/** The intervals of each day. */
export function byDay(week: Week): Record<Day, string[]> {
  const found = Object.fromEntries(days.map((day) => [day, []])) as unknown as Record<Day, string[]>
  for (const [span, hours] of Object.entries(week)) {
    const [first = '', last = first] = span.split('-')
    days.slice(days.indexOf(first as Day), days.indexOf(last as Day) + 1).forEach((day) => (found[day] = hours))
  }
  return found
}

/** Days of the same hours that follow each other, written together. */
export function written(hours: Record<Day, string[]>): Week {
  const spans: { first: Day; last: Day; hours: string[] }[] = []
  for (const day of days) {
    const before = spans.at(-1)
    if (before?.hours.join() === hours[day].join()) before.last = day
    else spans.push({ first: day, last: day, hours: hours[day] })
  }
  return Object.fromEntries(
    spans
      .filter((span) => span.hours.length > 0)
      .map((span) => [span.first === span.last ? span.first : `${span.first}-${span.last}`, span.hours]),
  )
}

const interval = /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/

/** What was typed as intervals (`8:30-12, 13:30-17:30`), or null where it cannot be read. */
export function readHours(text: string): string[] | null {
  const parts = text.replace(/[–—~至]/g, '-').split(/[,，、;\s]+/).filter(Boolean)
  const whole = parts.map((part) => part.split('-').map(minute).join('-'))
  return whole.every((part) => interval.test(part) && part.slice(0, 5) < part.slice(6)) ? whole : null
}

function minute(text: string): string {
  const [hour = '', minutes = '00'] = text.replace('：', ':').split(':')
  return `${hour.padStart(2, '0')}:${minutes.padStart(2, '0')}`
}
