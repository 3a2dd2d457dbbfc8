import type { Sex } from '../../src/generated/prisma/enums.ts'
import type { ContactFixture, PupilFixture } from './fixture.ts'
import { type ClassName, classNames, classSizes } from './people.ts'
import { seededRandom } from './seeded.ts'

/** Names from one culture, and the language that some of the families speak at home. */
interface Family {
  girls: string[]
  boys: string[]
  surnames: string[]
  mothers: string[]
  fathers: string[]
  language: string | null
  /** The share of the school's pupils with these names, in per cent. */
  share: number
}

const families: Family[] = [
  {
    girls: [
      'Olivia',
      'Isla',
      'Freya',
      'Poppy',
      'Evie',
      'Florence',
      'Daisy',
      'Matilda',
      'Rosie',
      'Ivy',
      'Phoebe',
      'Martha',
    ],
    boys: [
      'Oliver',
      'George',
      'Harry',
      'Alfie',
      'Jack',
      'Archie',
      'Freddie',
      'Stanley',
      'Arthur',
      'Toby',
      'Reuben',
      'Louis',
    ],
    surnames: [
      'Bennett',
      'Cooper',
      'Hughes',
      'Palmer',
      'Walker',
      'Turner',
      'Shaw',
      'Barker',
      'Holt',
      'Lambert',
      'Pearce',
      'Wyatt',
      'Fenwick',
      'Garland',
    ],
    mothers: ['Emma', 'Kate', 'Laura', 'Gemma', 'Sarah', 'Becky', 'Joanne'],
    fathers: ['Mark', 'Paul', 'Lee', 'Simon', 'Ben', 'Gareth'],
    language: null,
    share: 48,
  },
  {
    girls: ['Aisha', 'Zara', 'Maryam', 'Hafsa', 'Inaya', 'Sana'],
    boys: ['Ibrahim', 'Yusuf', 'Hamza', 'Bilal', 'Zayn', 'Idris'],
    surnames: ['Hussain', 'Malik', 'Chaudhry', 'Qureshi', 'Mirza', 'Rashid'],
    mothers: ['Saima', 'Nadia', 'Rukhsana', 'Shabnam'],
    fathers: ['Imran', 'Tariq', 'Asif', 'Kamran'],
    language: 'Urdu',
    share: 12,
  },
  {
    girls: ['Zofia', 'Maja', 'Hanna', 'Lena'],
    boys: ['Jakub', 'Filip', 'Antoni', 'Szymon'],
    surnames: ['Kowalczyk', 'Nowak', 'Mazur', 'Lis'],
    mothers: ['Agnieszka', 'Katarzyna', 'Monika'],
    fathers: ['Tomasz', 'Piotr', 'Michał'],
    language: 'Polish',
    share: 8,
  },
  {
    girls: ['Adaeze', 'Temi', 'Abena', 'Simisola'],
    boys: ['Kofi', 'Tobi', 'Emeka', 'Kwame'],
    surnames: ['Adeyemi', 'Boateng', 'Eze', 'Osei', 'Balogun'],
    mothers: ['Funke', 'Akosua', 'Ngozi'],
    fathers: ['Chidi', 'Yaw', 'Dele'],
    language: null,
    share: 8,
  },
  {
    girls: ['Ifrah', 'Hodan', 'Sagal'],
    boys: ['Liban', 'Abdi', 'Zakariya'],
    surnames: ['Warsame', 'Abdullahi', 'Jama'],
    mothers: ['Fadumo', 'Khadija'],
    fathers: ['Mahad', 'Cabdi'],
    language: 'Somali',
    share: 6,
  },
  {
    girls: ['Ananya', 'Diya', 'Meera'],
    boys: ['Rohan', 'Arjun', 'Kiran'],
    surnames: ['Patel', 'Nair', 'Sharma', 'Gill'],
    mothers: ['Priya', 'Sunita', 'Harpreet'],
    fathers: ['Vikram', 'Sanjay', 'Raj'],
    language: 'Gujarati',
    share: 7,
  },
  {
    girls: ['Ioana', 'Daria', 'Sofia'],
    boys: ['Andrei', 'Matei', 'David'],
    surnames: ['Popescu', 'Ionescu', 'Munteanu'],
    mothers: ['Elena', 'Mihaela'],
    fathers: ['Cristian', 'Bogdan'],
    language: 'Romanian',
    share: 5,
  },
  {
    girls: ['Mei', 'Jia', 'Chloe'],
    boys: ['Ethan', 'Wei', 'Jun'],
    surnames: ['Chan', 'Wong', 'Lau', 'Cheung'],
    mothers: ['Wing', 'Carmen'],
    fathers: ['Kelvin', 'Raymond'],
    language: 'Cantonese',
    share: 6,
  },
]

const nothingMore = 'The demo school has run out of names.'

interface Choosing {
  random: () => number
  taken: Set<string>
}

const choose = (random: () => number, names: string[]): string => {
  const name = names[Math.floor(random() * names.length)]
  if (name === undefined) throw new Error(nothingMore)
  return name
}

const chooseFamily = (random: () => number): Family => {
  let left = random() * 100
  for (const family of families) {
    left -= family.share
    if (left < 0) return family
  }
  throw new Error(nothingMore)
}

const chooseName = ({ random, taken }: Choosing, family: Family, sex: Sex): [forename: string, surname: string] => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const forename = choose(random, sex === 'F' ? family.girls : family.boys)
    const surname = choose(random, family.surnames)
    if (taken.has(`${forename} ${surname}`)) continue
    taken.add(`${forename} ${surname}`)
    return [forename, surname]
  }
  throw new Error(nothingMore)
}

const chooseContacts = (random: () => number, family: Family, surname: string): ContactFixture[] => {
  const language = family.language !== null && random() < 0.3 ? { language: family.language } : {}
  const mother = { name: `Mrs ${choose(random, family.mothers)} ${surname}`, relationship: 'Mother', ...language }
  const father = { name: `Mr ${choose(random, family.fathers)} ${surname}`, relationship: 'Father' }
  const both = random()
  if (both < 0.7) return [mother, father]
  return both < 0.92 ? [mother] : [father]
}

/** Month and day of birth. Days 29 to 31 are left out, so that each date exists in every year. */
const chooseBirthday = (random: () => number): string => {
  const month = 1 + Math.floor(random() * 12)
  const day = 1 + Math.floor(random() * 28)
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const backgroundPupil = (choosing: Choosing, name: ClassName): PupilFixture => {
  const { random } = choosing
  const family = chooseFamily(random)
  const sex = random() < 0.5 ? 'F' : 'M'
  const [forename, surname] = chooseName(choosing, family, sex)
  return {
    forename,
    surname,
    sex,
    class: name,
    born: chooseBirthday(random),
    freeSchoolMeals: random() < 0.24,
    firstLanguage: family.language ?? 'English',
    contacts: chooseContacts(random, family, surname),
  }
}

/**
 * Pupils without a fixture of their own, who fill the remaining places of each class. They are the same on every run.
 */
export const backgroundPupils = (fixture: readonly PupilFixture[]): PupilFixture[] => {
  const choosing = {
    random: seededRandom(2417),
    taken: new Set(fixture.map(({ forename, surname }) => `${forename} ${surname}`)),
  }
  return classNames.flatMap((name) => {
    const room = classSizes[name] - fixture.filter((pupil) => pupil.class === name).length
    return Array.from({ length: room }, () => backgroundPupil(choosing, name))
  })
}
