/** A part of a text: a paragraph or a bulleted list. */
export type Block = { isList: boolean; lines: string[] }

const point = /^\s*[-•*]\s+/

/**
 * Splits a text as typed into blocks. A blank line starts a new paragraph. Lines that start with "-" are list items.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let isOpen = false
  for (const line of text.split('\n')) {
    const words = line.replace(point, '').trim()
    const isList = point.test(line)
    const last = blocks.at(-1)
    if (words === '') isOpen = false
    else if (isOpen && last?.isList === isList) last.lines.push(words)
    else {
      // A blank line between list items does not end the list.
      if (isList && last?.isList) last.lines.push(words)
      else blocks.push({ isList, lines: [words] })
      isOpen = true
    }
  }
  return blocks
}
