import type { Link } from '../ui/components/common-options.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import type { PageModel } from '../ui/views/views.ts'

/** An error page: its HTTP status and texts. */
export type Problem = { status: number; title: string; paragraphs: readonly string[] }

export const problems = {
  badAddress: {
    status: 400,
    title: 'This address cannot be read',
    paragraphs: ['Part of it is not written as addresses are. Check it, or start again from the first page.'],
  },
  forbidden: {
    status: 403,
    title: 'This page is not for your role',
    paragraphs: ['If you need it for your work, ask your SENCO or head to change your role under School, People.'],
  },
  formRefused: {
    status: 403,
    title: 'This form came from another session',
    paragraphs: ['Nothing was changed. Go back, reload the page and try again.'],
  },
  notFound: {
    status: 404,
    title: 'This page was not found',
    paragraphs: ['It may have moved, or it is about a pupil whom you do not teach.'],
  },
  tooLarge: {
    status: 413,
    title: 'That was too large to be taken in',
    paragraphs: ['A form can hold 1 MB of text and a file 10 MB. Nothing was changed.'],
  },
  tooMany: {
    status: 429,
    title: 'Too many tries',
    paragraphs: [
      'Wait 15 minutes, then try again. If you have forgotten your password, ask your SENCO or administrator for a new one.',
    ],
  },
  unreadableForm: {
    status: 400,
    title: 'What was sent could not be read',
    paragraphs: ['Nothing was changed. Go back and try again.'],
  },
  broken: {
    status: 500,
    title: 'Something went wrong on our side',
    paragraphs: [
      'It has been noted with the reference below. Nothing that you saved earlier is lost. Try again, and if it happens again, tell your IT technician the reference.',
    ],
  },
  unavailable: {
    status: 503,
    title: 'The register cannot be reached just now',
    paragraphs: [
      'Its database does not answer. Nothing that you saved earlier is lost. Wait a minute and load the page again.',
    ],
  },
  noPdf: {
    status: 503,
    title: 'The PDF could not be made',
    paragraphs: ['Wait a minute and try again. You can also print the page from your browser, and save that as PDF.'],
  },
  contradicted: {
    status: 409,
    title: 'This no longer fits what is recorded',
    paragraphs: [
      'Something that it refers to has been changed or removed meanwhile. Nothing was saved.',
      'Go back to the page, look at what stands there now, and try again.',
    ],
  },
  unconfirmed: {
    status: 503,
    title: 'We could not confirm that this was saved',
    paragraphs: [
      'The database stopped answering while it was being saved. It may have been saved or not.',
      'What you typed is still here. Send it again: if it was saved before, it is not saved twice.',
    ],
  },
  unconfirmedFile: {
    status: 503,
    title: 'We could not confirm that the file was taken in',
    paragraphs: [
      'The database stopped answering while it was being taken in. It may have been taken in or not.',
      'Wait a minute, then choose the file again: nothing is imported before you have confirmed it.',
    ],
  },
} as const satisfies Readonly<Record<string, Problem>>

/** A form with one button on the error page. It sends the same values to the same address again. */
type SendAgain = { action: string; fields: readonly { name: string; value: string }[] }
type ProblemPage = PageModel & {
  paragraphs: readonly string[]
  requestId: string
  again: SendAgain | null
  /** The link at the end of the error page, for going on. */
  onward: Link
}

/** How the user goes on from an error page: by sending the form again, or by a link (default: their first page). */
export type Onward = { again?: SendAgain; link?: Link }

const firstPage: Link = { text: 'Go to your first page', href: '/' }

/** The page model of views/http/problem.ejs. The log has the error under `requestId`. */
export function problemPage(problem: Problem, requestId: string, { again, link }: Onward = {}): ProblemPage {
  const { title, paragraphs } = problem
  return { title, paragraphs, requestId, again: again ?? null, onward: link ?? firstPage }
}

/** The link after a failed upload, because an error page cannot send a file again. */
export const chooseAgain = (address: string): Link => ({ text: 'Choose the file again', href: address })

export function sendAgain(action: string, values: FormValues): SendAgain {
  const fields = Object.entries(values).flatMap(([name, typed]) => typed.map((value) => ({ name, value })))
  return { action, fields }
}
