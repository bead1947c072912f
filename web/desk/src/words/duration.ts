/** Milliseconds as `0:41`, `12:31` or `1:02:03`: short where short is enough. */
export function duration(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
