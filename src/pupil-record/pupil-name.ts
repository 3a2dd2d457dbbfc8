/** The columns with a pupil's names, for `select`. */
export const pupilNameColumns = {
  legalForename: true,
  legalSurname: true,
  preferredForename: true,
  preferredSurname: true,
} as const

export type PupilNamed = {
  legalForename: string
  legalSurname: string
  preferredForename: string | null
  preferredSurname: string | null
}

type Forenamed = Pick<PupilNamed, 'legalForename' | 'preferredForename'>
type Surnamed = Pick<PupilNamed, 'legalSurname' | 'preferredSurname'>

/** The forename that the pupil goes by, which can differ from the legal forename. */
export const forenameOf = (pupil: Forenamed): string => pupil.preferredForename ?? pupil.legalForename

/** The surname that the pupil goes by. */
export const surnameOf = (pupil: Surnamed): string => pupil.preferredSurname ?? pupil.legalSurname

/** "Amir Khan": forename and surname, as the pupil goes by them. */
export const fullNameOf = (pupil: PupilNamed): string => `${forenameOf(pupil)} ${surnameOf(pupil)}`
