/** A piece of a text as people read it: a paragraph, or points below each other. */
export type Block = { isList: boolean; lines: string[] }

const point = /^\s*[-•*]\s+/

/** A text as it was typed: a blank line begins a new paragraph, and lines that begin with "-" are points of a list. */
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
      // A list goes on over a blank line between its points.
      if (isList && last?.isList) last.lines.push(words)
      else blocks.push({ isList, lines: [words] })
      isOpen = true
    }
  }
  return blocks
}
