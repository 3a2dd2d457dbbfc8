/** How a concern tells since when: as typed where it says "since", otherwise with the question before it. Empty for nothing. */
export function sinceInWords(sinceWhen: string | null): string {
  const typed = (sinceWhen ?? '').trim()
  if (typed === '') return ''
  return /^since\b/i.test(typed) ? `S${typed.slice(1)}` : `Since when: ${typed}`
}

/** What was tried in class: each strategy that was ticked, then what was written besides. */
export const triedInClass = (concern: {
  strategies: readonly string[]
  universalStrategies: string | null
}): string[] =>
  [...concern.strategies, concern.universalStrategies ?? '']
    .map((words) => words.trim())
    .filter((words) => words !== '')
