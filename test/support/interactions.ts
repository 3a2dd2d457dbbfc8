import type { Page } from 'playwright-core'

/** What a person did by hand. `keys` counts key presses, except those that write free text. */
type Interactions = { clicks: number; keys: number }

/**
 * Runs in the page and counts real events. So a journey has to click and to type with the keyboard
 * (`pressSequentially`, `keyboard.press`): `fill` and `check` set values without events and would not be counted.
 */
const listening = `{
  const isFreeText = (target) =>
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && ['text', 'search', 'email'].includes(target.type) && target.inputMode !== 'numeric')
  addEventListener('pointerdown', (event) => {
    if (event.isTrusted) countInteraction('clicks')
  }, true)
  addEventListener('keydown', (event) => {
    const writes = event.key.length === 1 || event.key === 'Backspace' || (event.key === 'Enter' && event.target instanceof HTMLTextAreaElement)
    if (event.isTrusted && !(writes && isFreeText(event.target))) countInteraction('keys')
  }, true)
}`

/**
 * Counts clicks and key presses in a tab from now on, across all pages that it opens.
 * @returns a function that gives the count so far
 */
export async function countInteractions(page: Page): Promise<() => Interactions> {
  const counted: Interactions = { clicks: 0, keys: 0 }
  await page.exposeFunction('countInteraction', (kind: keyof Interactions) => {
    counted[kind] += 1
  })
  await page.addInitScript(listening)
  await page.evaluate(listening)
  return () => ({ ...counted })
}

/** For the output of a journey: "9 interactions (6 clicks, 3 keys)". */
export const interactionsInWords = ({ clicks, keys }: Interactions): string =>
  `${clicks + keys} interactions (${clicks} clicks, ${keys} keys)`
