/** Times of day in London: `HH:MM` in rows and forms, minutes since midnight in calculations. */

/** "09:05" to 545, the minutes since midnight. @param time `HH:MM` */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const twoFigures = (number: number): string => String(number).padStart(2, '0')

/** Minutes since midnight as `HH:MM` */
export const timeOf = (minutes: number): string => `${twoFigures(Math.floor(minutes / 60))}:${twoFigures(minutes % 60)}`

/** "9:05", as people write it. @param time `HH:MM` */
export const timeInWords = (time: string): string => time.replace(/^0/, '')

/** Parses a time as people type it ("9", "9.30", "09:30") to `HH:MM`; null where it is not a time. */
export function readTime(typed: string): string | null {
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed.trim()) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null
  return `${hours.padStart(2, '0')}:${minutes}`
}
