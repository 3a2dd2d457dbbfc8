import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { prepareSchool } from '../../src/code-of-practice/as-of.ts'
import type { Finding } from '../../src/code-of-practice/catalogue.ts'
import { evaluatePupil, evaluateSchool } from '../../src/code-of-practice/evaluate.ts'
import { parseRecord, type SchoolRecord } from '../../src/code-of-practice/record.ts'
import { addDays, addMonths } from '../../src/days/calendar.ts'

/*
 * Judges 100,000 different pupils with three years of history each, in 400 schools. Each school in turn is generated,
 * validated and judged, as the command and the report do it. The target applies only to the judging.
 */

const SCHOOLS = 400
const PUPILS_IN_SCHOOL = 250
const TARGET_IN_MS = 2_000
const AS_OF = '2026-11-24'
const BEGIN = '2023-11-24'
const DAYS_OF_HISTORY = 1_096
const HISTORY = {
  concerns: 3,
  meetings: 10,
  decisions: 3,
  notices: 3,
  plans: 9,
  professionals: 2,
  staff: 5,
  briefings: 45,
  ehcConsiderations: 2,
}

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

const heapInMb = (): number => {
  if (typeof collectGarbage === 'function') collectGarbage()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

/** A seeded random generator (mulberry32): the same numbers every time, so that two runs measure the same work. */
const randomNumbers = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

type Random = ReturnType<typeof randomNumbers>

const times = <Made>(count: number, make: (index: number) => Made): Made[] =>
  Array.from({ length: count }, (_, i) => make(i))

const termsOf = (year: number) => [
  { from: `${year}-09-03`, to: `${year}-10-24` },
  { from: `${year}-11-03`, to: `${year}-12-19` },
  { from: `${year + 1}-01-05`, to: `${year + 1}-02-13` },
  { from: `${year + 1}-02-23`, to: `${year + 1}-03-27` },
  { from: `${year + 1}-04-13`, to: `${year + 1}-05-22` },
  { from: `${year + 1}-06-01`, to: `${year + 1}-07-22` },
]

const meetingOf = (random: Random, kind: string, id: string) => {
  const heldOn = addDays(BEGIN, random(DAYS_OF_HISTORY))
  return {
    id,
    kind,
    heldOn,
    parentTookPart: random(10) > 0,
    pupilTookPart: random(4) > 0,
    absenceReason: random(3) > 0 ? 'Told the class teacher beforehand what helps' : null,
    strengthsAndDifficulties: 'Curious and kind; finds it hard to put an answer into a sentence',
    parentConcerns: 'Is hard to follow on the telephone',
    outcomes: ['Tells a partner the main idea in one sentence'],
    nextSteps: 'The SENCO looks at the language screen',
    noteFiledOn: random(5) > 0 ? addDays(heldOn, random(20)) : null,
    noteGivenToParentsOn: random(5) > 0 ? addDays(heldOn, random(20)) : null,
    iassExplainedOn: random(2) > 0 ? heldOn : null,
  }
}

const decisionOf = (random: Random, decision: string, decidedOn: string, id: string) => ({
  id,
  decidedOn,
  decision,
  teacher: 'Class teacher',
  senco: 'The SENCO',
  evidence: 'Language screen, two lesson observations, the early discussion',
  higherNeed: random(2) > 0,
  explainedToParentsOn: addDays(decidedOn, random(12)),
  recordedOn: addDays(decidedOn, random(12)),
  reviewOn: addDays(decidedOn, 80),
  roles: { parent: 'Plays the word games at home', pupil: 'Chooses the topic', staff: 'Runs the group' },
})

const planOf = (random: Random, index: number) => {
  const agreedOn = addMonths(addDays(BEGIN, random(20)), 4 * index)
  return {
    id: `pl${index}`,
    agreedOn,
    teacher: 'Class teacher',
    senco: 'The SENCO',
    parentConsultedOn: agreedOn,
    pupilConsultedOn: agreedOn,
    interventions: 'Language group, twice a week',
    expectedImpact: 'Speaks in full sentences in guided reading',
    reviewOn: addDays(agreedOn, 100),
    startedOn: addDays(agreedOn, random(8)),
    recordedOnInformationSystemOn: addDays(agreedOn, random(12)),
    assessment: {
      assessedOn: addDays(agreedOn, -random(20)),
      teacher: 'Class teacher',
      senco: 'The SENCO',
      teacherAssessment: 'Below the expected standard in writing',
      progressAndAttainment: 'Two terms of flat progress in writing',
      comparison: 'Most of the class write a paragraph alone',
      parentViews: 'Has words, cannot find them',
      pupilViews: 'I like it when I can draw first',
      externalAdviceRelevant: random(3) === 0,
    },
    review: random(6) > 0 ? { heldOn: addDays(agreedOn, 90 + random(30)), impact: 'Some', decision: 'continue' } : null,
  }
}

const pupilOf = (random: Random, upn: string) => ({
  upn,
  dateOfBirth: addDays('2009-09-01', random(4_000)),
  concerns: times(HISTORY.concerns, (index) => {
    const raisedOn = addDays(BEGIN, random(DAYS_OF_HISTORY))
    return {
      id: `c${index}`,
      raisedOn,
      raisedBy: ['staff', 'parent', 'pupil', 'professional'][random(4)],
      universalStrategies: 'Word mats, talk partners, instructions in small steps',
      answeredOn: addDays(raisedOn, random(20)),
      closedOn: random(2) > 0 ? addDays(raisedOn, random(60)) : null,
    }
  }),
  meetings: times(HISTORY.meetings, (index) =>
    meetingOf(random, index < 3 ? 'earlyDiscussion' : 'review', `m${index}`),
  ),
  decisions: [
    decisionOf(random, 'coreOffer', addDays(BEGIN, random(200)), 'd0'),
    decisionOf(random, 'senSupport', addDays(BEGIN, 200 + random(200)), 'd1'),
    decisionOf(random, random(4) > 0 ? 'senSupport' : 'endSenSupport', addDays(BEGIN, 500 + random(300)), 'd2'),
  ],
  notices: times(HISTORY.notices, (index) => ({
    id: `n${index}`,
    sentOn: addDays(BEGIN, random(DAYS_OF_HISTORY)),
    addressee: random(4) > 0 ? 'parent' : 'youngPerson',
    method: 'letter',
  })),
  plans: times(HISTORY.plans, (index) => planOf(random, index)),
  professionals: times(HISTORY.professionals, (index) => ({
    id: `p${index}`,
    service: 'Speech and language therapy',
    alreadyWorkingWithSchool: random(3) === 0,
    agreement: { answer: 'agreed', on: addDays(BEGIN, random(900)), by: 'Mother' },
    contactedOn: addDays(BEGIN, random(900)),
  })),
  staff: times(HISTORY.staff, (index) => ({ id: `s${index}`, from: addDays(BEGIN, random(900)) })),
  briefings: times(HISTORY.briefings, (index) => ({
    planId: `pl${index % HISTORY.plans}`,
    staffId: `s${Math.floor(index / HISTORY.plans)}`,
    sharedOn: addDays(BEGIN, random(DAYS_OF_HISTORY)),
    acknowledgedOn: random(5) > 0 ? addDays(BEGIN, random(DAYS_OF_HISTORY)) : null,
  })),
  ehcConsiderations: times(HISTORY.ehcConsiderations, (index) => ({
    id: `e${index}`,
    consideredOn: addDays(BEGIN, random(DAYS_OF_HISTORY)),
    outcome: 'noRequest',
    reasons: [random(3) > 0 ? 'needsMetBySenSupport' : 'notEnoughCycles'],
  })),
})

const schoolOf = (random: Random, number: number): unknown => ({
  asOf: AS_OF,
  school: {
    terms: [2023, 2024, 2025, 2026].flatMap(termsOf),
    closures: ['2024-11-29', '2025-11-28', '2026-05-04'],
    teachingReviews: [{ heldOn: '2026-03-20' }],
    coreOffer: { publishedOn: '2023-09-01' },
    specialistServices: [{ service: 'Speech and language therapy', referralRoute: 'County form' }],
  },
  pupils: times(PUPILS_IN_SCHOOL, (index) => pupilOf(random, `${number}-${index}`)),
})

const found = { met: 0, other: 0 }

const count = (findings: readonly Finding[]): void => {
  for (const { status } of findings) {
    if (status === 'met') found.met++
    else found.other++
  }
}

/**
 * Judges all pupils of a record, counts the findings and discards them, as a report does. 100,000 pupils are never in
 * memory at once.
 */
const judge = (record: SchoolRecord): void => {
  const school = prepareSchool(record.school, record.asOf)
  count(evaluateSchool(school))
  for (const pupil of record.pupils) count(evaluatePupil(pupil, school))
}

const inThousands = (number: number): string => Math.round(number).toLocaleString('en-GB')

const spent = { validating: 0, judging: 0, judgingByTheClock: 0 }

/** Processor time of this process in ms, including the garbage collector's and compiler's threads. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Parses a school's record from JSON, as the command gets it, and returns the validated copy. */
const recordFrom = (json: string): SchoolRecord => {
  const read: unknown = JSON.parse(json)
  const validatingFrom = performance.now()
  const parsed = parseRecord(read)
  spent.validating += performance.now() - validatingFrom
  if (!parsed.kept) throw new Error(`${parsed.fault.path}: ${parsed.fault.problem}`)
  return parsed.record
}

const measure = (record: SchoolRecord): void => {
  const clockFrom = performance.now()
  const judgingFrom = processorTime()
  judge(record)
  spent.judging += processorTime() - judgingFrom
  spent.judgingByTheClock += performance.now() - clockFrom
}

const main = (): void => {
  const random = randomNumbers(20_261_124)
  const heapBefore = heapInMb()
  const heaps: number[] = []
  for (let number = 1; number <= SCHOOLS; number++) {
    measure(recordFrom(JSON.stringify(schoolOf(random, number))))
    if (number % 80 === 0) heaps.push(heapInMb())
  }
  const history = Object.entries(HISTORY).map(([name, count]) => `${count} ${name}`)
  // Each value is an upper bound for one core: the clock includes other programs, and processor time includes threads
  // on other cores.
  const atMost = Math.min(spent.judging, spent.judgingByTheClock)
  console.log(
    `${inThousands(SCHOOLS * PUPILS_IN_SCHOOL)} pupils with three years of history: ${history.join(', ')} each`,
  )
  console.log(`${inThousands(found.met + found.other)} findings, ${inThousands(found.met)} of them met`)
  console.log(
    `judged in ${inThousands(atMost)} ms on one core; target: at most ${inThousands(TARGET_IN_MS)} ms (clock ${inThousands(spent.judgingByTheClock)} ms, processor time ${inThousands(spent.judging)} ms)`,
  )
  console.log(`validated in ${inThousands(spent.validating)} ms, not counted in the target`)
  console.log(
    `heap ${heapBefore.toFixed(1)} MB before; after every 20,000 pupils ${heaps.map((mb) => mb.toFixed(1)).join(', ')} MB`,
  )
  if (atMost > TARGET_IN_MS) process.exitCode = 1
}

main()
