import { dayInWords } from '../web/words.ts'

type Addressee = 'parent' | 'youngPerson'

/** What the formal letter tells. Days are YYYY-MM-DD. */
export type Told = {
  schoolName: string
  iassName: string | null
  iassContact: string | null
  /** The pupil as they are called. */
  forename: string
  /** The decision that SEN Support began with; null where none stands. */
  start: {
    decidedOn: string
    reviewOn: string | null
    teacher: string | null
    roleOfParent: string | null
    roleOfPupil: string | null
    roleOfStaff: string | null
  } | null
}

type Words = (told: Told) => string

/** How the same letter speaks to the parents and to the young person. */
type Voice = {
  forWhom: Words
  help: Words
  together: Words
  roles: (told: Told) => [who: string, role: string | null][]
}

const voices: Readonly<Record<Addressee, Voice>> = {
  parent: {
    forWhom: ({ forename }) => forename,
    help: ({ forename }) =>
      `${forename} gets help at school that is additional to, or different from, what we make available to all pupils. We find out what ${forename} needs, plan the help with you, give it, and then look together at whether it has worked. You and ${forename} have a say at each step.`,
    together: ({ forename }) => `you and ${forename}`,
    roles: ({ forename, start }) => [
      ['You', start?.roleOfParent ?? null],
      [forename, start?.roleOfPupil ?? null],
      ['The school', start?.roleOfStaff ?? null],
    ],
  },
  youngPerson: {
    forWhom: () => 'you',
    help: () =>
      'You get help at school that is additional to, or different from, what we make available to all pupils. We find out what you need, plan the help with you, give it, and then look together at whether it has worked. You have a say at each step, and so have your parents if you wish.',
    together: () => 'you',
    roles: ({ start }) => [
      ['You', start?.roleOfPupil ?? null],
      ['Your parents', start?.roleOfParent ?? null],
      ['The school', start?.roleOfStaff ?? null],
    ],
  },
}

const whenReviewed = ({ start }: Told, together: string): string =>
  start?.reviewOn
    ? `We will look with ${together} at how it is going by ${dayInWords(start.reviewOn)}. You can ask to meet us before then at any time.`
    : `We will agree with ${together} when to look at how it is going. You can ask to meet us at any time.`

const whomToAsk = ({ start, iassName, iassContact }: Told): string => {
  const teacher = start?.teacher ? ` You can also ask ${start.teacher}.` : ''
  const service = iassName ?? 'the SEND Information, Advice and Support Service of your local authority'
  const contact = iassContact === null ? '' : `, ${iassContact}`
  return `Please ask me whenever something is unclear, or if you do not agree.${teacher} Free, impartial and confidential advice comes from ${service}${contact}.`
}

const section = (heading: string, ...lines: readonly string[]): string => [heading, ...lines].join('\n')

/**
 * The formal letter that tells of SEN Support, from after "Dear …" to before "Yours sincerely": what section 68 of the
 * Children and Families Act 2014 and 6.43 and 6.48 of the Code ask a school to tell. To be edited before it is sent.
 */
export function letterText(told: Told, to: Addressee): string {
  const voice = voices[to]
  const since = told.start === null ? '' : `from ${dayInWords(told.start.decidedOn)} `
  const roles = voice.roles(told).flatMap(([who, role]) => (role === null ? [] : [`${who}: ${role}`]))
  return [
    `I am writing to tell you formally that ${since}${told.schoolName} is making special educational provision for ${voice.forWhom(told)}. This is called SEN Support. The law says that we must tell you (section 68 of the Children and Families Act 2014).`,
    section('What this means', voice.help(told)),
    section('When we look at it together', whenReviewed(told, voice.together(told))),
    ...(roles.length === 0 ? [] : [section('Who does what', ...roles)]),
    section('Whom to ask', whomToAsk(told)),
  ].join('\n\n')
}
