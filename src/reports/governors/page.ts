import type { RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import type { Progress } from '../../generated/prisma/enums.ts'
import { progressWords } from '../../pupil-record/reviews/model.ts'
import { dayInWords, NEED_WORDS, YEAR_GROUPS, yearInWords } from '../../ui/formats/words.ts'
import { type ReportFilters, reportPages } from '../report-filters.ts'
import { figuresByRule, inWholePercent } from '../rule-figures.ts'
import type { NationalFigureName } from './form.ts'
import type { NationalFigures, OnRoll, Training } from './queries.ts'
import { smallestGroup, suppressSmallGroups, type ToldGroups } from './small-groups.ts'

type GroupRow = { group: string; count: string; share: string; national: string }
type ReportTable = { title: string; of: string; rows: GroupRow[]; withheld: string }

type GovernorsPage = {
  title: string
  heading: string
  asOf: string
  fault: string
  asOfDay: string
  today: string
  pages: ReturnType<typeof reportPages>
  parts: ReportTable[]
  law: string
  code: string
  training: { on: string; topic: string; forWhom: string; howMany: string }[]
  nationalFrom: string
  /** Whether the school has entered any national figure. */
  hasNational: boolean
  figuresHref: string
  notes: string[]
}

type GroupCount = { group: string; count: number; figure: NationalFigureName | null }

/**
 * The name of a group in the middle of a list. It begins in lower case, except for names such as "Year 2" and "Down
 * syndrome".
 */
const behindOthers = (group: string): string =>
  /^(?:Year|Nursery|Reception|Down)\b/.test(group) ? group : `${group.charAt(0).toLowerCase()}${group.slice(1)}`

/**
 * The names of groups as one text: "Reception, Year 1 and Year 2", "With an EHC plan and with neither". They are
 * separated by semicolons if one of them contains a comma.
 */
function together([first = '', ...others]: readonly string[]): string {
  const groups = [first, ...others.map(behindOthers)]
  if (groups.some((group) => group.includes(','))) return groups.join('; ')
  return groups.length < 2 ? first : `${groups.slice(0, -1).join(', ')} and ${groups.at(-1)}`
}

const inPercent = (share: number): string => `${Math.round(share * 1000) / 10}%`

const printableGroups = (cells: readonly GroupCount[]) =>
  suppressSmallGroups(cells.map((cell) => ({ group: cell, count: cell.count })))

/**
 * The table of the school's pupils. The number on SEN Support is the total of every other table, so it is shown alone
 * and only the other groups may be merged. Merging it with another group would reveal that group's number.
 */
function printableSchool([supported, ...rest]: readonly [GroupCount, ...GroupCount[]]):
  | ToldGroups<GroupCount>[]
  | null {
  if (supported.count < smallestGroup) return printableGroups([supported, ...rest])
  const alone = { groups: [supported], count: supported.count }
  if (rest.every(({ count }) => count === 0)) return [alone]
  const others = printableGroups(rest)
  return others === null ? null : [alone, ...others]
}

/** A table of groups of pupils that together are all pupils of a whole. Small groups are merged. */
function partOf(
  title: string,
  of: string,
  cells: readonly GroupCount[],
  national: NationalFigures,
  told: readonly ToldGroups<GroupCount>[] | null = printableGroups(cells),
): ReportTable {
  const whole = cells.reduce((sum, { count }) => sum + count, 0)
  if (told === null)
    return {
      title,
      of,
      rows: [],
      withheld: `Not told: there are fewer than ${smallestGroup} pupils, or nothing that can be told without giving a small group away.`,
    }
  const figureOf = (groups: readonly GroupCount[]): number | undefined => {
    const [only] = groups
    return groups.length === 1 && only?.figure ? national.percent.get(only.figure) : undefined
  }
  return {
    title,
    of,
    withheld: '',
    rows: told.map(({ groups, count }) => {
      const figure = figureOf(groups)
      return {
        group: together(groups.map(({ group }) => group)),
        count: String(count),
        share: inPercent(count / whole),
        national: figure === undefined ? '' : `${figure}%`,
      }
    }),
  }
}

const countBy = <Kind extends string>(
  kinds: readonly Kind[],
  all: readonly Kind[],
  words: (kind: Kind) => string,
): GroupCount[] =>
  all.map((kind) => ({ group: words(kind), count: kinds.filter((one) => one === kind).length, figure: null }))

/**
 * The share done of the steps that had fallen due, in words. The words avoid numbers below five, because pupils could
 * be recognised from them.
 */
function doneInWords(pupils: readonly RegisterPupilWithFindings[], level: 'must' | 'should'): string {
  let [met, due] = [0, 0]
  for (const { rule, figures } of figuresByRule(pupils)) {
    if (rule.level !== level) continue
    met += figures.met
    due += figures.met + figures.missing + figures.breached
  }
  const open = due - met
  if (due === 0) return 'Nothing has fallen due yet.'
  if (open === 0) return 'Everything that has fallen due is done.'
  if (due < smallestGroup * 2) return 'Not told: fewer than ten things have fallen due, and not all are done.'
  if (open < smallestGroup) return `All but a few that have fallen due are done: fewer than ${smallestGroup} are open.`
  return `${inWholePercent(met, due)}% of what has fallen due is done.`
}

const progressKinds = ['notYet', 'some', 'met', 'exceeded'] as const

type OutcomeAtReview = { progress: Progress; pupilId: string }

/**
 * The table of outcomes at reviews. Five outcomes may all belong to one pupil, so each number must come from at least
 * five pupils.
 */
function outcomesPart(outcomes: readonly OutcomeAtReview[], national: NationalFigures): ReportTable {
  const cells = progressKinds.map((kind) => {
    const ofKind = outcomes.filter(({ progress }) => progress === kind)
    const cell: GroupCount = { group: progressWords[kind], count: ofKind.length, figure: null }
    return { group: { cell, pupilIds: ofKind.map(({ pupilId }) => pupilId) }, count: ofKind.length }
  })
  const told = suppressSmallGroups(
    cells,
    (groups) => new Set(groups.flatMap(({ pupilIds }) => pupilIds)).size >= smallestGroup,
  )
  return partOf(
    'Outcomes at their reviews',
    'outcomes reviewed in the last twelve months',
    cells.map(({ group }) => group.cell),
    national,
    told?.map(({ groups, count }) => ({ groups: groups.map(({ cell }) => cell), count })) ?? null,
  )
}

const noNeed = 'No need recorded'

/**
 * The report for governors. It has no names, and no number below five pupils is shown or can be worked out from other
 * numbers.
 */
export function governorsPage(
  found: {
    pupils: readonly RegisterPupilWithFindings[]
    roll: readonly OnRoll[]
    outcomes: readonly { progress: Progress; pupilId: string }[]
    training: readonly Training[]
    national: NationalFigures
  },
  filters: ReportFilters,
): GovernorsPage {
  const { pupils, roll, national } = found
  const supported = pupils.filter(({ pupilFindings }) => pupilFindings.registerEntry.status === 'senSupport')
  const withPlan = pupils.filter(({ pupilFindings }) => pupilFindings.registerEntry.status === 'ehcPlan').length
  const onRoll = new Map(roll.map((pupil) => [pupil.id, pupil]))
  const ofSupported = 'pupils on SEN Support'
  const sexOf = ({ pupilId }: RegisterPupilWithFindings) => onRoll.get(pupilId)?.sex ?? 'none'
  const mealsOf = ({ pupilId }: RegisterPupilWithFindings) => {
    const eligible = onRoll.get(pupilId)?.freeSchoolMeals ?? null
    return eligible === null ? 'unknown' : eligible ? 'yes' : 'no'
  }
  const count = (is: (pupil: RegisterPupilWithFindings) => boolean) => supported.filter(is).length
  const needs = [...new Set(supported.map(({ needs: [first] }) => first))].flatMap((need) => need ?? []).sort()
  const ofSchool: [GroupCount, ...GroupCount[]] = [
    { group: 'On SEN Support', count: supported.length, figure: 'senSupport' },
    { group: 'With an EHC plan', count: withPlan, figure: 'ehcPlan' },
    { group: 'With neither', count: roll.length - supported.length - withPlan, figure: null },
  ]
  return {
    title: 'Report for governors',
    heading: 'SEN Support: report for governors',
    asOf: filters.day.words,
    fault: filters.day.fault,
    asOfDay: filters.day.asOf,
    today: filters.today,
    pages: reportPages('/report/governors', filters),
    parts: [
      partOf('The school’s pupils', 'pupils on the roll', ofSchool, national, printableSchool(ofSchool)),
      partOf(
        'By year',
        ofSupported,
        countBy(
          supported.map(({ yearGroup }) => yearGroup),
          YEAR_GROUPS,
          yearInWords,
        ),
        national,
      ),
      partOf(
        'By main need',
        ofSupported,
        [
          ...needs.map((need) => ({
            group: NEED_WORDS[need],
            count: count(({ needs: [first] }) => first === need),
            figure: null,
          })),
          { group: noNeed, count: count(({ needs: [first] }) => first === undefined), figure: null },
        ],
        national,
      ),
      partOf(
        'By sex',
        ofSupported,
        [
          { group: 'Girls', count: count((pupil) => sexOf(pupil) === 'F'), figure: null },
          { group: 'Boys', count: count((pupil) => sexOf(pupil) === 'M'), figure: 'boys' },
          { group: 'Not recorded', count: count((pupil) => sexOf(pupil) === 'none'), figure: null },
        ],
        national,
      ),
      partOf(
        'By free school meals',
        ofSupported,
        [
          { group: 'Eligible', count: count((pupil) => mealsOf(pupil) === 'yes'), figure: 'freeSchoolMeals' },
          { group: 'Not eligible', count: count((pupil) => mealsOf(pupil) === 'no'), figure: null },
          { group: 'Not known', count: count((pupil) => mealsOf(pupil) === 'unknown'), figure: null },
        ],
        national,
      ),
      outcomesPart(found.outcomes, national),
    ],
    law: doneInWords(pupils, 'must'),
    code: doneInWords(pupils, 'should'),
    training: found.training.map(({ heldOn, topic, forWhom, howMany }) => ({
      on: dayInWords(heldOn),
      topic,
      forWhom: forWhom ?? '',
      howMany: howMany === null ? '' : String(howMany),
    })),
    nationalFrom: national.from ?? '',
    hasNational: national.percent.size > 0,
    figuresHref: '/report/governors/national-figures',
    notes: [
      `A group of one to ${smallestGroup - 1} pupils is told together with its neighbours, so that nobody can be recognised: every total is true, and no small group can be worked out from it.`,
      'A pupil’s main need is the first of those recorded. Pupils are counted by where they stand on this day.',
      'What the law requires: that parents are told formally of SEN Support (section 68 of the Children and Families Act 2014), and that no EHC needs assessment is refused on a ground that is not true in law (section 36).',
    ],
  }
}
