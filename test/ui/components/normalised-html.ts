/**
 * HTML as a list of tags and texts, to compare two pieces by meaning. The order of attributes and classes does not
 * matter, nor does white space between tags and around texts.
 */
export function normalised(html: string): readonly string[] {
  const pieces = html.split(/(<[a-z/][^>]*>)/)
  return pieces.map((piece) => (/^<[a-z/]/.test(piece) ? tag(piece) : oneLine(piece))).filter((piece) => piece !== '')
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function tag(piece: string): string {
  const [, name] = /^<(\/?[\w-]+)/.exec(piece) ?? []
  const attributes = [...piece.matchAll(/\s([\w:.-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => {
    if (value === undefined) return key
    return key === 'class' ? `class="${oneLine(value).split(' ').sort().join(' ')}"` : `${key}="${oneLine(value)}"`
  })
  return `<${[name, ...attributes.sort()].join(' ')}>`
}
