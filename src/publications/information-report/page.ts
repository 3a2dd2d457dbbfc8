import type { Day } from '../../days/calendar.ts'
import { dayInLondon } from '../../days/clock.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { type Block, blocksOf } from './blocks.ts'
import { factsAsText } from './facts.ts'
import { publishedLabels, textLabels } from './form.ts'
import { informationReportLaw, type ReportStands, reportStands } from './model.ts'
import type { Published, ReportFacts, TopicText } from './queries.ts'
import { type ReportTopic, topics } from './topics.ts'

export const reportPath = '/sen-information-report'
const topicHref = (name: string): string => `${reportPath}/topics/${name}`
const withFacts = (name: string): string => `${topicHref(name)}?with=facts`

export const backToReport: Link = { text: 'SEN information report', href: reportPath }

type ShownTopic = {
  name: string
  heading: string
  asks: string
  source: string
  isWritten: boolean
  isChanged: boolean
  blocks: Block[]
  facts: Block[]
  editHref: string
  factsHref: string
}

type EarlierReport = { day: string; recorded: string; href: string; address: string; holds: string }

type ReportOverviewPage = {
  title: string
  heading: string
  back: Link
  law: string
  stands: ReportStands
  written: string
  /** Links to the topics that have no text yet. Each leads to the topic's place on the page. */
  empty: Link[]
  /** A sentence that names the topics whose text has changed since publication; empty if none has. */
  changed: string
  changedTopics: Link[]
  mayWrite: boolean
  hasText: boolean
  documentHref: string
  htmlHref: string
  publishHref: string
  topics: ShownTopic[]
  earlier: EarlierReport[]
}

const textOf = (texts: ReadonlyMap<string, TopicText>, { name }: ReportTopic): string => texts.get(name)?.text ?? ''

/**
 * The topics whose text differs from the last published report. An empty list if that report was recorded without its
 * texts.
 */
export function changedSince(last: Published | null, texts: ReadonlyMap<string, TopicText>): ReportTopic[] {
  if (last === null || last.texts.length === 0) return []
  const published = new Map(last.texts.map(({ topic, text }) => [topic, text]))
  return topics.filter((topic) => textOf(texts, topic) !== (published.get(topic.name) ?? ''))
}

export const emptyTopics = (texts: ReadonlyMap<string, TopicText>): ReportTopic[] =>
  topics.filter((topic) => textOf(texts, topic) === '')

const placeOf = ({ name, heading }: ReportTopic): Link => ({ text: heading, href: `#${name}` })

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

function changedInWords(changed: readonly ReportTopic[], last: Published | null): string {
  if (changed.length === 0 || last === null) return ''
  return `${count(changed.length, 'topic says', 'topics say')} something else now than when the report was published on ${dayInWords(last.publishedOn)}. Changes during the year have to be published as soon as possible: put them on the website, then record the day.`
}

const earlierOf = ({ id, publishedOn, address, texts, recordedAt }: Published): EarlierReport => ({
  day: dayInWords(publishedOn),
  recorded: dayInWords(dayInLondon(recordedAt)),
  href: `${reportPath}/published/${id}`,
  address: address ?? '',
  holds: texts.length === 0 ? 'Without its texts' : count(texts.length, 'topic', 'topics'),
})

/** The overview: whether the report is due, and each topic with what the register knows about it. */
export function reportOverviewPage(shown: {
  texts: ReadonlyMap<string, TopicText>
  published: readonly Published[]
  known: ReportFacts
  today: Day
  mayWrite: boolean
}): ReportOverviewPage {
  const { texts, published, known, today, mayWrite } = shown
  const last = published[0] ?? null
  const changed = changedSince(last, texts)
  const empty = emptyTopics(texts)
  return {
    title: 'SEN information report',
    heading: 'SEN information report',
    back: { text: 'Report', href: '/report' },
    law: informationReportLaw,
    stands: reportStands(last?.publishedOn ?? null, today),
    written:
      empty.length === 0
        ? `All ${topics.length} topics are written.`
        : `${topics.length - empty.length} of ${topics.length} topics are written.`,
    empty: empty.map(placeOf),
    changed: changedInWords(changed, last),
    changedTopics: changed.map(placeOf),
    mayWrite,
    hasText: empty.length < topics.length,
    documentHref: `${reportPath}/document`,
    htmlHref: `${reportPath}.html`,
    publishHref: `${reportPath}/publish`,
    topics: topics.map((topic) => ({
      name: topic.name,
      heading: topic.heading,
      asks: topic.asks,
      source: topic.source,
      isWritten: textOf(texts, topic) !== '',
      isChanged: changed.includes(topic),
      blocks: blocksOf(textOf(texts, topic)),
      facts: blocksOf(factsAsText(topic.name, known)),
      editHref: topicHref(topic.name),
      factsHref: withFacts(topic.name),
    })),
    earlier: published.map(earlierOf),
  }
}

/**
 * The topic's current text, followed by what the register knows about the topic: the proposed content of the edit box.
 */
export const textWithFacts = (standing: string, facts: string): string =>
  [standing, facts].filter((text) => text !== '').join('\n\n')

/** The page on which one topic is edited. */
export const topicPage = (topic: ReportTopic, form: FormState, shown: { facts: string; hasFactsInBox: boolean }) => ({
  title: 'SEN information report',
  heading: topic.heading,
  back: { text: 'SEN information report', href: `${reportPath}#${topic.name}` },
  action: shown.hasFactsInBox ? withFacts(topic.name) : topicHref(topic.name),
  form,
  labels: textLabels,
  limits,
  asks: topic.asks,
  source: topic.source,
  facts: blocksOf(shown.facts),
  factsHref: shown.hasFactsInBox ? '' : withFacts(topic.name),
})

/** The page on which the publication is recorded. */
export const publishPage = (form: FormState, texts: ReadonlyMap<string, TopicText>) => ({
  title: 'The report is published',
  back: backToReport,
  action: `${reportPath}/publish`,
  form,
  labels: publishedLabels,
  limits,
  empty: emptyTopics(texts).map(({ heading }) => heading),
})
