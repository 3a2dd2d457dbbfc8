import { v7 as uuidv7 } from 'uuid'
import { auditSeen } from '../../access/audit-seen.ts'
import { scopeOf } from '../../access/permissions.ts'
import { file, notFound, page, paper, seeOther } from '../../http/answers.ts'
import { formPage, refused } from '../../http/form-page.ts'
import { get, type Route, type Visit } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import type { Flash } from '../../ui/views/views.ts'
import { recordPublished, writeTopic } from './commands.ts'
import { documentAsHtml, documentOf, writtenTexts } from './document.ts'
import { factsAsText } from './facts.ts'
import { publishedForm, publishedLabels, textForm, textLabels, textValues } from './form.ts'
import { reportStands } from './model.ts'
import {
  backToReport,
  changedSince,
  emptyTopics,
  publishPage,
  reportOverviewPage,
  reportPath,
  textWithFacts,
  topicPage,
} from './page.ts'
import { knownForReport, publishedReport, publishedReports, topicTexts } from './queries.ts'
import { topicNamed } from './topics.ts'

const may = 'report:read'

const overview = get(reportPath, { may }, async ({ tx, user, today }) => {
  const { schoolId, role } = user
  const shown = {
    texts: await topicTexts(tx, schoolId),
    published: await publishedReports(tx, schoolId),
    known: await knownForReport(tx, schoolId, today),
    today,
    mayWrite: scopeOf(role, 'information:write') !== null,
  }
  await auditSeen(tx, user, 'SEN information report')
  return page('publications/information-report/overview', reportOverviewPage(shown))
})

const asItStands = async ({ tx, user, today }: Visit) =>
  documentOf(user.schoolName, `As of ${dayInWords(today)}`, writtenTexts(await topicTexts(tx, user.schoolId)))

const document = get(`${reportPath}/document`, { may }, async (visit) => {
  const shown = {
    ...(await asItStands(visit)),
    title: 'SEN information report',
    back: backToReport,
    address: '',
    htmlHref: `${reportPath}.html`,
  }
  return paper('publications/information-report/document', shown, 'sen-information-report')
})

const asFile = get(`${reportPath}.html`, { may }, async (visit) =>
  file('sen-information-report.html', 'text/html; charset=utf-8', documentAsHtml(await asItStands(visit))),
)

const earlier = get(`${reportPath}/published/:reportId`, { may }, async ({ tx, user, params }) => {
  const report = await publishedReport(tx, user.schoolId, params.reportId)
  if (!report) return notFound
  const { publishedOn, address, texts } = report
  const shown = {
    ...documentOf(user.schoolName, `Published on ${dayInWords(publishedOn)}`, texts),
    title: 'SEN information report, as published',
    back: backToReport,
    address: address ?? '',
    htmlHref: '',
  }
  return paper('publications/information-report/document', shown, `sen-information-report-${publishedOn}`)
})

const standingOf = async ({ tx, user }: Visit, topic: string) =>
  (await topicTexts(tx, user.schoolId)).get(topic) ?? null

const hasFactsInBox = ({ query }: Visit): boolean => query.get('with') === 'facts'

/**
 * The message after a topic was saved: what was saved, and what comes next (publish the change, or write a topic that
 * is still empty).
 */
async function savedText({ tx, user }: Visit, heading: string): Promise<Flash> {
  const texts = await topicTexts(tx, user.schoolId)
  const [last] = await publishedReports(tx, user.schoolId)
  const [next] = emptyTopics(texts)
  const isChanged = changedSince(last ?? null, texts).length > 0
  const text = isChanged ? 'It differs from what was published: put it on the website, then record the day.' : ''
  if (!next) return { heading, text: text || 'Every topic is written.' }
  return {
    heading,
    text: text || 'Next, a topic that is still empty:',
    link: text ? null : { text: next.heading, href: `${reportPath}/topics/${next.name}` },
  }
}

const write = formPage(`${reportPath}/topics/:topic`, {
  may: 'information:write',
  about: ['with'],
  schema: textForm,
  labels: textLabels,
  start: async (visit) => {
    const topic = topicNamed(visit.params.topic)
    if (!topic) return null
    const standing = await standingOf(visit, topic.name)
    if (!hasFactsInBox(visit)) return textValues(standing)
    const known = await knownForReport(visit.tx, visit.user.schoolId, visit.today)
    const text = textWithFacts(standing?.text ?? '', factsAsText(topic.name, known))
    return textValues({ version: standing?.version ?? 0, text })
  },
  show: async (visit, form) => {
    const topic = topicNamed(visit.params.topic)
    if (!topic) return notFound
    const known = await knownForReport(visit.tx, visit.user.schoolId, visit.today)
    const shown = { facts: factsAsText(topic.name, known), hasFactsInBox: hasFactsInBox(visit) }
    return page('publications/information-report/topic', topicPage(topic, form, shown))
  },
  save: async (visit, wanted) => {
    const { tx, user } = visit
    const topic = topicNamed(visit.params.topic)
    if (!topic) return notFound
    const standing = await standingOf(visit, topic.name)
    if (standing === null && wanted.text === null) return refused('text', 'Write what the report is to say')
    const location = `${reportPath}#${topic.name}`
    if (!(await writeTopic(tx, user.schoolId, topic.name, wanted)))
      return stale(textValues(await standingOf(visit, topic.name)), location)
    const heading = wanted.text === null ? 'The text has been taken out' : 'The text has been saved'
    return seeOther(location, await savedText(visit, heading))
  },
})

const publish = formPage(`${reportPath}/publish`, {
  may: 'information:write',
  schema: publishedForm,
  labels: publishedLabels,
  start: async ({ tx, user, today }) => {
    const [last] = await publishedReports(tx, user.schoolId)
    return formValues({ id: uuidv7(), ...dayFields('publishedOn', today), address: last?.address ?? null })
  },
  show: async ({ tx, user }, form) =>
    page('publications/information-report/publish', publishPage(form, await topicTexts(tx, user.schoolId))),
  save: async ({ tx, user, today }, wanted) => {
    const { schoolId } = user
    const texts = writtenTexts(await topicTexts(tx, schoolId))
    if (!(await recordPublished(tx, schoolId, wanted, texts))) {
      const before = await publishedReport(tx, schoolId, wanted.id)
      if (!before) return notFound
      const isTheSame = before.publishedOn === wanted.publishedOn && before.address === wanted.address
      const recorded = `This form has recorded ${dayInWords(before.publishedOn)} already. To record it otherwise, open the form again`
      return isTheSame ? seeOther(reportPath) : refused('publishedOn-day', recorded)
    }
    const { says } = reportStands(wanted.publishedOn, today)
    return seeOther(reportPath, { heading: 'The report is recorded as published', text: says })
  },
})

/** The SEN information report that every school publishes each year (6.79 to 6.82). */
export const informationReportRoutes: readonly Route[] = [overview, document, asFile, earlier, ...write, ...publish]
