import type { Page } from 'playwright-core'

/** What a person did by hand: `keys` are key presses other than those of writing free text. */
export type Interactions = { clicks: number; keys: number }

/**
 * Runs in the page. Counts what really arrives there, so a journey has to click, and to type by the keyboard
 * (`pressSequentially`, `keyboard.press`): `fill` and `check` set a value without either, and would count for nothing.
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
 * Counts the clicks and key presses in a tab from now on, over all pages that it opens.
 * @returns what was counted so far
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

/** For the journey's print: "9 interactions (6 clicks, 3 keys)". */
export const interactionsInWords = ({ clicks, keys }: Interactions): string =>
  `${clicks + keys} interactions (${clicks} clicks, ${keys} keys)`
