import type { AreaOfNeed } from '../../generated/prisma/enums.ts'
import { areaOfNeedType, areasOfNeed, areaWords } from '../../pupil-record/areas-of-need.ts'
import { dayInWords, NEED_WORDS, type NeedType } from '../../ui/formats/words.ts'
import { pupilsBehind, saidOften, shareInWords, supportInWords, timesInWords } from './figures.ts'
import type { ReportFacts } from './queries.ts'
import type { TopicName } from './topics.ts'

/**
 * A paragraph of the report with its list items. It is written in the school's own voice, so that it can be published
 * unchanged.
 */
type ReportParagraph = { says: string; points: readonly string[] }

const paragraph = (says: string | null, points: readonly string[] = []): ReportParagraph[] =>
  says === null ? [] : [{ says, points }]

/** One paragraph with its list items, as a list; an empty list if there are no items. */
const paragraphWithPoints = (says: string, points: readonly string[]): ReportParagraph[] =>
  points.length === 0 ? [] : [{ says, points }]

const schoolDays = (count: number): string => `${count} school ${count === 1 ? 'day' : 'days'}`
const inMonths = (count: number): string => (count === 1 ? 'every month' : `every ${count} months`)
const lastYear = ({ today }: ReportFacts): string => `In the twelve months to ${dayInWords(today)}`

const joinNames = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const isSupported = ({ status }: ReportFacts['pupils'][number]): boolean =>
  status === 'senSupport' || status === 'ehcPlan'

const needsInOrder: readonly NeedType[] = Object.keys(NEED_WORDS).filter((code): code is NeedType =>
  Object.hasOwn(NEED_WORDS, code),
)

/**
 * The needs that at least five pupils have, without numbers: a pupil can have several needs, so a number could reveal a
 * small remainder.
 */
function needsOf({ pupils }: ReportFacts): string[] {
  const said = pupils
    .filter(isSupported)
    .flatMap(({ needs }, index) => needs.map((need) => ({ pupilId: String(index), what: need })))
  const often = new Set(saidOften(said))
  return areasOfNeed.flatMap((area) => {
    const needs = needsInOrder.filter((need) => often.has(need) && areaOfNeedType[need] === area)
    return needs.length === 0
      ? []
      : [`${areaWords[area]}: ${needs.map((need) => NEED_WORDS[need].toLowerCase()).join('; ')}`]
  })
}

function kinds(known: ReportFacts): ReportParagraph[] {
  const count = (wanted: string) => known.pupils.filter(({ status }) => status === wanted).length
  return [
    ...paragraph(`On ${dayInWords(known.today)} ${supportInWords(count('senSupport'), count('ehcPlan'))}.`),
    ...paragraphWithPoints('Several of our pupils have needs of these kinds:', needsOf(known)),
  ]
}

function identifying(known: ReportFacts): ReportParagraph[] {
  const { targets, concerns } = known
  const pupils = pupilsBehind(concerns)
  return [
    ...paragraph(
      `Anybody can tell us that they are worried about a child: parents, staff, pupils themselves. We write it down. We aim to meet the parents within ${schoolDays(targets.earlyDiscussion)}, to decide together within ${schoolDays(targets.decision)} of that meeting, and to tell parents of the decision in writing within ${schoolDays(targets.informParents)}.`,
    ),
    ...paragraph(
      `We aim to answer parents who raise a concern themselves within ${schoolDays(targets.answerParentConcern)}.`,
    ),
    ...paragraph(pupils && `${lastYear(known)} we followed up concerns about ${pupils}.`),
  ]
}

const reachedAt = ({ school: { phone, email, postalAddress } }: ReportFacts): string[] => [
  ...(phone === null ? [] : [`Telephone: ${phone}`]),
  ...(email === null ? [] : [`E-mail: ${email}`]),
  ...(postalAddress === null ? [] : [`Address: ${postalAddress.replace(/\s*\n\s*/g, ', ')}`]),
]

function senco(known: ReportFacts): ReportParagraph[] {
  const names = known.staff.filter(({ role }) => role === 'senco').map(({ name }) => name)
  const reached = reachedAt(known)
  const who = names.length === 1 ? 'coordinator (SENCO) is' : 'coordinators (SENCOs) are'
  return [
    ...(names.length === 0 ? [] : paragraph(`Our special educational needs ${who} ${joinNames(names)}.`)),
    ...paragraphWithPoints('You can reach us here:', reached),
  ]
}

/**
 * One paragraph, for example "In the twelve months to … we held 61 meetings. Parents took part in nearly all of them."
 */
function meetingsWith(
  known: ReportFacts,
  who: string,
  tookPart: 'parentTookPart' | 'pupilTookPart',
): ReportParagraph[] {
  const { meetings } = known
  const held = timesInWords(meetings, 'meetings about pupils’ needs')
  const share = shareInWords(
    meetings.filter((meeting) => meeting[tookPart]),
    meetings.filter((meeting) => !meeting[tookPart]),
  )
  return paragraph(held && share && `${lastYear(known)} we held ${held}. ${who} took part in ${share} of them.`)
}

function parents(known: ReportFacts): ReportParagraph[] {
  const { parentMeetingsPerYear: times, noteToParents } = known.targets
  return [
    ...paragraph(
      `We aim to meet the parents of each pupil with SEN Support at least ${times === 1 ? 'once' : `${times} times`} a year. After our first meeting we aim to give them a note of it within ${schoolDays(noteToParents)}.`,
    ),
    ...meetingsWith(known, 'Parents', 'parentTookPart'),
  ]
}

function reviewsHeld(known: ReportFacts): ReportParagraph[] {
  const { reviews } = known
  const held = timesInWords(reviews, 'reviews')
  return paragraph(held && `${lastYear(known)} we held ${held} of plans, for ${pupilsBehind(reviews)}.`)
}

