import { ruleOf } from '../../findings/checklist.ts'
import { type Sencos, sencoOf } from '../../findings/named-senco.ts'
import { type RegisterStatus, registerStatuses } from '../../findings/on-the-way.ts'
import { classOf, type OnRegister } from '../../findings/register-pupils.ts'
import { STRIP_COLUMNS } from '../../findings/strip.ts'
import type { Query } from '../../http/query.ts'
import { NEED_WORDS, type NeedType, wordsIn } from '../../ui/formats/words.ts'

/** What the register is narrowed to; an empty text, or null, is no filter. */
export type Filters = {
  year: string
  class: string
  need: NeedType | null
  status: RegisterStatus | null
  /** A paragraph of the Code in which something is missing, or `any`. */
  step: string
  /** Whom their papers name as SENCO; `noSenco` for those whose papers name none. */
  senco: string
  /** Words of a name, or of a UPN. */
  q: string
}

const isNeed = (code: string): code is NeedType => Object.hasOwn(NEED_WORDS, code)

/**
 * The filters of an address. A need, status or step that there is not is no filter.
 * @param q words of a name: never in an address, they come by POST
 */
export function filtersOf(query: Query, q: string): Filters {
  const [need, step] = [query.get('need'), query.get('step')]
  return {
    year: query.get('year'),
    class: query.get('class'),
    need: isNeed(need) ? need : null,
    status: registerStatuses.find((one) => one === query.get('status')) ?? null,
    step: step === 'any' || STRIP_COLUMNS.some(({ paragraph }) => paragraph === step) ? step : '',
    senco: query.get('senco'),
    q,
  }
}

const hasMissing = ({ judged }: OnRegister, step: string): boolean =>
  judged.findings.some(
    (finding) =>
      (finding.status === 'missing' || finding.status === 'breached') &&
      (step === 'any' || ruleOf(finding).paragraph === step),
  )

/** The pupils whom all the filters leave. */
export function narrow(pupils: readonly OnRegister[], filters: Filters, sencos: Sencos): OnRegister[] {
  const { year, need, status, step, senco } = filters
  const isMeant = wordsIn(filters.q)
  return pupils.filter((pupil) => {
    if (year !== '' && pupil.yearGroup !== year) return false
    if (filters.class !== '' && classOf(pupil) !== filters.class && !pupil.classes.includes(filters.class)) return false
    if (need !== null && !pupil.needs.includes(need)) return false
    if (status !== null && pupil.judged.standing.status !== status) return false
    if (step !== '' && !hasMissing(pupil, step)) return false
    if (senco !== '' && sencoOf(sencos, pupil) !== senco) return false
    return filters.q === '' || isMeant(`${pupil.forename} ${pupil.surname} ${pupil.legalName} ${pupil.upn}`)
  })
}
