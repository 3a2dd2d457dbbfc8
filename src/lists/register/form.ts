import { ruleOf } from '../../findings/checklist.ts'
import { type Sencos, sencoOf } from '../../findings/named-senco.ts'
import { classOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import { type RegisterStatus, registerStatuses } from '../../findings/register-status.ts'
import { STATUS_STRIP_COLUMNS } from '../../findings/status-strip.ts'
import type { Query } from '../../http/query.ts'
import { NEED_WORDS, type NeedType, wordsIn } from '../../ui/formats/words.ts'

/** The register page's filters. A filter that is an empty text or null is not set. */
export type RegisterFilters = {
  year: string
  class: string
  need: NeedType | null
  status: RegisterStatus | null
  /** A paragraph of the Code with a missing step, or `any` for any paragraph. */
  step: string
  /** The SENCO named in the pupil's latest decision or plan; `noSenco` for pupils without one. */
  senco: string
  /** The search text: words of a pupil's name, or a UPN (unique pupil number). */
  q: string
}

const isNeed = (code: string): code is NeedType => Object.hasOwn(NEED_WORDS, code)

/**
 * Reads the filters of a query string. An unknown need, status or step is ignored.
 * @param q words of a name: sent by POST, so that no address contains a child's name
 */
export function registerFilters(query: Query, q: string): RegisterFilters {
  const [need, step] = [query.get('need'), query.get('step')]
  return {
    year: query.get('year'),
    class: query.get('class'),
    need: isNeed(need) ? need : null,
    status: registerStatuses.find((one) => one === query.get('status')) ?? null,
    step: step === 'any' || STATUS_STRIP_COLUMNS.some(({ paragraph }) => paragraph === step) ? step : '',
    senco: query.get('senco'),
    q,
  }
}

const hasMissing = ({ pupilFindings }: RegisterPupilWithFindings, step: string): boolean =>
  pupilFindings.findings.some(
    (finding) =>
      (finding.status === 'missing' || finding.status === 'breached') &&
      (step === 'any' || ruleOf(finding).paragraph === step),
  )

/** The pupils that match all filters. */
export function filterRegister(
  pupils: readonly RegisterPupilWithFindings[],
  filters: RegisterFilters,
  sencos: Sencos,
): RegisterPupilWithFindings[] {
  const { year, need, status, step, senco } = filters
  const isMeant = wordsIn(filters.q)
  return pupils.filter((pupil) => {
    if (year !== '' && pupil.yearGroup !== year) return false
    if (filters.class !== '' && classOf(pupil) !== filters.class && !pupil.classes.includes(filters.class)) return false
    if (need !== null && !pupil.needs.includes(need)) return false
    if (status !== null && pupil.pupilFindings.registerEntry.status !== status) return false
    if (step !== '' && !hasMissing(pupil, step)) return false
    if (senco !== '' && sencoOf(sencos, pupil) !== senco) return false
    return filters.q === '' || isMeant(`${pupil.forename} ${pupil.surname} ${pupil.legalName} ${pupil.upn}`)
  })
}