function outcomesMet(known: ReportFacts): ReportParagraph[] {
  const isMet = ({ progress }: ReportFacts['outcomes'][number]) => progress === 'met' || progress === 'exceeded'
  const { outcomes } = known
  const share = shareInWords(
    outcomes.filter(isMet),
    outcomes.filter((outcome) => !isMet(outcome)),
  )
  return paragraph(share && `Of the outcomes that were looked at in these reviews, ${share} were met or exceeded.`)
}

const reviewing = (known: ReportFacts): ReportParagraph[] => [
  ...paragraph(
    `We look again at what we know of a pupil’s needs at least ${inMonths(known.targets.assessmentReviewMonths)}, and at each plan on the day that was agreed in it.`,
  ),
  ...reviewsHeld(known),
  ...outcomesMet(known),
]

const focusOf = ({ teachingReviews }: ReportFacts): string[] =>
  teachingReviews.flatMap(({ focus }) => (focus === null ? [] : [focus]))

const teaching = (known: ReportFacts): ReportParagraph[] => [
  ...paragraph(
    `Good teaching for every child comes first. We review its quality at least ${inMonths(known.targets.teachingReviewMonths)}. Everybody who teaches or supports a pupil with a plan is to read it within ${schoolDays(known.targets.briefStaff)}.`,
  ),
  ...paragraphWithPoints(`${lastYear(known)} our reviews of teaching looked at:`, focusOf(known)),
]

const strategiesFor = ({ strategies }: ReportFacts, wanted: AreaOfNeed): string[] =>
  strategies.filter(({ area }) => area === wanted).map(({ strategy }) => strategy)

function adapting(known: ReportFacts): ReportParagraph[] {
  const byArea = areasOfNeed.flatMap((area) => paragraphWithPoints(`${areaWords[area]}:`, strategiesFor(known, area)))
  return byArea.length === 0
    ? []
    : [...paragraph('This is what we ordinarily make available, in every class:'), ...byArea]
}

const ordinarily = (known: ReportFacts, area: AreaOfNeed): ReportParagraph[] =>
  paragraphWithPoints(
    `What we ordinarily make available for ${areaWords[area].toLowerCase()}:`,
    strategiesFor(known, area),
  )

const additional = (known: ReportFacts): ReportParagraph[] =>
  paragraphWithPoints(
    'Several of our pupils have had, by their plans of the last twelve months:',
    saidOften(known.interventions),
  )

function trainingInWords({ topic, forWhom, howMany }: ReportFacts['trainings'][number]): string {
  const about = [forWhom, howMany === null ? null : `${howMany} took part`].filter((words) => words !== null)
  return about.length === 0 ? topic : `${topic} (${about.join('; ')})`
}

const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`)

function servicesInWords({ services }: ReportFacts, withContact: boolean): string[] {
  return services.map(({ service, referralRoute, contact }) => {
    const route = referralRoute === null ? '' : ` ${sentence(referralRoute)}`
    const reached = withContact && contact !== null ? ` ${sentence(`Contact: ${contact}`)}` : ''
    return `${service}${route || reached ? ':' : ''}${route}${reached}`
  })
}

const training = (known: ReportFacts): ReportParagraph[] => [
  ...paragraphWithPoints(`${lastYear(known)} our staff were trained in:`, known.trainings.map(trainingInWords)),
  ...paragraphWithPoints('For specialist expertise we turn to:', servicesInWords(known, false)),
]

function otherBodies(known: ReportFacts): ReportParagraph[] {
  const pupils = pupilsBehind(known.professionals)
  return [
    ...paragraphWithPoints('We work with these services:', servicesInWords(known, true)),
    ...paragraph(
      pupils && `${lastYear(known)} we asked professionals from outside the school for advice about ${pupils}.`,
    ),
  ]
}

function complaints(known: ReportFacts): ReportParagraph[] {
  const heads = known.staff.filter(({ role }) => role === 'head').map(({ name }) => name)
  if (heads.length === 0) return []
  return paragraphWithPoints(
    `Please talk to the class teacher or the SENCO first. If that does not help, write to the headteacher, ${joinNames(heads)}:`,
    reachedAt(known),
  )
}

function supportServices({ school: { iassName, iassContact } }: ReportFacts): ReportParagraph[] {
  if (iassName === null) return []
  return paragraph(
    `${iassName} is the Information, Advice and Support Service for parents here. It is free, confidential and impartial.`,
    iassContact === null ? [] : [`Contact: ${iassContact}`],
  )
}

const nothing = (): ReportParagraph[] => []

const byTopic: Readonly<Record<TopicName, (known: ReportFacts) => ReportParagraph[]>> = {
  kinds,
  identifying,
  senco,
  parents,
  listening: (known) => meetingsWith(known, 'Pupils themselves', 'pupilTookPart'),
  reviewing,
  moving: nothing,
  teaching,
  adapting,
  additional,
  training,
  equipment: (known) => ordinarily(known, 'sensoryPhysical'),
  evaluating: (known) => [...reviewsHeld(known), ...outcomesMet(known)],
  together: nothing,
  wellbeing: (known) => ordinarily(known, 'socialEmotional'),
  otherBodies,
  lookedAfter: nothing,
  complaints,
  supportServices,
  localOffer: nothing,
  disabledPupils: nothing,
}

/**
 * What the register knows about a topic, as text for the edit box. Figures cover the whole school only. Empty if the
 * register knows nothing about the topic.
 */
export const factsAsText = (topic: TopicName, known: ReportFacts): string =>
  byTopic[topic](known)
    .map(({ says, points }) => [says, ...points.map((point) => `- ${point}`)].join('\n'))
    .join('\n\n')
