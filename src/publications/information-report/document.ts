import { type Html, html } from '../../ui/components/html.ts'
import { type Block, blocksOf } from './blocks.ts'
import type { PublishedText, TopicText } from './queries.ts'
import { topics } from './topics.ts'

/** The published report as parents read it: a heading, a line about it, and a part for each topic. */
type Document = { heading: string; about: string; parts: { heading: string; blocks: Block[] }[] }

/** The topics that have a text, in the report's order. */
export const writtenTexts = (texts: ReadonlyMap<string, TopicText>): PublishedText[] =>
  topics.flatMap(({ name, heading }) => {
    const text = texts.get(name)?.text ?? ''
    return text === '' ? [] : [{ topic: name, heading, text }]
  })

export const documentOf = (schoolName: string, about: string, texts: readonly PublishedText[]): Document => ({
  heading: `SEN information report: ${schoolName}`,
  about,
  parts: texts.map(({ heading, text }) => ({ heading, blocks: blocksOf(text) })),
})

const blockAsHtml = ({ isList, lines }: Block): Html =>
  isList
    ? html`
<ul>${lines.map(
        (line) => html`
  <li>${line}</li>`,
      )}
</ul>`
    : html`
<p>${lines.map((line, index) =>
        index === 0
          ? html`${line}`
          : html`<br>
${line}`,
      )}</p>`

/** The report alone as an HTML page, to be pasted into a website: headings, paragraphs and lists. */
export const documentAsHtml = ({ heading, about, parts }: Document): string =>
  html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
</head>
<body>
<h1>${heading}</h1>
<p>${about}</p>
${parts.map(
  (part) => html`
<h2>${part.heading}</h2>${part.blocks.map(blockAsHtml)}
`,
)}
</body>
</html>
`.toString()
