import { type OpenPupil, openPupil, pupilForDraft } from '../access/open-pupil.ts'
import type { Permission } from '../access/permissions.ts'
import { type Answer, notFound } from './answers.ts'
import { type FormPage, formRoutes } from './form-page.ts'
import { get, post, type Route, type Visit, type VisitTo } from './route.ts'

/** A request about one pupil, whose record is open. The audit trail has an entry for the opening. */
export type PupilVisit<Path extends string = ''> = VisitTo<Path> & { pupil: OpenPupil }
type PupilPath = `/pupils/:pupilId${string}`

async function openPupilRecord<Entered extends Visit>(
  visit: Entered,
): Promise<(Entered & { pupil: OpenPupil }) | null> {
  const pupil = await openPupil(visit, visit.params.pupilId ?? '')
  if (!pupil) return null
  visit.opened.add(pupil.pupilId)
  return { ...visit, pupil }
}

/** Loads the pupil for saving a draft: with the same permission check, but without an audit entry. */
async function loadForDraft<Entered extends Visit>(visit: Entered): Promise<(Entered & { pupil: OpenPupil }) | null> {
  const pupil = await pupilForDraft(visit, visit.params.pupilId ?? '')
  return pupil && { ...visit, pupil }
}

const withOpenRecord =
  <Path extends PupilPath>(answer: (visit: PupilVisit<Path>) => Promise<Answer>) =>
  async (visit: VisitTo<Path>): Promise<Answer> => {
    const entered = await openPupilRecord(visit)
    return entered ? answer(entered) : notFound
  }

/** A page about one pupil. Opens the record and writes the audit entry. */
export const pupilGet = <Path extends PupilPath>(
  path: Path,
  may: Permission,
  answer: (visit: PupilVisit<Path>) => Promise<Answer>,
): Route => get(path, { may }, withOpenRecord(answer))

/** A button that changes one pupil's record. Opens the record and writes the audit entry. */
export const pupilPost = <Path extends PupilPath>(
  path: Path,
  may: Permission,
  answer: (visit: PupilVisit<Path>) => Promise<Answer>,
): Route => post(path, { may }, withOpenRecord(answer))

/** A form about one pupil: its GET and POST routes, see `formRoutes`. */
export const pupilForm = <Path extends PupilPath, Command>(
  path: Path,
  form: FormPage<PupilVisit<Path>, Command>,
): [Route, Route] =>
  formRoutes(path, { open: (visit) => openPupilRecord(visit), loadForDraft: (visit) => loadForDraft(visit) }, form)
