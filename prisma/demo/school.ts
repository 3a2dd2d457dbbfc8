import type { AreaOfNeed } from '../../src/generated/prisma/enums.ts'
import { toDate } from '../../src/platform/database/days.ts'
import type { DemoDays } from './days.ts'
import type { DemoRows } from './rows.ts'

/**
 * No local authority has this number, so the demo's UPNs belong to no real pupil and to no pupil of a sample import
 * file.
 */
export const demoLaCode = '899'
export const demoEstablishmentNumber = '2417'

/** The core offer: what the school ordinarily makes available, by broad area of need. */
const coreOffer: Record<AreaOfNeed, string[]> = {
  communication: [
    'Say the name first, then one instruction at a time',
    'Wait ten seconds for an answer before asking again',
    'Visual timetable on the wall, changed with the class',
    'New words taught with a picture, an action and a sentence',
    'Now and next board on the table',
    'Talk partner chosen by the teacher, sentence starters on the table',
  ],
  cognition: [
    'Task broken into three steps on a card',
    'Pre-teaching of key words the day before',
    'Counters, number lines and word mats always within reach',
    'Less copying: printed date, title and learning question',
    'Dictation or a recording instead of a page of writing',
    'Phonics keep-up group, ten minutes each afternoon',
    'Pastel paper and a clear font, lines well apart',
  ],
  socialEmotional: [
    'Greeting at the door by name each morning',
    'Calm corner with a timer, for anyone',
    'Zones of regulation check-in after play',
    'Five praises for each correction',
    'A job of their own in the class',
    'Warning of change, in words and on the board',
  ],
  sensoryPhysical: [
    'Seat chosen for sight, hearing and room to move',
    'Movement break every twenty minutes',
    'Ear defenders from the box by the door',
    'Writing slope, pencil grips and wobble cushion to try',
    'Worksheets enlarged, never shrunk',
  ],
}

const services: { service: string; referralRoute: string; contact: string }[] = [
  {
    service: 'Educational psychology service',
    referralRoute: 'SENCO raises it at the termly planning meeting, with the parents’ signed agreement.',
    contact: 'eps@severnside.example, 0117 496 0121',
  },
  {
    service: 'NHS speech and language therapy',
    referralRoute: 'Online form by the SENCO or the parents; first appointment within 18 weeks.',
    contact: 'childrens.slt@severnside-nhs.example, 0117 496 0134',
  },
  {
    service: 'Sensory support service',
    referralRoute:
      'A hospital letter that names the loss; the teacher of the deaf or visually impaired then visits each half-term.',
    contact: 'sensory@severnside.example, 0117 496 0142',
  },
  {
    service: 'NHS occupational therapy',
    referralRoute: 'Through the GP or the school nurse, after the advice line has been tried (Tuesdays, 1 to 4pm).',
    contact: 'childrens.ot@severnside-nhs.example, 0117 496 0155',
  },
  {
    service: 'Mental health support team',
    referralRoute: 'SENCO and parents fill in the request together; consultation in school every second Thursday.',
    contact: 'mhst@severnside-nhs.example, 0117 496 0163',
  },
  {
    service: 'Inclusion outreach, Larkhill School',
    referralRoute: 'Telephone consultation first; six visits can follow.',
    contact: 'outreach@larkhill.example, 0117 496 0178',
  },
]

/** Teaching reviews of the last two years, by how many school days ago they were. */
const teachingReviews: [schoolDaysAgo: number, focus: string][] = [
  [38, 'How teachers adapt reading lessons for pupils who cannot yet read the text'],
  [112, 'Talk in mathematics: who speaks, who is helped to'],
  [230, 'Quality of teaching assistants’ questions, Reception to Year 2'],
  [318, 'Writing: scaffolds that are taken away again'],
]

const addSchool = (rows: DemoRows, days: DemoDays, schoolId: string): void => {
  rows.school.push({
    id: schoolId,
    name: 'Ashgrove Academy',
    urn: '148923',
    laCode: demoLaCode,
    establishmentNumber: demoEstablishmentNumber,
    postalAddress: 'Tollgate Lane\nAshgrove AG1 1AA',
    phone: '0117 496 0100',
    email: 'office@ashgrove.example',
    iassName: 'Severnside SEND and You',
    iassContact: '0117 496 0117, sendandyou@severnside.example',
    coreOfferPublishedOn: toDate(days.ago(281)),
    nationalFiguresFrom: 'DfE, Special educational needs in England, January 2025',
  })
}

/** Adds to `rows` the demo school, its terms and closures, core offer, specialist services and teaching reviews. */
export const addSchoolAndCalendar = (rows: DemoRows, days: DemoDays, schoolId: string, mint: () => string): void => {
  addSchool(rows, days, schoolId)
  for (const { name, from, to } of days.terms) {
    rows.term.push({ schoolId, id: mint(), name, from: toDate(from), to: toDate(to) })
  }
  for (const { on, reason } of days.closures) {
    rows.closure.push({ schoolId, id: mint(), on: toDate(on), reason })
  }
  for (const [schoolDaysAgo, focus] of teachingReviews) {
    rows.teachingReview.push({ schoolId, id: mint(), heldOn: toDate(days.ago(schoolDaysAgo)), focus })
  }
  for (const [position, service] of services.entries()) {
    rows.specialistService.push({ schoolId, id: mint(), position, ...service })
  }
  const areas = ['communication', 'cognition', 'socialEmotional', 'sensoryPhysical'] as const
  for (const area of areas) {
    for (const [position, strategy] of coreOffer[area].entries()) {
      rows.coreOfferStrategy.push({ schoolId, id: mint(), area, strategy, position })
    }
  }
}
